/*---
measure: pre-proceedings-begun
version: 1
title: Pre-proceedings begun
numerator: pre-proceedings that began in the period, one on each child
denominator: null
unit: count
bases: [quarter]
polarity: none
needs: { cin-census: [pre_proceedings] }
counts: people
sums: { windows: true }
begins: 2026-27-Q1
source: DfE, children in need census guide
notes:
  - In the census since that of 2027 (check). They begin with the start, else with the day on which the letter was sent, and end with the decision on the next step or the application to court, whichever comes first (check).
---*/
with listed as (
  select s.quarter, s.basis, s.quarter_end, s.window_from, s.window_to, p.area_code, p.child,
         coalesce(p.start_date, p.letter_sent_date) as begun_on,
         case
           when p.step_decision_date <= coalesce(p.court_application_date, p.step_decision_date) then p.step_decision_date
           else p.court_application_date
         end as ended_on
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'cin-census' and r.is_current = 1
  join cin_census__pre_proceedings p on p.return_no = r.return_no
),

counted as (
  select distinct quarter, basis, area_code, child, begun_on
  from listed
  where begun_on between window_from and window_to
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from counted
group by quarter, basis, area_code
