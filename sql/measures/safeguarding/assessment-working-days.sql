/*---
measure: assessment-working-days
version: 1
title: Working days from the start of an assessment to its authorisation, mean
numerator: working days from the start, added over those assessments
denominator: assessments authorised in the period, on or after the day they started
unit: days
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [assessment] }
or_else: [{ cin-census: [assessment] }, { ssd: [cin_assessment] }]
counts: events
breakdowns: [distribution]
durations: true
sums: { windows: true, within: { denominator: assessments-without-a-service.denominator } }
unknown: assessments without a start, or dated as authorised before it
not_compared: Published tables give assessments by bands of working days, not their mean.
source: DfE, children in need census guide; the distribution is local
notes:
  - The start is day 0, as in the share completed within 45 working days.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
select s.quarter, s.basis, a.area_code,
       case when a.start_date <= a.authorisation_date then authorised.working_day_number - started.working_day_number end as day_count
from scope s
join scope_assessment a on a.quarter = s.quarter and a.source = s.source and a.authorisation_date between s.window_from and s.window_to
left join calendar authorised on authorised.day = a.authorisation_date
left join calendar started on started.day = a.start_date
