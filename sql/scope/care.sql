-- Periods of care, once for an interval of quarters in which the child's history is the same: how each began, and what its last episode
-- says of its end. Fills the temporary table scope_care.
insert into scope_care (
  area_code, child, first_position, last_position, care_no, start_date, is_start_known, start_legal_status, end_date, end_reason,
  birth_month
)
with header as (
  select c.area_code, c.child, coalesce(i.first_position, 1) as first_position, max(c.birth_month) as birth_month
  from scope_listing l
  join ssda903__child c on c.return_no = l.return_no
  left join scope_interval i on i.area_code = c.area_code and i.child = c.child
  where coalesce(i.first_position, 1) between l.first_position and l.last_position
  group by c.area_code, c.child, coalesce(i.first_position, 1)
),

followed as (
  select area_code, child, first_position, last_position, care_no, care_start, is_care_start_known, end_date,
         end_reason, lead(care_no) over (partition by area_code, child, first_position order by start_date) as next_care_no
  from scope_history
)

select l.area_code, l.child, l.first_position, l.last_position, l.care_no, l.care_start, l.is_care_start_known, f.legal_status,
       l.end_date, l.end_reason, h.birth_month
from followed l
join scope_history f on f.area_code = l.area_code and f.child = l.child and f.first_position = l.first_position
  and f.start_date = l.care_start
left join header h on h.area_code = l.area_code and h.child = l.child and h.first_position = l.first_position
where l.next_care_no is null or l.next_care_no <> l.care_no
