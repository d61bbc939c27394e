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
or_else: { annex-a: [looked_after], population: [estimate] }
counts: people
sums: { equal: { numerator: children-looked-after.numerator } }
benchmark: looked-after-at-31-march-rate
source: DfE, children looked after (SSDA903) guide; population ONS
notes:
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with counted as (
  select s.quarter, l.area_code, count(*) as child_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
  group by s.quarter, l.area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.child_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
