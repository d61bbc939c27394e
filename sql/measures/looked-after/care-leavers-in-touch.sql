/*---
measure: care-leavers-in-touch
version: 1
title: Care leavers with whom the authority is in touch
numerator: of those young people, the ones with whom the authority is in touch (IN_TOUCH YES)
denominator: young people who had been looked after and whose 17th to 21st birthday lies in the period
unit: percent
bases: [ytd]
polarity: high
needs: { ssda903: [care_leaver, episode] }
counts: people
sums: { parts: [age], windows: true }
breakdowns: [age]
source: DfE, children looked after (SSDA903) guide, care leavers (OC3)
notes:
  - Those whom the return lists in OC3, by the age reached on the birthday. Out are IN_TOUCH DIED and RHOM, and those whose care another authority took over (E3).
  - Annex A's list 9 is another cohort, all who are owed a service at its date, and gives another figure.
---*/
with care_taken_over as (
  select distinct quarter, area_code, child
  from scope_episode
  where end_reason = 'E3'
),

care_leaver as (
  select s.quarter, s.basis, c.area_code, c.child, c.in_touch, c.activity, c.accommodation,
         cast(substr(c.birth_month, 1, 4) as integer) * 12 + cast(substr(c.birth_month, 6, 2) as integer) as birth_number,
         cast(substr(s.window_from, 1, 4) as integer) * 12 + cast(substr(s.window_from, 6, 2) as integer) as from_number,
         s.month_number as to_number,
         row_number() over (partition by s.quarter, s.basis, c.area_code, c.child order by c.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__care_leaver c on c.return_no = r.return_no
),

of_age as (
  select c.quarter, c.basis, c.area_code,
         case when c.in_touch = 'YES' then 1 else 0 end as is_counted,
         case when (c.to_number - c.birth_number) / 12 <= 18 then '17-to-18' else '19-to-21' end as age
  from care_leaver c
  left join care_taken_over t on t.quarter = c.quarter and t.area_code = c.area_code and t.child = c.child
  where c.place = 1 and t.child is null
    and (c.to_number - c.birth_number) / 12 between 17 and 21
    and c.birth_number + (c.to_number - c.birth_number) / 12 * 12 >= c.from_number
    and coalesce(c.in_touch, '') not in ('DIED', 'RHOM')
)

select quarter, basis, area_code, 'all' as breakdown, sum(is_counted) as numerator, count(*) as denominator
from of_age
group by quarter, basis, area_code
union all
select quarter, basis, area_code, 'age:' || age as breakdown, sum(is_counted), count(*)
from of_age
group by quarter, basis, area_code, age
