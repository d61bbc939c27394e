/*---
measure: initial-conferences
version: 1
title: Initial child protection conferences held
numerator: initial child protection conferences held in the period, one on each child
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [section_47] }
or_else: [{ cin-census: [section47, episode] }, { ssd: [conference] }]
counts: events
sums: { windows: true, within: { numerator: conferences-in-15-days.denominator } }
source: DfE, children in need census guide
notes:
  - Each child has a conference of its own, brothers and sisters too. Two enquiries that led to one conference of one child count it once.
---*/
select s.quarter, s.basis, c.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_conference c on c.quarter = s.quarter and c.source = s.source and c.conference_date between s.window_from and s.window_to
group by s.quarter, s.basis, c.area_code
