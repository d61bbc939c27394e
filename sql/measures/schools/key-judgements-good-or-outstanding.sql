/*---
measure: key-judgements-good-or-outstanding
version: 1
title: Schools good or outstanding on each key judgement, inspected without an overall grade
numerator: open state-funded schools judged good or outstanding on the key judgement
denominator: open state-funded schools whose latest graded inspection gave no overall judgement, with a grade 1 to 4 on the key judgement
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: [judgement, 'judgement,phase']
parts_only: 'such as judgement:quality-of-education or "judgement:quality-of-education,phase:primary"'
rolls_up: true
begins: 2024-25-Q2
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from September 2024 to November 2025. Not to be added to overall grades or to report cards.
---*/
with key_judgement as (
  select 'quality-of-education' as judgement
  union all select 'behaviour-and-attitudes'
  union all select 'personal-development'
  union all select 'leadership-and-management'
),

graded as (
  select o.quarter, o.area_code, o.phase, k.judgement,
         case k.judgement
           when 'quality-of-education' then o.quality_grade
           when 'behaviour-and-attitudes' then o.behaviour_grade
           when 'personal-development' then o.personal_development_grade
           else o.leadership_grade
         end as grade
  from scope_school o
  cross join key_judgement k
  where o.is_not_judged = 1
),

phase_figure as (
  select quarter, area_code, judgement, phase,
         sum(case when grade in (1, 2) then 1 else 0 end) as numerator,
         sum(case when grade between 1 and 4 then 1 else 0 end) as denominator
  from graded
  group by quarter, area_code, judgement, phase
)

select s.quarter, s.basis, f.area_code, 'judgement:' || judgement || ',phase:' || phase as breakdown, numerator, denominator
from phase_figure f
join scope s on s.quarter = f.quarter
union all
select s.quarter, s.basis, f.area_code, 'judgement:' || judgement as breakdown, sum(numerator), sum(denominator)
from phase_figure f
join scope s on s.quarter = f.quarter
group by s.quarter, s.basis, f.area_code, judgement
