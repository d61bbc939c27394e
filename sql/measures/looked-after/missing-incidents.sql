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
source: DfE, children looked after (SSDA903) guide
notes:
  - M only; those away without authorisation (A) are a measure of their own. Many councils record A as M.
---*/
with listed_incident as (
  select s.quarter, s.basis, s.window_from, s.window_to, m.area_code, m.child, m.start_date, m.end_date,
         row_number() over (
           partition by s.quarter, s.basis, m.child, m.start_date order by r.edition desc, m.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.speaks_to >= s.window_from
  join ssda903__missing m on m.return_no = r.return_no and m.kind = 'M'
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from listed_incident
where place = 1 and start_date <= window_to and (end_date is null or end_date >= window_from)
group by quarter, basis, area_code
