/*---
measure: section-47-enquiries
version: 1
title: Section 47 enquiries begun
numerator: section 47 enquiries that began in the period, one on each child
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [section_47] }
or_else: [{ cin-census: [section47] }, { ssd: [s47_enquiry] }]
counts: events
sums: { windows: true }
source: DfE, children in need census guide
notes:
  - An enquiry begins with the strategy discussion that starts it. Two on one child that begin on one day are one.
---*/
select s.quarter, s.basis, e.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_enquiry e on e.quarter = s.quarter and e.source = s.source and e.start_date between s.window_from and s.window_to
group by s.quarter, s.basis, e.area_code
