-- The looked-after children returns that count, each with the quarters, first to last by number, for which it does so up to one day.
-- The returns of a quarter speak for days of their own, so that the one that reaches furthest is the newest.
-- Fills the temporary table scope_listing.
insert into scope_listing (return_no, covers_to, first_position, last_position)
with counted as (
  select r.return_no, r.covers_to, q.position,
         q.position - row_number() over (partition by r.return_no, r.covers_to order by q.position) as run
  from scope_quarter q
  join scope_return r on r.quarter = q.quarter and r.source = 'ssda903'
)

select return_no, covers_to, min(position), max(position)
from counted
group by return_no, covers_to, run
