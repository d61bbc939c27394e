/*---
measure: children-looked-after
version: 1
title: Children looked after
numerator: children looked after at the date; under 18, in an open episode, short breaks (V3, V4) left out
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child] }
counts: people
sums: { parts: [age] }
breakdowns: [age]
source: DfE, children looked after (SSDA903) guide
---*/
with birth as (
  select r.quarter, c.child, max(c.birth_month) as birth_month
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, c.child
),

looked_after as (
  select distinct s.quarter, s.basis, e.area_code, e.child,
         s.month_number - cast(substr(b.birth_month, 1, 4) as integer) * 12
           - cast(substr(b.birth_month, 6, 2) as integer) as age_months
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__episode e on e.return_no = r.return_no
  left join birth b on b.quarter = s.quarter and b.child = e.child
  where e.start_date <= s.quarter_end and (e.end_date is null or e.end_date > s.quarter_end)
    and coalesce(e.legal_status, '') not in ('V3', 'V4')
    and (b.birth_month is null
      or s.month_number - cast(substr(b.birth_month, 1, 4) as integer) * 12
           - cast(substr(b.birth_month, 6, 2) as integer) < 216)
),

child_looked_after as (
  select quarter, basis, area_code,
         case
           when age_months is null then 'unknown'
           when age_months < 12 then 'under-1'
           when age_months < 60 then '1-to-4'
           when age_months < 120 then '5-to-9'
           when age_months < 192 then '10-to-15'
           else '16-and-over'
         end as age
  from looked_after
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from child_looked_after
group by quarter, basis, area_code
union all
select quarter, basis, area_code, 'age:' || age as breakdown, count(*), 1
from child_looked_after
group by quarter, basis, area_code, age
