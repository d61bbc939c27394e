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
breakdowns: [phase]
rolls_up: true
coverage: schools
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Variant without predecessors' grades, only those given to the school's present URN.
breaks:
  - from: 2024-25-Q2
    as_at_after: 2024-08-31
    unrated: true
    why: No overall grade has been given to state-funded schools since September 2024; figures cover only the schools that still hold one.
not_from:
  - source: ofsted-schools
    layout: card-*
    why: This layout no longer holds the grades given before September 2019, so the share of schools can't be told from it.
---*/
with open_school as (
  select o.quarter, o.area_code, o.phase, o.pupil_count,
         case when o.grade_relates_to_urn = 'yes' then o.overall_grade end as grade
  from scope_school o
),

phase_figure as (
  select quarter, area_code, phase,
         sum(case when grade in (1, 2) then coalesce(pupil_count, 0) else 0 end) as numerator,
         sum(case when grade between 1 and 4 then coalesce(pupil_count, 0) else 0 end) as denominator,
         count(*) as coverage_total,
         sum(case when (grade between 1 and 4) and pupil_count is null then 1 else 0 end) as left_out_count
  from open_school
  group by quarter, area_code, phase
)

select s.quarter, s.basis, f.area_code, 'phase:' || phase as breakdown, numerator, denominator, coverage_total, left_out_count
from phase_figure f
join scope s on s.quarter = f.quarter
union all
select s.quarter, s.basis, f.area_code, 'all' as breakdown,
       sum(numerator), sum(denominator), sum(coverage_total), sum(left_out_count)
from phase_figure f
join scope s on s.quarter = f.quarter
group by s.quarter, s.basis, f.area_code
