/*---
measure: days-looked-after
version: 1
title: Days in care of those who ceased to be looked after, mean
numerator: days from the start of the period of care to its end, added over those periods
denominator: periods of care that ended in the period, short breaks (V3, V4) left out
unit: days
bases: [rolling12]
polarity: none
needs: { annex-a: [looked_after] }
or_else: { ssda903: [episode, child] }
counts: people
breakdowns: [distribution]
durations: true
sums: { within: { denominator: ceased-to-be-looked-after.numerator } }
unknown: periods of care that began before the returns show
not_compared: DfE publishes the average duration of each child's last period of care in the year, not of every period that ended.
source: DfE, children looked after (SSDA903) guide; the distribution is local
notes:
  - Annex A gives the first day of each period of care. The looked-after children return gives it only where the returns reach back to it; else the length isn't known.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
select s.quarter, s.basis, p.area_code, ended.day_number - started.day_number as day_count
from scope s
join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
left join calendar ended on ended.day = p.end_date
left join calendar started on started.day = case when p.is_start_known = 1 then p.start_date end
