/*---
measure: children-in-need-rate
version: 1
title: Children in need, rate per 10,000
numerator: children with an episode of need open at the date, referred on or before it and not closed, without those of no further action
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [snapshot]
polarity: none
needs: { cin-census: [episode], population: [estimate] }
or_else: { ssd: [cin_episode], population: [estimate] }
counts: people
sums: { equal: { numerator: children-in-need.numerator } }
benchmark: children-in-need-at-31-march-rate
source: DfE, children in need census guide; population ONS
notes:
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with episode as (
  select s.quarter, s.basis, s.month_number, e.area_code, e.child, e.primary_need, e.referral_date,
         row_number() over (partition by s.quarter, s.basis, e.area_code, e.child order by e.referral_date, e.row_no) as place
  from scope s
  join scope_need_episode e on e.quarter = s.quarter and e.source = s.source
),

counted as (
  select quarter, basis, area_code, count(*) as child_count
  from episode
  where place = 1
  group by quarter, basis, area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.child_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
