/*---
measure: early-help-assessments-rate
version: 1
title: Early help assessments started, rate per 10,000 a year
numerator: early help assessments started in the quarter
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [quarter]
polarity: none
needs: { annex-a: [early_help], population: [estimate] }
counts: events
sums: { equal: { numerator: early-help-assessments.numerator } }
annualise: 4
not_compared: No national figure is published of early help.
source: Local; there is no national definition. Population ONS
notes:
  - The population is the estimate for the 30 June in the financial year, or the latest before it that is known.
---*/
with listed as (
  select s.quarter, s.basis, h.area_code,
         row_number() over (
           partition by s.quarter, s.basis, h.area_code, h.child, h.start_date
           order by r.recency desc, h.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__early_help h on h.return_no = r.return_no and h.start_date between r.covers_from and r.covers_to
  where h.start_date between s.window_from and s.window_to
),

counted as (
  select quarter, basis, area_code, count(*) as assessment_count
  from listed
  where place = 1
  group by quarter, basis, area_code
)

select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       coalesce(c.assessment_count, 0) as numerator, p.people_count as denominator, p.population_year,
       p.released_on as population_released_on
from scope s
cross join scope_authority a
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
