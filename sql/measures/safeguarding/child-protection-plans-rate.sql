/*---
measure: child-protection-plans-rate
version: 1
title: Children on child protection plans, rate per 10,000
numerator: children, unborn ones too, with a plan started on or before the date and no end date or one after it
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [snapshot]
polarity: none
needs: { annex-a: [cp_plan], population: [estimate] }
or_else: [{ cin-census: [cp_plan], population: [estimate] }, { ssd: [cp_plan], population: [estimate] }]
counts: people
sums: { equal: { numerator: child-protection-plans.numerator } }
benchmark: cpp-at-31-march-rate
source: DfE, children in need census guide; population ONS
notes:
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with counted as (
  select s.quarter, s.basis, p.area_code, count(distinct p.child) as child_count
  from scope s
  join scope_plan_listed p on p.quarter = s.quarter and p.source = s.source
  where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
  group by s.quarter, s.basis, p.area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.child_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
