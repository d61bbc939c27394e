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
begins: 2025-26-Q3
coverage: schools
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from 10 November 2025.
not_from:
  - source: ofsted-schools
    layout: mi-*
    why: Report cards began on 10 November 2025; this file was made before they were published in it.
---*/
with open_school as (
  select o.quarter, o.area_code, o.phase, o.card_safeguarding
  from scope_school o
),

phase_figure as (
  select quarter, area_code, phase,
         sum(case when card_safeguarding = 'met' then 1 else 0 end) as numerator,
         sum(case when card_safeguarding in ('met', 'not-met') then 1 else 0 end) as denominator,
         count(*) as coverage_total
  from open_school
  group by quarter, area_code, phase
)

select s.quarter, s.basis, f.area_code, 'phase:' || phase as breakdown, numerator, denominator, coverage_total
from phase_figure f
join scope s on s.quarter = f.quarter
union all
select s.quarter, s.basis, f.area_code, 'all' as breakdown, sum(numerator), sum(denominator), sum(coverage_total)
from phase_figure f
join scope s on s.quarter = f.quarter
group by s.quarter, s.basis, f.area_code
