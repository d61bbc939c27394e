/*---
measure: assessments-without-a-service
version: 1
title: Assessments that ended without a service
numerator: of those assessments, the ones that found no need of the council's social care support
denominator: assessments authorised in the period of which list 4 says whether the child needs it
unit: percent
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [assessment] }
counts: events
sums: { windows: true }
unknown: assessments of which list 4 doesn't say whether the child needs a service
source: Local; Ofsted's Annex A, list 4
---*/
with listed as (
  select s.quarter, s.basis, a.area_code, case a.needs_service when 'no' then 1 when 'yes' then 0 end as is_without,
         row_number() over (
           partition by s.quarter, s.basis, a.area_code, a.child, a.start_date order by r.recency desc, a.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__assessment a on a.return_no = r.return_no and a.authorisation_date between r.covers_from and r.covers_to
  where a.authorisation_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_without, 0)) as numerator, count(is_without) as denominator,
       count(*) - count(is_without) as unknown_count
from listed
where place = 1
group by quarter, basis, area_code
