/*---
measure: children-in-unregistered-places
version: 1
title: Looked-after children in unregistered places
numerator: children looked after at the date in a placement of the codes Z11 to Z14
denominator: null
unit: count
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child] }
counts: people
sums: { within: { numerator: children-looked-after.numerator } }
begins: 2025-26-Q1
source: DfE, children looked after (SSDA903) guide
notes:
  - The codes are in the return since that of 2026 (check).
---*/
select s.quarter, s.basis, l.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
where l.placement in ('Z11', 'Z12', 'Z13', 'Z14')
group by s.quarter, s.basis, l.area_code
