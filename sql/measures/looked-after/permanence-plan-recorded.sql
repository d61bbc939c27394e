/*---
measure: permanence-plan-recorded
version: 1
title: Looked-after children with a permanence plan recorded
numerator: of those children, the ones of whom list 8 names a permanence plan
denominator: children looked after at the date for four months or more
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [looked_after] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: children in care for four months or more of whom list 8 doesn't say what the permanence plan is
source: Local; Ofsted's Annex A, list 8
notes:
  - Four months is when a plan for permanence is due by the second review (check; local). It goes by whole months to the quarter's end.
  - A cell that says no plan, none or not recorded is none; an empty one is unknown.
  - Children looked after at the date as list 8 has them, under 18 and without short breaks (V3, V4).
---*/
with judged as (
  select s.quarter, s.basis, l.area_code,
         case when l.permanence_plan = 'none' then 0 when l.permanence_plan is not null then 1 end as is_counted,
         0 as is_left_out
  from scope s
  join scope_looked_after_listed l on l.quarter = s.quarter and l.care_months >= 4
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and is_counted is null then 1 else 0 end) as unknown_count
from judged
group by quarter, basis, area_code
