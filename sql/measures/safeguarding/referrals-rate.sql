/*---
measure: referrals-rate
version: 1
title: Referrals received, rate per 10,000
numerator: referrals received in the period, those that led to no further action included
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [referral], population: [estimate] }
or_else: [{ cin-census: [episode], population: [estimate] }, { ssd: [cin_episode], population: [estimate] }]
counts: events
sums: { windows: true, equal: { numerator: referrals.numerator } }
annualise: 4
benchmark: referrals-rate
source: DfE, children in need census guide; population ONS
notes:
  - A quarter's rate is a year's (the count times 4); that of twelve months is one of a year as it is, and is the one to set next to DfE's.
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with counted as (
  select s.quarter, s.basis, f.area_code, count(*) as referral_count
  from scope s
  join scope_referral f on f.quarter = s.quarter and f.source = s.source and f.referral_date between s.window_from and s.window_to
  group by s.quarter, s.basis, f.area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.referral_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
