-- Periods of care by quarter and source, from the episodes of the looked-after children return, short breaks left out, and from Annex A's
-- list 8. A period ends with the last episode's end, unless its reason is X1 (the next episode is missing).
-- List 8 doesn't say under which legal status a period began. Ages are whole months from the month of birth to the month of the day.
-- Makes the temporary view scope_care_period.
create temporary view scope_care_period as
with period as (
  select q.quarter, 'ssda903' as source, c.area_code, c.child, c.start_date, c.is_start_known, c.start_legal_status,
         case when coalesce(c.end_reason, '') <> 'X1' then c.end_date end as end_date,
         case when coalesce(c.end_reason, '') <> 'X1' and c.end_date is not null then c.end_reason end as end_reason, c.birth_month
  from scope_quarter q
  join scope_care c on q.position between c.first_position and c.last_position
  where q.return_no is not null
  union all
  select quarter, 'annex-a', area_code, child, start_date, 1, cast(null as text), end_date, end_reason, birth_month
  from scope_care_listed
)

select quarter, source, area_code, child, start_date, is_start_known, start_legal_status,
       cast(substr(start_date, 1, 4) as integer) * 12 + cast(substr(start_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer) as start_age_months,
       end_date, end_reason,
       cast(substr(end_date, 1, 4) as integer) * 12 + cast(substr(end_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer) as end_age_months
from period
