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
counts: events
source: Local; there is no national definition
---*/
select s.quarter, s.basis, c.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
join annex_a__contact c on c.return_no = r.return_no and c.contact_date between r.speaks_from and r.speaks_to
where c.contact_date between s.window_from and s.window_to
group by s.quarter, s.basis, c.area_code
