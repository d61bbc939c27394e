/*---
measure: care-leavers
version: 1
title: Care leavers aged 17 to 21
numerator: young people who had been looked after and whose 17th to 21st birthday is in the period
denominator: null
unit: count
bases: [ytd]
polarity: none
needs: { ssda903: [care_leaver, episode] }
counts: people
sums: { parts: [age], windows: true }
breakdowns: [age]
headline: age:19-to-21
left_out: young people listed of whom the returns show that they were not looked after for 13 weeks since 14, or not after 16
not_compared: A number grows with the area, so that only its shares are compared.
source: DfE, children looked after (SSDA903) guide, care leavers (OC3)
notes:
  - Relevant and former relevant young people, looked after for 13 weeks or more since 14 and some of it after 16. The return lists them; where the returns hold every episode since the 14th birthday and show otherwise, a young person is left out and counted.
  - Those whom the return lists in OC3, by the age reached on the birthday. Out are IN_TOUCH DIED and RHOM, and those whose care another authority took over (E3).
---*/
with part as (
  select s.quarter, s.basis, c.area_code, 'all' as breakdown, c.is_owed_a_service
  from scope s
  join scope_care_leaver c on c.quarter = s.quarter
  union all
  select s.quarter, s.basis, c.area_code, case when c.age <= 18 then 'age:17-to-18' else 'age:19-to-21' end, c.is_owed_a_service
  from scope s
  join scope_care_leaver c on c.quarter = s.quarter
)

select quarter, basis, area_code, breakdown, sum(is_owed_a_service) as numerator, 1 as denominator,
       sum(1 - is_owed_a_service) as left_out_count
from part
group by quarter, basis, area_code, breakdown
