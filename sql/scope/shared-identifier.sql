-- Whether the census, or the Standard Safeguarding Dataset, calls children as the looked-after children return does: not where it lists fewer
-- than half of the children in that return, since every child looked after is in need. Fills the temporary table scope_shared_identifier.
insert into scope_shared_identifier (quarter, source, is_shared)
with looked_after as (
  select distinct r.quarter, c.area_code, c.child
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
),

listed as (
  select distinct r.quarter, r.source, e.area_code, e.child
  from scope_return r
  join cin_census__episode e on e.return_no = r.return_no
  where r.source = 'cin-census'
  union
  select distinct r.quarter, r.source, e.area_code, e.child
  from scope_return r
  join ssd__cin_episode e on e.return_no = r.return_no
  where r.source = 'ssd'
),

source as (
  select distinct quarter, source
  from listed
)

select s.quarter, s.source, case when count(l.child) * 2 < count(*) then 0 else 1 end as is_shared
from source s
join looked_after a on a.quarter = s.quarter
left join listed l on l.quarter = s.quarter and l.source = s.source and l.area_code = a.area_code and l.child = a.child
group by s.quarter, s.source
