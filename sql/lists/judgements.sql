-- The authority's judgements of all years published by the quarter's end, each in its newest edition.
with published as (
  select j.framework, j.year, j.judgement, j.kind, j.grade_number, j.grade_word, j.is_graded, j.published_date,
         coalesce(j.inspection_date, '') as inspection_date, r.recency, j.row_no
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__judgement j on j.return_no = r.return_no
  join scope_authority a on a.area_code = j.area_code
  where coalesce(j.published_date, j.inspection_date, cast(j.year as text) || '-12-31') <= s.quarter_end
),

ranked as (
  select framework, year, judgement, kind, grade_number, grade_word, is_graded, published_date,
         row_number() over (
           partition by framework, year, judgement order by inspection_date desc, recency desc, row_no desc
         ) as place
  from published
)

select framework, year, judgement, kind, grade_number, grade_word, is_graded, published_date
from ranked
where place = 1
