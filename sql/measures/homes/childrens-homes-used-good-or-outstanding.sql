/*---
measure: childrens-homes-used-good-or-outstanding
version: 1
title: Children's homes that the authority's children live in, judged good or outstanding
numerator: homes in which a looked-after child is placed at the date whose latest overall grade is good or outstanding
denominator: homes in which a looked-after child is placed at the date, with a grade
unit: percent
bases: [snapshot]
polarity: high
needs: { ssda903: [episode, child], childrens-homes: [provider] }
counts: homes
coverage: homes found in Ofsted's list
not_compared: Only the council knows which homes it uses.
source: Ofsted, children's social care providers and their outcomes; SSDA903
notes:
  - A home is found by the URN of the open episode; a home in another authority's area counts as well.
---*/
with used as (
  select distinct s.quarter, s.basis, l.area_code, l.placement_urn as urn
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.placement_urn is not null
),

home as (
  select r.quarter, h.urn, max(h.overall_grade) as overall_grade
  from scope_return r
  join childrens_homes__provider h on h.return_no = r.return_no
  where r.source = 'childrens-homes' and r.is_current = 1
    and h.provision_type in ('childrens-home', 'secure-childrens-home', 'residential-special-school')
  group by r.quarter, h.urn
)

select u.quarter, u.basis, u.area_code, 'all' as breakdown,
       sum(case when h.overall_grade in ('good', 'outstanding') then 1 else 0 end) as numerator,
       sum(case when h.overall_grade is not null then 1 else 0 end) as denominator,
       count(*) as coverage_total
from used u
join home h on h.quarter = u.quarter and h.urn = u.urn
group by u.quarter, u.basis, u.area_code
