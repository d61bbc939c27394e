/*---
measure: contacts
version: 1
title: Contacts received
numerator: contacts received in the period
denominator: null
unit: count
bases: [quarter, ytd]
polarity: none
needs: { annex-a: [contact] }
or_else: { ssd: [contact] }
counts: events
sums: { windows: true }
not_compared: No national figure is published of contacts.
source: Local; there is no national definition
notes:
  - A row that repeats child, day and source is counted once.
---*/
select s.quarter, s.basis, c.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_contact c on c.quarter = s.quarter and c.source = s.source and c.contact_date between s.window_from and s.window_to
group by s.quarter, s.basis, c.area_code
