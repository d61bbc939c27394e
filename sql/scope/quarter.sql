-- The quarters numbered in their order, each with the looked-after children return that came for it, if one did.
-- Fills the temporary table scope_quarter.
insert into scope_quarter (position, quarter, return_no)
select row_number() over (order by s.quarter), s.quarter, r.return_no
from scope s
left join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
