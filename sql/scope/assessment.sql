-- Assessments by the day on which they were authorised, one on each child and start, as each source's newest return says that speaks for
-- that day. Fills the temporary table scope_assessment.
insert into scope_assessment (quarter, source, area_code, child, start_date, authorisation_date, needs_service)
with stated as (
  select r.quarter, r.source, r.recency, a.row_no, a.area_code, a.child, a.start_date, a.authorisation_date, a.needs_service
  from scope_return r
  join annex_a__assessment a on a.return_no = r.return_no and a.authorisation_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, a.row_no, a.area_code, a.child, a.start_date, a.authorised_date, cast(null as text)
  from scope_return r
  join cin_census__assessment a on a.return_no = r.return_no and a.authorised_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, a.row_no, a.area_code, a.child, a.start_date, a.authorisation_date,
         case a.no_further_action when 'yes' then 'no' when 'no' then 'yes' end
  from scope_return r
  join ssd__cin_assessment a on a.return_no = r.return_no and a.authorisation_date between r.covers_from and r.covers_to
  where r.source = 'ssd'
),

placed as (
  select quarter, source, area_code, child, start_date, authorisation_date, needs_service,
         row_number() over (partition by quarter, source, area_code, child, start_date order by recency desc, row_no desc) as place
  from stated
)

select quarter, source, area_code, child, start_date, authorisation_date, needs_service
from placed
where place = 1
