/*---
measure: repeat-plans
version: 1
title: Second or subsequent child protection plan
numerator: plans started in the period where the child had an earlier plan, however long ago
denominator: plans started in the period
unit: percent
bases: [quarter, ytd, rolling12]
polarity: low
needs: { annex-a: [cp_plan] }
or_else: { cin-census: [cp_plan] }
counts: people
sums: { windows: true, within: { denominator: child-protection-plans-begun.numerator } }
unknown: plans of which neither the counter nor the returns say whether the child had an earlier one
benchmark: cpp-subsequent-percent
source: DfE, children in need census guide
notes:
  - An earlier plan is one that the counter counts or that this council's returns list. A blank counter with no plan in sight is unknown.
  - Many systems' counters look back six years only; how far back yours looks is the council's to say.
---*/
with started as (
  select s.quarter, s.basis, p.area_code,
         case when p.earlier_start_date is not null or p.previous_plan_count > 0 then 1 when p.previous_plan_count = 0 then 0 end as is_repeat
  from scope s
  join scope_plan p on p.quarter = s.quarter and p.source = s.source and p.start_date between s.window_from and s.window_to
  where p.is_start_covered = 1
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_repeat, 0)) as numerator, count(is_repeat) as denominator,
       count(*) - count(is_repeat) as unknown_count
from started
group by quarter, basis, area_code
