/*---
measure: child-protection-plans-begun-rate
version: 1
title: Child protection plans begun, rate per 10,000
numerator: child protection plans that began in the period, unborn children's too
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [cp_plan], population: [estimate] }
or_else: [{ cin-census: [cp_plan], population: [estimate] }, { ssd: [cp_plan], population: [estimate] }]
counts: people
sums: { windows: true, equal: { numerator: child-protection-plans-begun.numerator } }
annualise: 4
benchmark: cpp-started-rate
source: DfE, children in need census guide; population ONS
notes:
  - A quarter's rate is a year's (the count times 4); that of twelve months is one of a year as it is, and is the one to set next to DfE's.
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
  - The national tool (LAIT) gives low to the rate of plans that begin; here it is the council that sets a polarity.
---*/
with listed as (
  select s.quarter, s.basis, p.area_code,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date order by p.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_plan_change p on p.quarter = s.quarter and p.source = s.source and p.change = 'begun'
    and p.day between s.window_from and s.window_to
),

counted as (
  select quarter, basis, area_code, count(*) as event_count
  from listed
  where place = 1
  group by quarter, basis, area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.event_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
