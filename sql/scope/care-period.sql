-- Periods of care by quarter and source, from the episodes of the looked-after children return, short breaks left out, and from Annex A's
-- list 8. A period ends with the last episode's end, unless its reason is X1 (the next episode is missing). Only those that began or ended
-- in the thirty months to the quarter's end are kept: no measure looks further back, and of many years' returns they are few.
-- List 8 doesn't say under which legal status a period began. Ages are whole months from the month of birth to the month of the day.
-- Fills the temporary table scope_care_period.
insert into scope_care_period (
  quarter, source, area_code, child, start_date, is_start_known, start_legal_status, start_age_months, end_date, end_reason, end_age_months
)
with period as (
  select s.quarter, 'ssda903' as source, c.area_code, c.child, c.start_date, c.is_start_known, c.start_legal_status,
         case when coalesce(c.end_reason, '') <> 'X1' then c.end_date end as end_date,
         case when coalesce(c.end_reason, '') <> 'X1' and c.end_date is not null then c.end_reason end as end_reason, c.birth_month
  from scope s
  join scope_quarter q on q.quarter = s.quarter and q.return_no is not null
  join scope_care c on q.position between c.first_position and c.last_position
    and (c.start_date > s.thirty_months_before or c.end_date > s.thirty_months_before)
  union all
  select s.quarter, 'annex-a', l.area_code, l.child, l.start_date, 1, cast(null as text), l.end_date, l.end_reason, l.birth_month
  from scope s
  join scope_care_listed l on l.quarter = s.quarter
    and (l.start_date > s.thirty_months_before or l.end_date > s.thirty_months_before)
)

select quarter, source, area_code, child, start_date, is_start_known, start_legal_status,
       cast(substr(start_date, 1, 4) as integer) * 12 + cast(substr(start_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer),
       end_date, end_reason,
       cast(substr(end_date, 1, 4) as integer) * 12 + cast(substr(end_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer)
from period
