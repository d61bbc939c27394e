/*---
measure: pupils-in-good-or-outstanding-schools
version: 1
title: Pupils in schools judged good or outstanding
numerator: pupils on roll in open state-funded schools whose latest overall effectiveness is good or outstanding
denominator: pupils on roll in open state-funded schools with an overall grade 1 to 4
unit: percent
bases: [snapshot]
polarity: high
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: pupils
breakdowns: [phase, type]
rolls_up: true
coverage: schools
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - To March 2018 a predecessor's grade stands for a converter academy, not for a sponsor-led one (check the other types of academy).
  - Types are maintained (community, foundation and voluntary schools, maintained special and nursery schools, pupil referral units), academy converters, sponsor-led academies, free schools (university technical colleges and studio schools too) and others.
  - Not broken down by locality, since no part of the returns that is kept holds a school's.
not_from:
  - source: ofsted-schools
    layout: card-*
    why: This layout no longer holds the grades given before September 2019, so the share of schools can't be told from it.
---*/
with kind_of_school as (
  select quarter, area_code, phase, type_group,
         sum(case when grade_as_then in (1, 2) then coalesce(pupil_count, 0) else 0 end) as numerator,
         sum(case when grade_as_then between 1 and 4 then coalesce(pupil_count, 0) else 0 end) as denominator,
         count(*) as coverage_total,
         sum(case when (grade_as_then between 1 and 4) and pupil_count is null then 1 else 0 end) as left_out_count
  from scope_school
  group by quarter, area_code, phase, type_group
),

part as (
  select quarter, area_code, 'all' as breakdown, numerator, denominator, coverage_total, left_out_count from kind_of_school
  union all
  select quarter, area_code, 'phase:' || phase, numerator, denominator, coverage_total, left_out_count from kind_of_school
  union all
  select quarter, area_code, 'type:' || type_group, numerator, denominator, coverage_total, left_out_count from kind_of_school
)

select s.quarter, s.basis, p.area_code, p.breakdown, sum(p.numerator) as numerator, sum(p.denominator) as denominator,
       sum(p.coverage_total) as coverage_total, sum(p.left_out_count) as left_out_count
from part p
join scope s on s.quarter = p.quarter
group by s.quarter, s.basis, p.area_code, p.breakdown
