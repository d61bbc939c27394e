-- Children looked after at each quarter's end, by source, a row a child: under 18, in an open episode of the quarter's own looked-after
-- children return (903), or open in Annex A's list 8. Fills the temporary table scope_looked_after.
insert into scope_looked_after (
  quarter, area_code, child, source, sex, age_months, legal_status, need, placement, placement_urn, home_district, care_start,
  placement_no, placement_count
)
with header as (
  select r.quarter, c.area_code, c.child, max(c.birth_month) as birth_month, max(c.sex) as sex
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, c.area_code, c.child
),

open_episode as (
  select s.quarter, e.area_code, e.child, 'ssda903' as source, h.sex, h.birth_month, e.legal_status, e.need, e.placement,
         e.placement_urn, e.home_district, e.care_start, e.placement_no, cast(null as integer) as placement_count, s.month_number,
         row_number() over (partition by s.quarter, e.area_code, e.child order by e.start_date desc) as place
  from scope s
  join scope_quarter q on q.quarter = s.quarter
  join scope_history e on e.return_no = q.return_no and q.position between e.first_position and e.last_position
  left join header h on h.quarter = s.quarter and h.area_code = e.area_code and h.child = e.child
  where e.start_date <= s.quarter_end and (e.end_date is null or e.end_date > s.quarter_end)
),

listed as (
  select s.quarter, l.area_code, l.child, 'annex-a' as source, l.sex, l.birth_month, l.legal_status, l.need,
         l.placement_type as placement, l.placement_urn, cast(null as text) as home_district,
         l.start_date as care_start, cast(null as integer) as placement_no, l.placement_count, s.month_number,
         row_number() over (partition by s.quarter, l.area_code, l.child order by l.start_date desc, l.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__looked_after l on l.return_no = r.return_no
  where l.start_date <= s.quarter_end and (l.end_date is null or l.end_date > s.quarter_end)
    and coalesce(l.legal_status, '') not in ('V3', 'V4')
),

looked_after as (
  select * from open_episode where place = 1
  union all
  select * from listed where place = 1
),

aged as (
  select quarter, area_code, child, source, sex, legal_status, need, placement, placement_urn, home_district, care_start,
         placement_no, placement_count,
         month_number - cast(substr(birth_month, 1, 4) as integer) * 12 - cast(substr(birth_month, 6, 2) as integer) as age_months
  from looked_after
)

select quarter, area_code, child, source, sex, age_months, legal_status, need, placement, placement_urn, home_district, care_start,
       placement_no, placement_count
from aged
where age_months is null or age_months < 216
