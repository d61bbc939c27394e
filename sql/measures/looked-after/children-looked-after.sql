/*---
measure: children-looked-after
version: 1
title: Children looked after
numerator: children looked after at the date; under 18, in an open episode, short breaks (V3, V4) left out
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums:
  parts: [age, sex, need, placement, home-district]
  flow: { in: began-to-be-looked-after.numerator, out: ceased-to-be-looked-after.numerator }
breakdowns: [age, sex, need, placement, home-district]
labels_from_returns: [home-district]
benchmark: looked-after-at-31-march
source: DfE, children looked after (SSDA903) guide
breaks:
  - from: 2024-25-Q1
    parts: [placement:independent-or-supported]
    why: Since the return of 2025 supported accommodation is K3, which Ofsted registers; before, it was H5 and P2.
notes:
  - Places that aren't registered (Z11 to Z14, in the return since 2026) are among other placements.
  - Localities are the postcode districts of the homes that children came from (HOME_POST, of which only the district is kept); Annex A has none. One that no quarter has enough children from is counted as other.
  - Of a child with two open episodes the later one gives need and placement.
---*/
with child_looked_after as (
  select s.quarter, s.basis, l.area_code,
         coalesce(l.sex, 'unknown') as sex,
         coalesce(lower(l.need), 'unknown') as need,
         coalesce(lower(l.home_district), 'unknown') as home_district,
         case
           when l.age_months is null then 'unknown'
           when l.age_months < 12 then 'under-1'
           when l.age_months < 60 then '1-to-4'
           when l.age_months < 120 then '5-to-9'
           when l.age_months < 192 then '10-to-15'
           else '16-and-over'
         end as age,
         case
           when l.placement is null then 'unknown'
           when l.placement in ('U1', 'U2', 'U3') then 'foster-relative-or-friend'
           when l.placement in ('U4', 'U5', 'U6') then 'foster-other'
           when l.placement in ('A3', 'A4', 'A5', 'A6') then 'for-adoption'
           when l.placement = 'P1' then 'with-parents'
           when l.placement in ('K1', 'K2') then 'childrens-home'
           when l.placement in ('H5', 'K3', 'P2', 'P3') then 'independent-or-supported'
           when l.placement in ('R1', 'R2', 'R3', 'R5', 'S1') then 'other-residential'
           when l.placement in ('T0', 'T1', 'T2', 'T3', 'T4') then 'temporary'
           else 'other'
         end as placement
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
),

part as (
  select quarter, basis, area_code, 'all' as breakdown from child_looked_after
  union all
  select quarter, basis, area_code, 'age:' || age from child_looked_after
  union all
  select quarter, basis, area_code, 'sex:' || sex from child_looked_after
  union all
  select quarter, basis, area_code, 'need:' || need from child_looked_after
  union all
  select quarter, basis, area_code, 'placement:' || placement from child_looked_after
  union all
  select quarter, basis, area_code, 'home-district:' || home_district from child_looked_after
)

select quarter, basis, area_code, breakdown, count(*) as numerator, 1 as denominator
from part
group by quarter, basis, area_code, breakdown
