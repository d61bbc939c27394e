/*---
measure: position-among-authorities
version: 1
title: Position among the authorities published so far, annual performance assessment
numerator: authorities with a higher total over the judgements of children's services and of the capacity to improve
denominator: authorities with both judgements published, this one included
unit: rank
bases: [annual]
polarity: low
needs: { annual-assessments: [judgement] }
counts: judgements
breakdowns: [framework]
parts_only: 'such as framework:apa or framework:ilacs'
source: Local, from Ofsted's annual performance assessments
notes:
  - There is no figure where the return holds only the authority's own judgements.
  - The rank is one more than the numerator; authorities with equal totals share the best rank.
  - An annual performance assessment has no figure two years after its own.
---*/
with published as (
  select s.quarter, s.basis, j.area_code, j.framework, j.year, j.judgement, j.grade_number,
         row_number() over (
           partition by s.quarter, s.basis, j.area_code, j.framework, j.year, j.judgement
           order by r.recency desc, j.row_no desc
         ) as place,
         max(j.year) over (partition by s.quarter, s.basis, j.framework) as latest_year
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__judgement j on j.return_no = r.return_no
  where coalesce(j.published_date, j.inspection_date, cast(j.year as text) || '-12-31') <= s.quarter_end
    and j.framework = 'apa' and j.judgement in ('childrens-services', 'capacity-to-improve')
    and j.grade_number is not null
),

total as (
  select quarter, basis, area_code, framework, year, sum(grade_number) as grade_total
  from published
  where place = 1 and year = latest_year
  group by quarter, basis, area_code, framework, year
  having count(*) = 2
),

ranked as (
  select quarter, basis, area_code, framework, year,
         rank() over (partition by quarter, basis, framework order by grade_total desc) - 1 as higher_count,
         count(*) over (partition by quarter, basis, framework) as published_count
  from total
)

select r.quarter, r.basis, r.area_code, 'framework:' || r.framework as breakdown,
       r.higher_count as numerator, r.published_count as denominator,
       cast(r.year as text) || ' assessment; ' || cast(r.published_count as text) || ' authorities published so far' as note,
       case
         when s.calendar_year - r.year > 2
           then 'The latest assessment is of ' || cast(r.year as text) || ': historic, since it stands for two years.'
         when r.published_count = 1 then 'The returns hold the judgements of no other authority.'
       end as reason
from ranked r
join scope s on s.quarter = r.quarter and s.basis = r.basis
