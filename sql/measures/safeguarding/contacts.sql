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
sums: { windows: true }
not_compared: No national figure is published of contacts.
source: Local; there is no national definition
notes:
  - A row that repeats child, day and source is counted once.
---*/
with listed as (
  select s.quarter, s.basis, c.area_code,
         row_number() over (
           partition by s.quarter, s.basis, c.area_code, c.child, c.contact_date,
             coalesce(c.contact_source, 'row ' || cast(c.row_no as text))
           order by r.recency desc, c.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__contact c on c.return_no = r.return_no and c.contact_date between r.covers_from and r.covers_to
  where c.contact_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from listed
where place = 1
group by quarter, basis, area_code
