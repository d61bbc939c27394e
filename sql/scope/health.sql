-- Children looked after at a year's end without a break since its first day, and what the return's part OC2 says of their health; a
-- child without a row in it is there too, with nothing said. Fills the temporary table scope_health.
insert into scope_health (quarter, area_code, child, health_assessment, dental_check, immunisations)
with outcome as (
  select r.quarter, o.area_code, o.child, max(o.health_assessment) as health_assessment, max(o.dental_check) as dental_check,
         max(o.immunisations) as immunisations
  from scope_return r
  join ssda903__outcomes o on o.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, o.area_code, o.child
)

select s.quarter, l.area_code, l.child, o.health_assessment, o.dental_check, o.immunisations
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = 'ssda903' and l.care_start <= s.year_start
left join outcome o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
