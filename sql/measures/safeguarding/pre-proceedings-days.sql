/*---
measure: pre-proceedings-days
version: 1
title: Days in pre-proceedings, mean
numerator: days from the start to the end, added over those pre-proceedings
denominator: pre-proceedings that ended in the period, one on each child
unit: days
bases: [ytd]
polarity: none
needs: { cin-census: [pre_proceedings] }
counts: people
breakdowns: [distribution]
durations: true
unknown: pre-proceedings that ended and whose start isn't known
begins: 2026-27-Q1
source: DfE, children in need census guide
notes:
  - In the census since that of 2027 (check). They begin with the start, else with the day on which the letter was sent, and end with the decision on the next step or the application to court, whichever comes first (check). Seven days are a week.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with listed as (
  select s.quarter, s.basis, s.window_from, s.window_to, p.area_code, p.child,
         coalesce(p.start_date, p.letter_sent_date) as begun_on,
         case
           when p.step_decision_date <= coalesce(p.court_application_date, p.step_decision_date) then p.step_decision_date
           else p.court_application_date
         end as ended_on
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'cin-census' and r.is_current = 1
  join cin_census__pre_proceedings p on p.return_no = r.return_no
),

ended as (
  select distinct quarter, basis, area_code, child, begun_on, ended_on
  from listed
  where ended_on between window_from and window_to
)

select e.quarter, e.basis, e.area_code, ended.day_number - started.day_number as day_count
from ended e
left join calendar ended on ended.day = e.ended_on
left join calendar started on started.day = e.begun_on
