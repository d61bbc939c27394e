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
rolls_up: true
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from September 2024 to November 2025. Not to be added to overall grades or to report cards.
---*/
with closed_school as (
  select r.quarter, g.urn, max(g.close_date) as close_date
  from scope_return r
  join school_register__school g on g.return_no = r.return_no
  where r.source = 'school-register' and r.is_current = 1 and g.close_date is not null
  group by r.quarter, g.urn
),

open_school as (
  select s.quarter, s.basis, o.area_code, o.phase, o.quality_grade, o.behaviour_grade,
         o.personal_development_grade, o.leadership_grade, o.overall_outcome
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
  join ofsted_schools__school o on o.return_no = r.return_no
  left join closed_school c on c.quarter = s.quarter and c.urn = o.urn and c.close_date < r.as_at
  where c.urn is null
),

key_judgement as (
  select 'quality-of-education' as judgement
  union all select 'behaviour-and-attitudes'
  union all select 'personal-development'
  union all select 'leadership-and-management'
),

graded as (
  select o.quarter, o.basis, o.area_code, o.phase, k.judgement,
         case k.judgement
           when 'quality-of-education' then o.quality_grade
           when 'behaviour-and-attitudes' then o.behaviour_grade
           when 'personal-development' then o.personal_development_grade
           else o.leadership_grade
         end as grade
  from open_school o
  cross join key_judgement k
  where o.overall_outcome = 'not-judged'
),

phase_figure as (
  select quarter, basis, area_code, judgement, phase,
         sum(case when grade in (1, 2) then 1 else 0 end) as numerator,
         sum(case when grade between 1 and 4 then 1 else 0 end) as denominator
  from graded
  group by quarter, basis, area_code, judgement, phase
)

select quarter, basis, area_code, 'judgement:' || judgement || ',phase:' || phase as breakdown, numerator, denominator
from phase_figure
union all
select quarter, basis, area_code, 'judgement:' || judgement as breakdown, sum(numerator), sum(denominator)
from phase_figure
group by quarter, basis, area_code, judgement
