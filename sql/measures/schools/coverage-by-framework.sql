/*---
measure: coverage-by-framework
version: 1
title: Schools by the inspection framework that a school's latest result is under
numerator: schools in open state-funded schools whose latest result is of the kind
denominator: schools in open state-funded schools
unit: percent
bases: [snapshot]
polarity: none
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: [framework]
parts_only: 'such as framework:overall-grade, framework:key-judgements or framework:report-card'
rolls_up: true
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
  select quarter, area_code, framework, count(*) as numerator
  from scope_school
  group by quarter, area_code, framework
),

total as (
  select quarter, area_code, count(*) as denominator
  from scope_school
  group by quarter, area_code
)

select s.quarter, s.basis, t.area_code, 'framework:' || f.framework as breakdown,
       coalesce(h.numerator, 0) as numerator, t.denominator
from total t
join scope s on s.quarter = t.quarter
cross join framework f
left join held h on h.quarter = t.quarter and h.area_code = t.area_code
  and h.framework = f.framework
