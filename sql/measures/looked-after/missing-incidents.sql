/*---
measure: missing-incidents
version: 1
title: Missing incidents
numerator: missing incidents open on any day of the period, one open on the first day too
denominator: null
unit: count
bases: [ytd]
polarity: none
needs: { ssda903: [missing] }
counts: events
sums: { grows: [numerator] }
not_compared: No table of incidents is published by authority; children who went missing are.
source: DfE, children looked after (SSDA903) guide
notes:
  - M only; those away without authorisation (A) are a measure of their own. Many councils record A as M.
---*/
select s.quarter, s.basis, i.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_incident i on i.quarter = s.quarter and i.kind = 'M'
group by s.quarter, s.basis, i.area_code
