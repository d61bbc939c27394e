/*---
measure: schools-good-or-outstanding-with-key-judgements
version: 1
title: Schools judged good or outstanding overall or in all four key judgements
numerator: open state-funded schools whose latest overall effectiveness is good or outstanding, or that have no overall judgement and are good or outstanding in all four key judgements
denominator: open state-funded schools with an overall grade 1 to 4, or inspected without an overall judgement
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: [phase]
rolls_up: true
coverage: schools
source: Local, from Ofsted, state-funded schools inspections and outcomes
notes:
  - Local variant. Schools whose latest graded inspection gave no overall judgement (September 2024 to November 2025) count as good where all four key judgements are.
  - A predecessor's grade stands for every school not yet inspected itself, as in Ofsted's statistics since 31 March 2018.
not_from:
  - source: ofsted-schools
    layout: card-*
    why: This layout no longer holds the grades given before September 2019, so the share of schools can't be told from it.
---*/
with open_school as (
  select o.quarter, o.area_code, o.phase, o.pupil_count, o.overall_grade as grade,
         case when o.overall_outcome = 'not-judged' then 1 else 0 end as is_not_judged,
         case when o.quality_grade in (1, 2) and o.behaviour_grade in (1, 2)
               and o.personal_development_grade in (1, 2) and o.leadership_grade in (1, 2)
              then 1 else 0 end as is_good_in_all_four
  from scope_school o
),

phase_figure as (
  select quarter, area_code, phase,
         sum(case when grade in (1, 2) or (is_not_judged = 1 and is_good_in_all_four = 1) then 1 else 0 end) as numerator,
         sum(case when grade between 1 and 4 or is_not_judged = 1 then 1 else 0 end) as denominator,
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
