/*---
measure: children-looked-after-rate
version: 1
title: Children looked after, rate per 10,000
numerator: children looked after at the date; under 18, in an open episode, short breaks (V3, V4) left out
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child], population: [estimate] }
counts: people
sums: { equal: { numerator: children-looked-after.numerator } }
benchmark: looked-after-at-31-march-rate
source: DfE, children looked after (SSDA903) guide; population ONS
notes:
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with birth as (
  select r.quarter, c.child, max(c.birth_month) as birth_month
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, c.child
),

looked_after as (
  select distinct s.quarter, s.basis, e.area_code, e.child
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

counted as (
  select quarter, basis, area_code, count(*) as child_count
  from looked_after
  group by quarter, basis, area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.child_count, 0) as numerator, p.people_count as denominator, p.population_year
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
