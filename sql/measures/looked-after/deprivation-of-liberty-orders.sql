/*---
measure: deprivation-of-liberty-orders
version: 1
title: Deprivation of liberty orders open
numerator: deprivation of liberty orders of looked-after children open at the date
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { ssda903: [deprivation_of_liberty] }
counts: events
sums: {}
begins: 2026-27-Q1
source: DfE, children looked after (SSDA903) guide
notes:
  - In the return since that of 2027 (check). Orders, not children. One that ends on the day is not open (check).
---*/
with listed as (
  select s.quarter, s.basis, d.area_code, d.child, d.start_date, d.end_date,
         row_number() over (
           partition by s.quarter, s.basis, d.area_code, d.child, d.start_date order by r.recency desc, d.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__deprivation_of_liberty d on d.return_no = r.return_no
  where d.start_date <= s.quarter_end and (d.end_date is null or d.end_date > s.quarter_end)
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from listed
where place = 1
group by quarter, basis, area_code
