/*---
measure: coverage-by-framework-pupils
version: 1
title: Pupils by the inspection framework that their school's latest result is under
numerator: pupils in open state-funded schools whose latest result is of the kind
denominator: pupils in open state-funded schools
unit: percent
bases: [snapshot]
polarity: none
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: pupils
breakdowns: [framework]
parts_only: 'such as framework:overall-grade, framework:key-judgements or framework:report-card'
rolls_up: true
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - A school counts once, under the newest it holds; report card, else key judgements without an overall grade, else overall grade, else only an ungraded outcome, else nothing.
---*/
with framework as (
  select 'report-card' as framework
  union all select 'key-judgements'
  union all select 'overall-grade'
  union all select 'ungraded-outcome'
  union all select 'nothing'
),

held as (
  select quarter, area_code, framework, sum(coalesce(pupil_count, 0)) as numerator
  from scope_school
  group by quarter, area_code, framework
),

total as (
  select quarter, area_code, sum(coalesce(pupil_count, 0)) as denominator,
         sum(case when pupil_count is null then 1 else 0 end) as left_out_count
  from scope_school
  group by quarter, area_code
)

select s.quarter, s.basis, t.area_code, 'framework:' || f.framework as breakdown,
       coalesce(h.numerator, 0) as numerator, t.denominator, t.left_out_count
from total t
join scope s on s.quarter = t.quarter
cross join framework f
left join held h on h.quarter = t.quarter and h.area_code = t.area_code
  and h.framework = f.framework
