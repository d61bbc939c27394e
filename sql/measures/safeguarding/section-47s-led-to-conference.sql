/*---
measure: section-47s-led-to-conference
version: 1
title: Section 47 enquiries that led to an initial conference
numerator: of those enquiries, the ones with the date of an initial child protection conference
denominator: section 47 enquiries that began in the period, one on each child
unit: percent
bases: [rolling12]
polarity: none
needs: { annex-a: [section_47] }
or_else: [{ cin-census: [section47] }, { ssd: [s47_enquiry, conference] }]
counts: events
sums: { windows: true, equal: { denominator: section-47-enquiries.numerator } }
source: Local; dates as in the DfE children in need census guide
notes:
  - A conference may be held after the period. An enquiry of the last weeks without one yet counts as not led to one, so the newest figure is a little low.
---*/
select s.quarter, s.basis, e.area_code, 'all' as breakdown, count(e.conference_date) as numerator, count(*) as denominator
from scope s
join scope_enquiry e on e.quarter = s.quarter and e.source = s.source and e.start_date between s.window_from and s.window_to
group by s.quarter, s.basis, e.area_code
