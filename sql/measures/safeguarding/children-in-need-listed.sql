/*---
measure: children-in-need-listed
version: 1
title: Children in need, as Annex A lists them
numerator: children whom list 6 lists with a start on or before the date and no closure or one after it
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { annex-a: [child_in_need] }
counts: people
sums: { parts: [need, duration] }
breakdowns: [need, duration]
left_out: children whom list 6 lists as open without a start
not_compared: It counts the children whom list 6 gives; DfE counts episodes of need.
source: Local; Ofsted's Annex A, list 6
notes:
  - As the council's list 6 has them; whether it holds those looked after and on plans is the council's choice. The census's count is another thing.
  - Of a child with two open rows the earlier one gives need and duration. Durations are whole months from the start to the month's end.
---*/
with listed as (
  select s.quarter, s.basis, s.month_number, c.area_code, c.child, c.primary_need, c.start_date,
         row_number() over (
           partition by s.quarter, s.basis, c.area_code, c.child
           order by case when c.start_date is null then 1 else 0 end, c.start_date, c.row_no
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__child_in_need c on c.return_no = r.return_no
  where coalesce(c.start_date, '') <= s.quarter_end and (c.closure_date is null or c.closure_date > s.quarter_end)
),

child_in_need as (
  select quarter, basis, area_code, case when start_date is null then 0 else 1 end as is_counted,
         coalesce(lower(primary_need), 'unknown') as need,
         month_number - cast(substr(start_date, 1, 4) as integer) * 12 - cast(substr(start_date, 6, 2) as integer) as month_count
  from listed
  where place = 1
),

part as (
  select quarter, basis, area_code, 'all' as breakdown, is_counted from child_in_need
  union all
  select quarter, basis, area_code, 'need:' || need, is_counted from child_in_need where is_counted = 1
  union all
  select quarter, basis, area_code,
         'duration:' || case
           when month_count < 3 then 'under-3-months'
           when month_count < 6 then '3-to-6-months'
           when month_count < 12 then '6-to-12-months'
           when month_count < 24 then '1-to-2-years'
           else '2-years-or-more'
         end,
         is_counted
  from child_in_need
  where is_counted = 1
)

select quarter, basis, area_code, breakdown, sum(is_counted) as numerator, 1 as denominator, sum(1 - is_counted) as left_out_count
from part
group by quarter, basis, area_code, breakdown
