/*---
measure: schools-good-or-outstanding
version: 2
from: 2017-18-Q4
title: Schools judged good or outstanding
numerator: open state-funded schools whose latest overall effectiveness is good or outstanding
denominator: open state-funded schools with an overall grade 1 to 4
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: [phase, type, locality]
council_only: [locality]
rolls_up: true
coverage: schools
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - A predecessor's grade stands for every school not yet inspected itself, as in Ofsted's statistics since 31 March 2018.
  - Types are maintained (community, foundation and voluntary schools, maintained special and nursery schools, pupil referral units), academy converters, sponsor-led academies, free schools (university technical colleges and studio schools too) and others.
  - Localities are the parts of parliamentary constituencies that are in the council's area, as Ofsted's file names them; a school for which it names none is in no locality.
breaks:
  - from: 2024-25-Q2
    as_at_after: 2024-08-31
    unrated: true
    why: No overall grade has been given to state-funded schools since September 2024; figures cover only the schools that still hold one.
not_from:
  - source: ofsted-schools
    layout: card-*
    why: This layout no longer holds the grades given before September 2019, so it doesn't show the share of schools.
---*/
select s.quarter, s.basis, p.area_code, p.breakdown,
       sum(case when p.grade in (1, 2) then p.school_count else 0 end) as numerator,
       sum(case when p.grade between 1 and 4 then p.school_count else 0 end) as denominator,
       sum(p.school_count) as coverage_total
from scope s
join scope_school_part p on p.quarter = s.quarter
where p.parted_by in ('all', 'phase', 'type', 'locality')
group by s.quarter, s.basis, p.area_code, p.breakdown
