/*---
measure: children-in-need
version: 1
title: Children in need
numerator: children with an episode of need open at the date, referred on or before it and not closed, without those of no further action
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { cin-census: [episode] }
or_else: { ssd: [cin_episode] }
counts: people
sums: { parts: [need, duration] }
breakdowns: [need, duration]
benchmark: children-in-need-at-31-march
source: DfE, children in need census guide
notes:
  - As DfE counts them at 31 March, unborn children, those over 18, looked after and on protection plans are in. DfE's outcome tables leave out plans and looked after; that is another thing.
  - Of a child with two open episodes the earlier one gives need and duration. An episode that closes on the day isn't open (check DfE's rule).
  - Durations are whole months from the referral to the month's end.
---*/
with episode as (
  select s.quarter, s.basis, s.month_number, e.area_code, e.child, e.primary_need, e.referral_date,
         row_number() over (partition by s.quarter, s.basis, e.area_code, e.child order by e.referral_date, e.row_no) as place
  from scope s
  join scope_need_episode e on e.quarter = s.quarter and e.source = s.source
),

child_in_need as (
  select quarter, basis, area_code, coalesce(lower(primary_need), 'unknown') as need,
         month_number - cast(substr(referral_date, 1, 4) as integer) * 12 - cast(substr(referral_date, 6, 2) as integer) as month_count
  from episode
  where place = 1
),

part as (
  select quarter, basis, area_code, 'all' as breakdown from child_in_need
  union all
  select quarter, basis, area_code, 'need:' || need from child_in_need
  union all
  select quarter, basis, area_code,
         'duration:' || case
           when month_count < 3 then 'under-3-months'
           when month_count < 6 then '3-to-6-months'
           when month_count < 12 then '6-to-12-months'
           when month_count < 24 then '1-to-2-years'
           else '2-years-or-more'
         end
  from child_in_need
)

select quarter, basis, area_code, breakdown, count(*) as numerator, 1 as denominator
from part
group by quarter, basis, area_code, breakdown
