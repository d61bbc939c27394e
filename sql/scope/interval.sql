-- The quarters, first to last by number, between which the same returns list a child: its history is the same in all of them. A child whom
-- only returns list that count for every quarter has no row: it has one history.
-- Fills the temporary table scope_interval.
insert into scope_interval (area_code, child, first_position, last_position)
with passing as (
  select l.return_no, l.covers_to, l.first_position, l.last_position
  from scope_listing l
  cross join (select max(position) as position from scope_quarter) latest
  where l.first_position > 1 or l.last_position < latest.position
),

held as (
  select distinct e.area_code, e.child, p.first_position, p.last_position
  from passing p
  join ssda903__episode e on e.return_no = p.return_no and e.start_date <= p.covers_to
  union
  select c.area_code, c.child, p.first_position, p.last_position
  from passing p
  join ssda903__child c on c.return_no = p.return_no
),

turn as (
  select area_code, child, first_position as position from held
  union
  select area_code, child, last_position + 1 from held
  union
  select area_code, child, 1 from held
),

span as (
  select area_code, child, position, lead(position) over (partition by area_code, child order by position) as next_position
  from turn
)

select s.area_code, s.child, s.position, coalesce(s.next_position - 1, latest.position)
from span s
cross join (select max(position) as position from scope_quarter) latest
where s.position <= latest.position
