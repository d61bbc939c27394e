/*---
measure: conferences-led-to-plan
version: 1
title: Initial conferences that led to a child protection plan
numerator: of those conferences, the ones that led to a plan
denominator: initial child protection conferences held in the period, one on each child, less those of which it isn't known
unit: percent
bases: [rolling12]
polarity: none
needs: { annex-a: [section_47] }
or_else: [{ cin-census: [section47, episode, cp_plan] }, { ssd: [conference] }]
counts: events
sums: { windows: true, within: { denominator: initial-conferences.numerator } }
unknown: conferences of which the list doesn't say whether they led to a plan
source: Local; dates as in the DfE children in need census guide
notes:
  - List 5 says whether a conference led to a plan. The census doesn't; there one did if a plan of the child starts on its day (check).
---*/
select s.quarter, s.basis, c.area_code, 'all' as breakdown,
       sum(case when c.led_to_plan = 'yes' then 1 else 0 end) as numerator, count(c.led_to_plan) as denominator,
       count(*) - count(c.led_to_plan) as unknown_count
from scope s
join scope_conference c on c.quarter = s.quarter and c.source = s.source and c.conference_date between s.window_from and s.window_to
group by s.quarter, s.basis, c.area_code
