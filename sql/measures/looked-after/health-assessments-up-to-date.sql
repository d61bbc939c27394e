/*---
measure: health-assessments-up-to-date
version: 1
title: Looked-after children whose annual health assessment is up to date
numerator: of those children, the ones for whom the return's part OC2 says yes
denominator: children looked after at 31 March without a break for the 12 months to it
unit: percent
bases: [snapshot]
polarity: high
needs: { ssda903: [episode, child, outcomes] }
counts: people
unknown: children of whom the return's part OC2 says nothing
sums: { within: { denominator: children-looked-after.numerator } }
reaches_back_months: 12
only_in:
  quarters: [4]
  why: The looked-after children return holds health outcomes (OC2) only at a year's end; the next is of Q4.
benchmark: health-assessments-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - Without a break since 1 April of the year or before (check how DfE takes the first day). A blank flag, or a child without a row in OC2, is unknown.
---*/
select s.quarter, s.basis, h.area_code, 'all' as breakdown,
       sum(case when h.health_assessment = 'yes' then 1 else 0 end) as numerator, count(h.health_assessment) as denominator,
       count(*) - count(h.health_assessment) as unknown_count
from scope s
join scope_health h on h.quarter = s.quarter
group by s.quarter, s.basis, h.area_code
