/*---
measure: plans-ended-two-years
version: 1
title: Child protection plans ended after two years or more
numerator: plans ended in the period after 730 days or more, both ends counted
denominator: plans ended in the period
unit: percent
bases: [ytd, rolling12]
polarity: low
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan] }, { ssd: [cp_plan] }]
counts: people
sums: { windows: true }
benchmark: cpp-ended-after-two-years-percent
source: DfE, children in need census guide
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

select p.quarter, p.basis, p.area_code, 'all' as breakdown,
       sum(case when ended.day_number - started.day_number >= 729 then 1 else 0 end) as numerator, count(*) as denominator
from listed p
join calendar ended on ended.day = p.end_date
join calendar started on started.day = p.start_date
where p.place = 1
group by p.quarter, p.basis, p.area_code
