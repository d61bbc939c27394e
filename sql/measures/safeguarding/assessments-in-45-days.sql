/*---
measure: assessments-in-45-days
version: 1
title: Assessments completed within 45 working days of their start
numerator: assessments authorised in the period 0 to 45 working days after they started
denominator: assessments authorised in the period
unit: percent
bases: [quarter, ytd]
polarity: high
needs: { annex-a: [assessment] }
or_else: [{ cin-census: [assessment] }, { ssd: [cin_assessment] }]
counts: events
sums: { windows: true }
benchmark: assessments-in-45-days-percent
source: DfE, children in need census guide
notes:
  - The start is day 0. This variant counts from the assessment, as the census does.
---*/
select s.quarter, s.basis, a.area_code, 'all' as breakdown,
       sum(case when authorised.working_day_number - started.working_day_number <= 45
                 and a.start_date <= a.authorisation_date then 1 else 0 end) as numerator,
       count(*) as denominator
from scope s
join scope_assessment a on a.quarter = s.quarter and a.source = s.source and a.authorisation_date between s.window_from and s.window_to
join calendar authorised on authorised.day = a.authorisation_date
left join calendar started on started.day = a.start_date
group by s.quarter, s.basis, a.area_code
