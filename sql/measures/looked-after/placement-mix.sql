/*---
measure: placement-mix
version: 1
title: Where looked-after children are placed
numerator: of those children, the ones in the kind of placement
denominator: children looked after at the date
unit: percent
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums:
  parts: [kind]
  equal: { denominator: children-looked-after.numerator }
  matches:
    - { parts: ["kind:relatives-or-friends"], of: children-looked-after.numerator, are: ["placement:foster-relative-or-friend"] }
    - { parts: ["kind:foster-own", "kind:foster-agency", "kind:foster-other"], of: children-looked-after.numerator, are: ["placement:foster-other"] }
    - { parts: ["kind:homes-and-secure"], of: children-looked-after.numerator, are: ["placement:childrens-home"] }
    - { parts: ["kind:supported-or-independent"], of: children-looked-after.numerator, are: ["placement:independent-or-supported"] }
    - { parts: ["kind:parents"], of: children-looked-after.numerator, are: ["placement:with-parents"] }
    - { parts: ["kind:unknown"], of: children-looked-after.numerator, are: ["placement:unknown"] }
breakdowns: [kind]
parts_only: 'such as kind:foster-own, kind:foster-agency, kind:homes-and-secure or kind:parents'
headline: kind:foster-own
breaks:
  - from: 2023-24-Q3
    parts: [kind:supported-or-independent]
    why: Since 28 October 2023 supported accommodation is registered; P2 ended, and H5 gave way to K3.
part_benchmarks:
  kind:homes-and-secure: placed-in-homes-percent
  kind:supported-or-independent: placed-in-supported-accommodation-percent
  kind:parents: placed-with-parents-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - Relatives or friends are U1 to U3. Other fostering (U4 to U6) is own where the provider is the council (PR1), agency where it is private or voluntary (PR4, PR5), else foster-other (check).
  - Homes and secure are K1 and K2, supported or independent P2, H5 and K3, with parents P1. Other is all else, placements for adoption too.
---*/
with placed as (
  select s.quarter, s.basis, l.area_code, l.placement, p.placement_provider
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
  left join scope_provider p on p.quarter = l.quarter and p.source = l.source and p.area_code = l.area_code and p.child = l.child
),

sorted as (
  select quarter, basis, area_code,
         case
           when placement is null then 'unknown'
           when placement in ('U1', 'U2', 'U3') then 'relatives-or-friends'
           when placement in ('U4', 'U5', 'U6') and placement_provider = 'PR1' then 'foster-own'
           when placement in ('U4', 'U5', 'U6') and placement_provider in ('PR4', 'PR5') then 'foster-agency'
           when placement in ('U4', 'U5', 'U6') then 'foster-other'
           when placement in ('K1', 'K2') then 'homes-and-secure'
           when placement in ('P2', 'H5', 'K3') then 'supported-or-independent'
           when placement = 'P1' then 'parents'
           else 'other'
         end as kind
  from placed
),

possible as (
  select 'relatives-or-friends' as kind
  union all
  select 'foster-own'
  union all
  select 'foster-agency'
  union all
  select 'foster-other'
  union all
  select 'homes-and-secure'
  union all
  select 'supported-or-independent'
  union all
  select 'parents'
  union all
  select 'other'
  union all
  select 'unknown'
)

select o.quarter, o.basis, o.area_code, 'kind:' || k.kind as breakdown,
       sum(case when o.kind = k.kind then 1 else 0 end) as numerator, count(*) as denominator
from sorted o
cross join possible k
group by o.quarter, o.basis, o.area_code, k.kind
