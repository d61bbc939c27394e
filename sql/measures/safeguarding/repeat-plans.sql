/*---
measure: repeat-plans
version: 1
title: Second or subsequent child protection plan
numerator: plans started in the period where the child had an earlier plan, however long ago
denominator: plans started in the period
unit: percent
bases: [ytd, rolling12]
polarity: low
needs: { annex-a: [cp_plan] }
counts: people
sums: { windows: true }
benchmark: cpp-subsequent-percent
benchmark_row: { count: cpp-subsequent, total: cpp-started }
source: DfE, children in need census guide
---*/
with listed as (
  select s.quarter, s.basis, p.area_code, p.previous_plan_count,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date
           order by r.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date between r.covers_from and r.covers_to
  where p.start_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when previous_plan_count > 0 then 1 else 0 end) as numerator, count(*) as denominator
from listed
where place = 1
group by quarter, basis, area_code
