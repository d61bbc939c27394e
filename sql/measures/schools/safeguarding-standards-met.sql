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
breakdowns: [phase, type]
rolls_up: true
begins: 2025-26-Q3
coverage: schools
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from 10 November 2025.
  - Types are maintained (community, foundation and voluntary schools, maintained special and nursery schools, pupil referral units), academy converters, sponsor-led academies, free schools (university technical colleges and studio schools too) and others.
  - Not broken down by locality, since no part of the returns that is kept holds a school's.
not_from:
  - source: ofsted-schools
    layout: mi-*
    why: Report cards began on 10 November 2025; this file was made before they were published in it.
---*/
with kind_of_school as (
  select quarter, area_code, phase, type_group,
         sum(case when card_safeguarding = 'met' then 1 else 0 end) as numerator,
         sum(case when card_safeguarding in ('met', 'not-met') then 1 else 0 end) as denominator,
         count(*) as coverage_total
  from scope_school
  group by quarter, area_code, phase, type_group
),

part as (
  select quarter, area_code, 'all' as breakdown, numerator, denominator, coverage_total from kind_of_school
  union all
  select quarter, area_code, 'phase:' || phase, numerator, denominator, coverage_total from kind_of_school
  union all
  select quarter, area_code, 'type:' || type_group, numerator, denominator, coverage_total from kind_of_school
)

select s.quarter, s.basis, p.area_code, p.breakdown, sum(p.numerator) as numerator, sum(p.denominator) as denominator,
       sum(p.coverage_total) as coverage_total
from part p
join scope s on s.quarter = p.quarter
group by s.quarter, s.basis, p.area_code, p.breakdown
