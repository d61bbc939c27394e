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
counts: people
sums:
  windows: true
  equal: { denominator: repeat-plans.denominator }
  within: { numerator: repeat-plans.numerator }
reaches_back_months: 36
source: Local, from Annex A
notes:
  - Earlier plans are those that this council's returns of the 36 months list; plans elsewhere aren't known.
---*/
with listed_plan as (
  select s.quarter, s.basis, s.window_from, s.window_to, p.area_code, p.child, p.start_date, p.end_date,
         row_number() over (
           partition by s.quarter, s.basis, p.child, p.start_date order by r.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date <= r.covers_to
),

plan as (
  select quarter, basis, window_from, window_to, area_code, child, start_date,
         lag(end_date) over (partition by quarter, basis, child order by start_date) as earlier_end_date
  from listed_plan
  where place = 1
),

started as (
  select quarter, basis, area_code, earlier_end_date,
         cast(cast(substr(start_date, 1, 4) as integer) - 2 as text)
           || case when substr(start_date, 5, 6) = '-02-29' then '-02-28' else substr(start_date, 5, 6) end
           as two_years_before
  from plan
  where start_date between window_from and window_to
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when earlier_end_date >= two_years_before then 1 else 0 end) as numerator,
       count(*) as denominator
from started
group by quarter, basis, area_code
