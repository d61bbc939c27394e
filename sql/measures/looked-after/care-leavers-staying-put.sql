/*---
measure: care-leavers-staying-put
version: 1
title: Care leavers who live with their former foster carers
numerator: of those young people, the ones who live with their former foster carers (ACCOM Z)
denominator: young people who had been looked after and whose 17th to 21st birthday is in the period
unit: percent
bases: [ytd]
polarity: high
needs: { ssda903: [care_leaver, episode] }
counts: people
sums:
  parts: [age]
  windows: true
  within: { numerator: care-leavers.numerator }
breakdowns: [age]
headline: age:19-to-21
unknown: young people of whose accommodation the return says nothing
left_out: young people listed of whom the returns show that they were not looked after for 13 weeks since 14, or not after 16
not_compared: DfE's share is of those who were fostered on their 18th birthday, which OC3 doesn't say.
source: DfE, children looked after (SSDA903) guide, care leavers (OC3); the share is local
notes:
  - Relevant and former relevant young people, looked after for 13 weeks or more since 14 and some of it after 16. The return lists them; where the returns hold every episode since the 14th birthday and show otherwise, a young person is left out and counted.
  - Those whom the return lists in OC3, by the age reached on the birthday. Out are IN_TOUCH DIED and RHOM, and those whose care another authority took over (E3).
  - A young person whose accommodation isn't known (0) counts as living elsewhere; of one whose cell is blank nothing is known.
  - Annex A's list 9 is another cohort, all who are owed a service at its date, and gives another figure.
---*/
with listed as (
  select s.quarter, s.basis, c.area_code, c.is_owed_a_service,
         case when substr(c.accommodation, 1, 1) = 'Z' then 1 when c.accommodation is not null or c.in_touch in ('NO', 'REFU', 'NREQ') then 0 end
           as is_counted,
         case when c.age <= 18 then '17-to-18' else '19-to-21' end as age
  from scope s
  join scope_care_leaver c on c.quarter = s.quarter
),

part as (
  select quarter, basis, area_code, 'all' as breakdown, is_counted, is_owed_a_service from listed
  union all
  select quarter, basis, area_code, 'age:' || age, is_counted, is_owed_a_service from listed
)

select quarter, basis, area_code, breakdown,
       sum(case when is_owed_a_service = 1 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_owed_a_service = 1 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_owed_a_service = 1 and is_counted is null then 1 else 0 end) as unknown_count,
       sum(1 - is_owed_a_service) as left_out_count
from part
group by quarter, basis, area_code, breakdown
