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
sums: { equal: { denominator: children-looked-after.numerator } }
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
  - Where no looked-after children return (903) has been received, from Annex A's list 8, and the figure says so.
---*/
with provider as (
  select s.quarter, e.area_code, e.child, e.placement_provider,
         row_number() over (partition by s.quarter, e.area_code, e.child order by e.start_date desc, e.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__episode e on e.return_no = r.return_no
  where e.start_date <= s.quarter_end and (e.end_date is null or e.end_date > s.quarter_end)
    and coalesce(e.legal_status, '') not in ('V3', 'V4')
),

placed as (
  select s.quarter, s.basis, l.area_code, l.source, l.placement,
         case when l.source = 'annex-a' then a.placement_provider else p.placement_provider end as placement_provider
  from scope s
  join scope_looked_after l on l.quarter = s.quarter
  left join provider p on p.quarter = l.quarter and p.area_code = l.area_code and p.child = l.child and p.place = 1
  left join scope_looked_after_listed a on a.quarter = l.quarter and a.area_code = l.area_code and a.child = l.child
),

sorted as (
  select quarter, basis, area_code, source,
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
       sum(case when o.kind = k.kind then 1 else 0 end) as numerator, count(*) as denominator,
       case when min(o.source) = 'annex-a' then 'from Annex A list 8, since no 903 has been received' end as note
from sorted o
cross join possible k
group by o.quarter, o.basis, o.area_code, k.kind
