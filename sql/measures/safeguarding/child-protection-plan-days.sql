/*---
measure: child-protection-plan-days
version: 1
title: Days that child protection plans lasted, mean
numerator: days from the start to the end, both counted, added over those plans
denominator: plans ended in the period
unit: days
bases: [rolling12]
polarity: none
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan] }, { ssd: [cp_plan] }]
counts: people
breakdowns: [distribution]
durations: true
sums: { within: { denominator: child-protection-plans-ended.numerator } }
unknown: plans whose start isn't known
not_compared: Published tables give plans by bands of their duration, not their mean.
source: DfE, children in need census guide; the distribution is local
notes:
  - Both ends count, so 730 days are two years.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with listed as (
  select s.quarter, s.basis, p.area_code, p.start_date, p.day as end_date,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date order by p.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_plan_change p on p.quarter = s.quarter and p.source = s.source and p.change = 'ended'
    and p.day between s.window_from and s.window_to
)

select p.quarter, p.basis, p.area_code, ended.day_number - started.day_number + 1 as day_count
from listed p
left join calendar ended on ended.day = p.end_date
left join calendar started on started.day = p.start_date
where p.place = 1
