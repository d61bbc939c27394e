/*---
measure: childrens-homes-good-or-outstanding
version: 1
title: Children's homes judged good or outstanding, located in the area
numerator: registered children's homes in the area whose latest overall grade is good or outstanding
denominator: registered children's homes in the area with a grade
unit: percent
bases: [snapshot]
polarity: high
needs: { childrens-homes: [provider] }
counts: homes
breakdowns: [provision]
rolls_up: true
coverage: registered homes
source: Ofsted, children's social care providers and their outcomes
notes:
  - Children's homes, secure children's homes and residential special schools registered as children's homes (check what Ofsted calls all types).
  - Not broken down by locality, since homes are few, and a locality could show where one is.
  - Active and suspended registrations. Older words, such as adequate and satisfactory, are graded but not good.
---*/
with registered_home as (
  select s.quarter, s.basis, h.area_code, h.provision_type, h.overall_grade
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'childrens-homes' and r.is_current = 1
  join childrens_homes__provider h on h.return_no = r.return_no
  where h.provision_type in ('childrens-home', 'secure-childrens-home', 'residential-special-school')
    and coalesce(h.registration_status, 'active') in ('active', 'suspended')
),

provision_figure as (
  select quarter, basis, area_code, provision_type,
         sum(case when overall_grade in ('good', 'outstanding') then 1 else 0 end) as numerator,
         sum(case when overall_grade is not null then 1 else 0 end) as denominator,
         count(*) as coverage_total
  from registered_home
  group by quarter, basis, area_code, provision_type
)

select quarter, basis, area_code, 'provision:' || provision_type as breakdown, numerator, denominator, coverage_total
from provision_figure
union all
select quarter, basis, area_code, 'all' as breakdown, sum(numerator), sum(denominator), sum(coverage_total)
from provision_figure
group by quarter, basis, area_code
