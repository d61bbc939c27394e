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
breakdowns: [phase]
rolls_up: true
coverage: schools
left_out: schools left out, having no pupil count
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - To March 2018 a predecessor's grade stands for a converter academy, not for a sponsor-led one (check the other types of academy).
not_from:
  - source: ofsted-schools
    layout: card-*
    why: This layout no longer holds the grades given before September 2019, so the share of schools can't be told from it.
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
         case when o.grade_relates_to_urn = 'no' and lower(o.type) like '%sponsor%' then null
              else o.overall_grade end as grade
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
  join ofsted_schools__school o on o.return_no = r.return_no
  left join closed_school c on c.quarter = s.quarter and c.urn = o.urn and c.close_date < r.as_at
  where c.urn is null
),

phase_figure as (
  select quarter, basis, area_code, phase,
         sum(case when grade in (1, 2) then coalesce(pupil_count, 0) else 0 end) as numerator,
         sum(case when grade between 1 and 4 then coalesce(pupil_count, 0) else 0 end) as denominator,
         count(*) as coverage_total,
         sum(case when (grade between 1 and 4) and pupil_count is null then 1 else 0 end) as left_out_count
  from open_school
  group by quarter, basis, area_code, phase
)

select quarter, basis, area_code, 'phase:' || phase as breakdown, numerator, denominator, coverage_total, left_out_count
from phase_figure
union all
select quarter, basis, area_code, 'all' as breakdown,
       sum(numerator), sum(denominator), sum(coverage_total), sum(left_out_count)
from phase_figure
group by quarter, basis, area_code
