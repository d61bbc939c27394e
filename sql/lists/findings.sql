-- Findings of the authority's assessments of all years by the quarter's end, each year's from its newest edition.
with listed as (
  select f.framework, f.year, f.outcome, f.kind, f.reference, f.finding, f.row_no, r.recency,
         max(r.recency) over (partition by f.framework, f.year) as latest_recency
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__finding f on f.return_no = r.return_no
  join scope_authority a on a.area_code = f.area_code
  where f.year <= s.calendar_year
)

select framework, year, outcome, kind, reference, finding, row_no
from listed
where recency = latest_recency
