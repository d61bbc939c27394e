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
breakdowns: [phase, type, locality]
council_only: [locality]
rolls_up: true
begins: 2025-26-Q3
coverage: schools
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from 10 November 2025.
  - Types are maintained (community, foundation and voluntary schools, maintained special and nursery schools, pupil referral units), academy converters, sponsor-led academies, free schools (university technical colleges and studio schools too) and others.
  - Localities are the parts of parliamentary constituencies that are in the council's area, as Ofsted's file names them; a school for which it names none is in no locality.
not_from:
  - source: ofsted-schools
    layout: mi-*
    why: Report cards began on 10 November 2025; this file was made before they were published in it.
---*/
select s.quarter, s.basis, p.area_code, p.breakdown,
       sum(case when p.card_safeguarding = 'met' then p.school_count else 0 end) as numerator,
       sum(case when p.card_safeguarding in ('met', 'not-met') then p.school_count else 0 end) as denominator,
       sum(p.school_count) as coverage_total
from scope s
join scope_school_part p on p.quarter = s.quarter
where p.parted_by in ('all', 'phase', 'type', 'locality')
group by s.quarter, s.basis, p.area_code, p.breakdown
