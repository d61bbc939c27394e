/*---
measure: away-without-authorisation-incidents
version: 1
title: Incidents of being away without authorisation
numerator: incidents of being away from placement without authorisation open on any day of the period, one open on the first day too
denominator: null
unit: count
bases: [ytd]
polarity: none
needs: { ssda903: [missing] }
counts: events
sums: { grows: [numerator] }
not_compared: Only children are published, not incidents.
source: DfE, children looked after (SSDA903) guide
notes:
  - A only, where the child's whereabouts are known; missing incidents (M) are a measure of their own. Many councils record A as M.
---*/
select s.quarter, s.basis, i.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_incident i on i.quarter = s.quarter and i.kind = 'A'
group by s.quarter, s.basis, i.area_code
