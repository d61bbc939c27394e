-- Periods of care by quarter, from the episodes of the looked-after children return, short breaks left out; where no such return came for
-- the quarter, from Annex A's list 8. A period ends with the last episode's end, unless its reason is X1 (the next episode is missing).
-- List 8 doesn't say under which legal status a period began. Ages are whole months from the month of birth to the month of the day.
-- Fills the temporary table scope_care_period.
insert into scope_care_period (
  quarter, source, area_code, child, start_date, start_legal_status, start_age_months, end_date, end_reason, end_age_months
)
with header as (
  select r.quarter, c.area_code, c.child, max(c.birth_month) as birth_month
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903'
  group by r.quarter, c.area_code, c.child
),

placed as (
  select quarter, area_code, child, care_no, care_start, start_date, legal_status, end_date, end_reason,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date) as place,
         row_number() over (partition by quarter, area_code, child, care_no order by start_date desc) as place_from_last
  from scope_episode
),

period as (
  select f.quarter, 'ssda903' as source, f.area_code, f.child, f.start_date, f.legal_status as start_legal_status,
         case when coalesce(l.end_reason, '') <> 'X1' then l.end_date end as end_date,
         case when coalesce(l.end_reason, '') <> 'X1' and l.end_date is not null then l.end_reason end as end_reason, h.birth_month
  from placed f
  join placed l on l.quarter = f.quarter and l.area_code = f.area_code and l.child = f.child and l.care_no = f.care_no
    and l.place_from_last = 1
  left join header h on h.quarter = f.quarter and h.area_code = f.area_code and h.child = f.child
  where f.place = 1
    and exists (
      select 1 from scope_return o where o.quarter = f.quarter and o.source = 'ssda903' and o.is_current = 1
    )
),

listed as (
  select r.quarter, 'annex-a' as source, l.area_code, l.child, l.start_date, l.end_date, l.end_reason, l.birth_month,
         row_number() over (
           partition by r.quarter, l.area_code, l.child, l.start_date order by r.recency desc, l.row_no desc
         ) as place
  from scope_return r
  join annex_a__looked_after l on l.return_no = r.return_no and l.start_date <= r.covers_to
  where r.source = 'annex-a' and coalesce(l.legal_status, '') not in ('V3', 'V4')
    and not exists (
      select 1 from scope_return o where o.quarter = r.quarter and o.source = 'ssda903' and o.is_current = 1
    )
),

joined as (
  select quarter, source, area_code, child, start_date, start_legal_status, end_date, end_reason, birth_month
  from period
  union all
  select quarter, source, area_code, child, start_date, cast(null as text), end_date,
         case when end_date is not null then end_reason end, birth_month
  from listed
  where place = 1
)

select quarter, source, area_code, child, start_date, start_legal_status,
       cast(substr(start_date, 1, 4) as integer) * 12 + cast(substr(start_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer) as start_age_months,
       end_date, end_reason,
       cast(substr(end_date, 1, 4) as integer) * 12 + cast(substr(end_date, 6, 2) as integer)
         - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer) as end_age_months
from joined
