/*---
measure: adoptions
version: 1
title: Adoptions
numerator: children who left care in the period since they were adopted (E11 and E12)
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { windows: true, within: { numerator: ceased-to-be-looked-after.numerator } }
source: DfE, children looked after (SSDA903) guide, reason episode ceased (REC)
notes:
  - By the day on which the child ceased to be looked after.
---*/
select s.quarter, s.basis, p.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
where p.end_reason in ('E11', 'E12')
group by s.quarter, s.basis, p.area_code
