/*---
measure: assessments-without-a-service
version: 1
title: Assessments that ended without a service
numerator: of those assessments, the ones that found no need of the council's social care support
denominator: assessments authorised in the period of which the return says whether the child needs it
unit: percent
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [assessment] }
or_else: { ssd: [cin_assessment] }
counts: events
sums: { windows: true, equal: { denominator: assessments-in-45-days.denominator } }
unknown: assessments of which the return doesn't say whether the child needs a service
source: Local; Ofsted's Annex A, list 4
---*/
with judged as (
  select s.quarter, s.basis, a.area_code, case a.needs_service when 'no' then 1 when 'yes' then 0 end as is_without
  from scope s
  join scope_assessment a on a.quarter = s.quarter and a.source = s.source
    and a.authorisation_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_without, 0)) as numerator, count(is_without) as denominator,
       count(*) - count(is_without) as unknown_count
from judged
group by quarter, basis, area_code
