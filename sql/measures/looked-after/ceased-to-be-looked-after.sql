/*---
measure: ceased-to-be-looked-after
version: 1
title: Ceased to be looked after
numerator: periods of care that ended in the period, short breaks (V3, V4) left out
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { parts: [age], windows: true }
breakdowns: [age]
not_compared: DfE counts the last end of each child in the year, not every end.
source: DfE, children looked after (SSDA903) guide
notes:
  - Every period of care counts, so that began and ceased explain the change of the number. DfE's own table counts a child once a year.
  - An end with the reason X1 says that another episode follows, so it ends no period.
---*/
with ended as (
  select s.quarter, s.basis, p.area_code,
         case
           when p.end_age_months is null then 'unknown'
           when p.end_age_months < 12 then 'under-1'
           when p.end_age_months < 60 then '1-to-4'
           when p.end_age_months < 120 then '5-to-9'
           when p.end_age_months < 192 then '10-to-15'
           else '16-and-over'
         end as age
  from scope s
  join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
),

part as (
  select quarter, basis, area_code, 'all' as breakdown from ended
  union all
  select quarter, basis, area_code, 'age:' || age from ended
)

select quarter, basis, area_code, breakdown, count(*) as numerator, 1 as denominator
from part
group by quarter, basis, area_code, breakdown
