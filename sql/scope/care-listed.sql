-- Periods of care by quarter as Annex A's list 8 gives them.
-- Fills the temporary table scope_care_listed.
insert into scope_care_listed (quarter, area_code, child, start_date, end_date, end_reason, birth_month)
with listed as (
  select r.quarter, l.area_code, l.child, l.start_date, l.end_date, l.end_reason, l.birth_month,
         row_number() over (
           partition by r.quarter, l.area_code, l.child, l.start_date order by r.recency desc, l.row_no desc
         ) as place
  from scope_return r
  join annex_a__looked_after l on l.return_no = r.return_no and l.start_date <= r.covers_to
  where r.source = 'annex-a' and coalesce(l.legal_status, '') not in ('V3', 'V4')
)

select quarter, area_code, child, start_date, end_date, case when end_date is not null then end_reason end, birth_month
from listed
where place = 1
