/*---
measure: child-protection-plans-begun
version: 1
title: Child protection plans begun
numerator: child protection plans that began in the period, unborn children's too
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan] }, { ssd: [cp_plan] }]
counts: people
sums: { parts: [category], windows: true }
breakdowns: [category]
benchmark: cpp-started
source: DfE, children in need census guide
notes:
  - Plans, not children; a child with two plans that began in the period counts twice. By the category in which they began.
---*/
with listed as (
  select s.quarter, s.basis, p.area_code, p.category,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date order by p.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_plan_change p on p.quarter = s.quarter and p.source = s.source and p.change = 'begun'
    and p.day between s.window_from and s.window_to
),

part as (
  select quarter, basis, area_code, 'all' as breakdown from listed where place = 1
  union all
  select quarter, basis, area_code, 'category:' || coalesce(category, 'unknown') from listed where place = 1
)

select quarter, basis, area_code, breakdown, count(*) as numerator, 1 as denominator
from part
group by quarter, basis, area_code, breakdown
