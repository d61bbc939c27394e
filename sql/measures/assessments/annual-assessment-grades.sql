/*---
measure: annual-assessment-grades
version: 1
title: Annual assessment grades
numerator: the grade of the judgement in the latest assessment
denominator: null
unit: grade
bases: [annual]
polarity: high
needs: { annual-assessments: [judgement] }
counts: judgements
breakdowns: ['framework,judgement', 'framework,outcome']
parts_only: 'such as "framework:ilacs,judgement:overall-effectiveness"'
source: Ofsted, annual performance assessment of children's services and its successors
notes:
  - The annual performance assessment grades from 1 to 4, 4 the best; its successors use words of their own. They are never one series.
  - A grade of the annual performance assessment stands for two years after its own, that of an inspection for six; an older one is historic, and is listed only with its year.
---*/
with published as (
  select s.quarter, s.basis, s.calendar_year, j.area_code, j.framework, j.judgement, j.kind, j.year,
         j.grade_number, j.grade_word, j.is_graded,
         row_number() over (
           partition by s.quarter, s.basis, j.area_code, j.framework, j.judgement
           order by j.year desc, coalesce(j.inspection_date, '') desc, r.recency desc, j.row_no desc
         ) as place,
         max(j.year) over (partition by s.quarter, s.basis, j.area_code, j.framework) as latest_year
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__judgement j on j.return_no = r.return_no
  where coalesce(j.published_date, j.inspection_date, cast(j.year as text) || '-12-31') <= s.quarter_end
)

select quarter, basis, area_code,
       'framework:' || framework || ',' ||
         case when kind = 'outcome' then judgement else 'judgement:' || judgement end as breakdown,
       case when grade_word is null then grade_number end as numerator,
       1 as denominator, grade_word as word, cast(year as text) || ' assessment' as note,
       case
         when framework = 'apa' and calendar_year - year > 2
           then 'The latest grade is of ' || cast(year as text) || ': historic, since it stands for two years.'
         when calendar_year - year > 6
           then 'The latest grade is of ' || cast(year as text) || ': historic, since it stands for six years.'
       end as reason
from published
where place = 1 and year = latest_year and is_graded = 'yes' and (grade_number is not null or grade_word is not null)
