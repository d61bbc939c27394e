/*---
measure: coverage-by-framework-pupils
version: 1
title: Pupils by the inspection framework that their school's latest result stands under
numerator: pupils in open state-funded schools whose latest result is of the kind
denominator: pupils in open state-funded schools
unit: percent
bases: [snapshot]
polarity: none
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: pupils
breakdowns: [framework]
rolls_up: true
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - A school counts once, under the newest it holds; report card, else key judgements without an overall grade, else overall grade, else an ungraded outcome alone, else nothing.
---*/
with closed_school as (
  select r.quarter, g.urn, max(g.close_date) as close_date
  from scope_return r
  join school_register__school g on g.return_no = r.return_no
  where r.source = 'school-register' and r.is_current = 1 and g.close_date is not null
  group by r.quarter, g.urn
),

open_school as (
  select s.quarter, s.basis, o.area_code, o.phase, o.pupil_count,
         case
           when o.card_inspection_number is not null or o.card_start_date is not null then 'report-card'
           when o.overall_outcome = 'not-judged' then 'key-judgements'
           when o.overall_grade between 1 and 4 then 'overall-grade'
           when o.ungraded_outcome is not null then 'ungraded-outcome'
           else 'nothing'
         end as framework
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
  join ofsted_schools__school o on o.return_no = r.return_no
  left join closed_school c on c.quarter = s.quarter and c.urn = o.urn and c.close_date < r.as_at
  where c.urn is null
),

framework as (
  select 'report-card' as framework
  union all select 'key-judgements'
  union all select 'overall-grade'
  union all select 'ungraded-outcome'
  union all select 'nothing'
),

held as (
  select quarter, basis, area_code, framework, sum(coalesce(pupil_count, 0)) as numerator
  from open_school
  group by quarter, basis, area_code, framework
),

total as (
  select quarter, basis, area_code, sum(coalesce(pupil_count, 0)) as denominator,
         sum(case when pupil_count is null then 1 else 0 end) as left_out_count
  from open_school
  group by quarter, basis, area_code
)

select t.quarter, t.basis, t.area_code, 'framework:' || f.framework as breakdown,
       coalesce(h.numerator, 0) as numerator, t.denominator, t.left_out_count
from total t
cross join framework f
left join held h on h.quarter = t.quarter and h.basis = t.basis and h.area_code = t.area_code
  and h.framework = f.framework
