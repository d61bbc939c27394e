/*---
measure: plans-two-years
version: 1
title: Child protection plans open two years or more
numerator: children with an open plan of 730 days or more, both ends counted
denominator: children with an open plan
unit: percent
bases: [snapshot]
polarity: low
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan] }, { ssd: [cp_plan] }]
counts: people
sums: { equal: { denominator: child-protection-plans.numerator } }
benchmark: cpp-two-years-or-more-percent
source: DfE, children in need census guide
---*/
with two_years_before as (
  select s.quarter, s.basis, started.day as latest_start
  from scope s
  join calendar ended on ended.day = s.quarter_end
  join calendar started on started.day_number = ended.day_number - 729
)

select s.quarter, s.basis, p.area_code, 'all' as breakdown,
       count(distinct case when p.start_date <= t.latest_start then p.child end) as numerator,
       count(distinct p.child) as denominator
from scope s
join two_years_before t on t.quarter = s.quarter and t.basis = s.basis
join scope_plan_listed p on p.quarter = s.quarter and p.source = s.source
where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
group by s.quarter, s.basis, p.area_code
