-- Episodes of the looked-after children returns as the newest return gives each that lists it, by the child's interval of quarters.
-- Sorted so that of the rows for one start the first counts: the key of the table keeps the others out. It is read in that order.
-- Fills the temporary table scope_listed_episode.
insert into scope_listed_episode (
  area_code, child, first_position, start_date, last_position, return_no, end_date, end_reason, new_episode_reason, legal_status, need,
  placement, placement_urn, home_district, placement_provider, placement_postcode
)
select e.area_code, e.child, coalesce(i.first_position, 1), e.start_date, coalesce(i.last_position, latest.position), e.return_no, e.end_date,
       e.end_reason, e.new_episode_reason, e.legal_status, e.need, e.placement, e.placement_urn, e.home_postcode_district,
       e.placement_provider, coalesce(e.placement_postcode, e.placement_postcode_district)
from scope_listing l
join ssda903__episode e on e.return_no = l.return_no and e.start_date <= l.covers_to
cross join (select max(position) as position from scope_quarter) latest
left join scope_interval i on i.area_code = e.area_code and i.child = e.child
where coalesce(i.first_position, 1) between l.first_position and l.last_position
order by e.area_code, e.child, coalesce(i.first_position, 1), e.start_date, l.covers_to desc,
         case when e.end_date = e.start_date then 1 else 0 end, e.row_no desc
on conflict do nothing
