/*---
measure: children-waiting-for-adoption
version: 1
title: Children with a placement order who wait to be placed
numerator: children whom list 10 lists with a placement order made on or before the date, not yet placed, adopted or withdrawn by it
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { annex-a: [adoption] }
counts: people
sums: {}
source: Local; Ofsted's Annex A, list 10
notes:
  - A child placed on the day waits no longer. Fostering for adoption counts as waiting (check).
---*/
select s.quarter, s.basis, a.area_code, 'all' as breakdown, count(distinct a.child) as numerator, 1 as denominator
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
join annex_a__adoption a on a.return_no = r.return_no
where a.placement_order_date <= s.quarter_end
  and (a.placed_date is null or a.placed_date > s.quarter_end)
  and (a.adopted_date is null or a.adopted_date > s.quarter_end)
  and (a.reversal_date is null or a.reversal_date > s.quarter_end)
group by s.quarter, s.basis, a.area_code
