/*---
measure: repeat-plans-within-two-years
version: 1
title: Second or subsequent child protection plan within two years of the last
numerator: plans started in the period where the child's latest earlier plan ended 24 months before the start or less
denominator: plans started in the period
unit: percent
bases: [ytd, rolling12]
polarity: low
needs: { annex-a: [cp_plan] }
or_else: { ssd: [cp_plan] }
counts: people
sums:
  windows: true
  within: { numerator: repeat-plans.numerator }
reaches_back_months: 36
not_compared: No table gives second plans within two years for England.
source: Local, from Annex A
notes:
  - Earlier plans are those that this council's returns of the 36 months list; plans elsewhere aren't known.
---*/
with started as (
  select s.quarter, s.basis, p.area_code, p.earlier_end_date,
         cast(cast(substr(p.start_date, 1, 4) as integer) - 2 as text)
           || case when substr(p.start_date, 5, 6) = '-02-29' then '-02-28' else substr(p.start_date, 5, 6) end
           as two_years_before
  from scope s
  join scope_plan p on p.quarter = s.quarter and p.source = s.source and p.start_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when earlier_end_date >= two_years_before then 1 else 0 end) as numerator,
       count(*) as denominator
from started
group by quarter, basis, area_code
