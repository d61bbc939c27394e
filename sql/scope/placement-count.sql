-- How many placements a child looked after at each quarter's end had in the twelve months to it, by source: of the 903 those that began in
-- them and the one open at their start, of Annex A what list 8 counts. Fills the temporary table scope_placement_count.
insert into scope_placement_count (quarter, source, area_code, child, placement_count)
with begun as (
  select l.quarter, l.area_code, l.child, count(*) as placement_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = 'ssda903'
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child and e.begins_placement = 1
  where e.start_date > s.a_year_before and e.start_date <= s.quarter_end
  group by l.quarter, l.area_code, l.child
),

open_at_start as (
  select distinct l.quarter, l.area_code, l.child, 1 as placement_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = 'ssda903'
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child
  where e.start_date <= s.a_year_before and (e.end_date is null or e.end_date > s.a_year_before)
)

select l.quarter, l.source, l.area_code, l.child,
       case when l.source = 'annex-a' then l.placement_count else coalesce(b.placement_count, 0) + coalesce(o.placement_count, 0) end
from scope_looked_after l
left join begun b on b.quarter = l.quarter and b.area_code = l.area_code and b.child = l.child
left join open_at_start o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
