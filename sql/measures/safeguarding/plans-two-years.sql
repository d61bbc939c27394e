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
counts: people
sums: { equal: { denominator: child-protection-plans.numerator } }
benchmark: cpp-two-years-or-more-percent
benchmark_row:
  count: cpp-two-years-or-more
  total: cpp-at-31-march
  others: [cpp-up-to-3-months, cpp-3-to-6-months, cpp-6-months-to-1-year, cpp-1-to-2-years]
  taken_as_small: true
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
join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
join annex_a__cp_plan p on p.return_no = r.return_no
where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
group by s.quarter, s.basis, p.area_code
