/*---
measure: safeguarding-standards-met
version: 1
title: Schools that meet the safeguarding standards
numerator: open state-funded schools whose report card says that safeguarding standards are met
denominator: open state-funded schools whose report card says met or not met
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: [phase]
rolls_up: true
coverage: schools
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from 10 November 2025.
not_from:
  - source: ofsted-schools
    layout: mi-*
    why: Report cards began on 10 November 2025; this file was made before they were published in it.
---*/
with closed_school as (
  select r.quarter, g.urn, max(g.close_date) as close_date
  from scope_return r
  join school_register__school g on g.return_no = r.return_no
  where r.source = 'school-register' and r.is_current = 1 and g.close_date is not null
  group by r.quarter, g.urn
),

open_school as (
  select s.quarter, s.basis, o.area_code, o.phase, o.card_safeguarding
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
  join ofsted_schools__school o on o.return_no = r.return_no
  left join closed_school c on c.quarter = s.quarter and c.urn = o.urn and c.close_date < r.as_at
  where c.urn is null
),

phase_figure as (
  select quarter, basis, area_code, phase,
         sum(case when card_safeguarding = 'met' then 1 else 0 end) as numerator,
         sum(case when card_safeguarding in ('met', 'not-met') then 1 else 0 end) as denominator,
         count(*) as coverage_total
  from open_school
  group by quarter, basis, area_code, phase
)

select quarter, basis, area_code, 'phase:' || phase as breakdown, numerator, denominator, coverage_total
from phase_figure
union all
select quarter, basis, area_code, 'all' as breakdown, sum(numerator), sum(denominator), sum(coverage_total)
from phase_figure
group by quarter, basis, area_code
