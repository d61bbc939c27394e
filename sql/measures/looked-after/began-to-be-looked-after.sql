/*---
measure: began-to-be-looked-after
version: 1
title: Began to be looked after
numerator: periods of care that began in the period, short breaks (V3, V4) left out
denominator: null
unit: count
bases: [quarter, rolling12]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { parts: [age, legal-status], windows: true }
breakdowns: [age, legal-status]
not_compared: DfE counts the first start of each child in the year, not every start.
source: DfE, children looked after (SSDA903) guide
notes:
  - Every period of care counts, so that began and ceased explain the change of the number. DfE's own table counts a child once a year.
  - A period begins with the first episode after a day without one. By age, and by the legal status at the start, which list 8 doesn't hold.
---*/
with begun as (
  select s.quarter, s.basis, p.area_code, coalesce(lower(p.start_legal_status), 'unknown') as legal_status,
         case
           when p.start_age_months is null then 'unknown'
           when p.start_age_months < 12 then 'under-1'
           when p.start_age_months < 60 then '1-to-4'
           when p.start_age_months < 120 then '5-to-9'
           when p.start_age_months < 192 then '10-to-15'
           else '16-and-over'
         end as age
  from scope s
  join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.start_date between s.window_from and s.window_to
),

part as (
  select quarter, basis, area_code, 'all' as breakdown from begun
  union all
  select quarter, basis, area_code, 'age:' || age from begun
  union all
  select quarter, basis, area_code, 'legal-status:' || legal_status from begun
)

select quarter, basis, area_code, breakdown, count(*) as numerator, 1 as denominator
from part
group by quarter, basis, area_code, breakdown
