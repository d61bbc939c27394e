/*---
measure: initial-conferences-rate
version: 1
title: Initial child protection conferences held, rate per 10,000
numerator: initial child protection conferences held in the period, one on each child
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [section_47], population: [estimate] }
or_else: [{ cin-census: [section47, episode], population: [estimate] }, { ssd: [conference], population: [estimate] }]
counts: events
sums: { windows: true, equal: { numerator: initial-conferences.numerator } }
annualise: 4
benchmark: initial-conferences-in-year-rate
source: DfE, children in need census guide; population ONS
notes:
  - A quarter's rate is a year's (the count times 4); that of twelve months is one of a year as it is, and is the one to set next to DfE's.
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with counted as (
  select s.quarter, s.basis, c.area_code, count(*) as event_count
  from scope s
  join scope_conference c on c.quarter = s.quarter and c.source = s.source and c.conference_date between s.window_from and s.window_to
  group by s.quarter, s.basis, c.area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.event_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
