/*---
measure: pupils-in-good-or-outstanding-schools-without-predecessor-grades
version: 1
title: Pupils in schools judged good or outstanding, without predecessors' grades
numerator: pupils on roll in open state-funded schools whose latest overall effectiveness is good or outstanding
denominator: pupils on roll in open state-funded schools with an overall grade 1 to 4
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: pupils
breakdowns: [phase, type, locality]
council_only: [locality]
rolls_up: true
coverage: schools
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Variant without predecessors' grades, only those given to the school's present URN.
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
       sum(case when p.own_grade in (1, 2) then p.pupil_count else 0 end) as numerator,
       sum(case when p.own_grade between 1 and 4 then p.pupil_count else 0 end) as denominator,
       sum(p.school_count) as coverage_total,
       sum(case when p.own_grade between 1 and 4 then p.schools_without_pupil_count else 0 end) as left_out_count
from scope s
join scope_school_part p on p.quarter = s.quarter
where p.parted_by in ('all', 'phase', 'type', 'locality')
group by s.quarter, s.basis, p.area_code, p.breakdown
