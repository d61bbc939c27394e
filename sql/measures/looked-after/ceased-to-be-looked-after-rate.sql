/*---
measure: ceased-to-be-looked-after-rate
version: 1
title: Ceased to be looked after, rate per 10,000
numerator: periods of care that ended in the period, short breaks (V3, V4) left out
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [quarter, rolling12]
polarity: none
needs: { ssda903: [episode, child], population: [estimate] }
or_else: { annex-a: [looked_after], population: [estimate] }
counts: people
sums: { windows: true, equal: { numerator: ceased-to-be-looked-after.numerator } }
annualise: 4
not_compared: DfE counts the last end of each child in the year, not every end.
source: DfE, children looked after (SSDA903) guide; population ONS
notes:
  - A quarter's rate is a year's (the count times 4); that of twelve months is one of a year as it is.
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with counted as (
  select s.quarter, s.basis, p.area_code, count(*) as period_count
  from scope s
  join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
  group by s.quarter, s.basis, p.area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.period_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
