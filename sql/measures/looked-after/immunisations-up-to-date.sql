/*---
measure: immunisations-up-to-date
version: 1
title: Looked-after children whose immunisations are up to date
numerator: of those children, the ones for whom the return's part OC2 says yes
denominator: children looked after at 31 March without a break for the 12 months to it
unit: percent
bases: [snapshot]
polarity: high
needs: { ssda903: [episode, child, outcomes] }
counts: people
sums: { equal: { denominator: health-assessments-up-to-date.denominator } }
reaches_back_months: 12
only_in:
  quarters: [4]
  why: The looked-after children return holds health outcomes (OC2) at a year's end alone; the next is of Q4.
source: DfE, children looked after (SSDA903) guide
notes:
  - Without a break since 1 April of the year or before (check how DfE takes the first day). A child without a row in OC2 counts as not up to date.
---*/
with outcome as (
  select r.quarter, o.area_code, o.child, max(o.immunisations) as is_up_to_date
  from scope_return r
  join ssda903__outcomes o on o.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, o.area_code, o.child
)

select s.quarter, s.basis, l.area_code, 'all' as breakdown,
       sum(case when o.is_up_to_date = 'yes' then 1 else 0 end) as numerator, count(*) as denominator
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.care_start <= s.year_start
left join outcome o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
group by s.quarter, s.basis, l.area_code
