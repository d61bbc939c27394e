/*---
measure: left-care-by-outcome
version: 1
title: Left care, by where to
numerator: of those periods of care, the ones that ended with the outcome
denominator: periods of care that ended in the period, short breaks (V3, V4) left out
unit: percent
bases: [rolling12]
polarity: none
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums:
  parts: [outcome]
  windows: true
  equal: { denominator: ceased-to-be-looked-after.numerator }
  matches:
    - { parts: ["outcome:adoption"], of: adoptions.numerator, are: [all] }
    - { parts: ["outcome:special-guardianship"], of: special-guardianships.numerator, are: [all] }
breakdowns: [outcome]
parts_only: 'such as outcome:adoption, outcome:home or outcome:special-guardianship'
headline: outcome:home
part_benchmarks:
  outcome:adoption: left-care-adopted-percent
  outcome:special-guardianship: left-care-special-guardianship-percent
  outcome:child-arrangements: left-care-child-arrangements-percent
source: DfE, children looked after (SSDA903) guide, reason episode ceased (REC)
notes:
  - Home is E4A, E4B and E13 (parents, relatives or others), adoption E11 and E12, special guardianship E43 to E48, child arrangements E41.
  - Turned eighteen is E17, and E5 to E8 in the month of the eighteenth birthday or later (check). Other is all else, unknown an end without a reason.
---*/
with ended as (
  select s.quarter, s.basis, p.area_code,
         case
           when p.end_reason is null then 'unknown'
           when p.end_reason in ('E4A', 'E4B', 'E13') then 'home'
           when p.end_reason in ('E11', 'E12') then 'adoption'
           when p.end_reason in ('E43', 'E44', 'E45', 'E46', 'E47', 'E48') then 'special-guardianship'
           when p.end_reason = 'E41' then 'child-arrangements'
           when p.end_reason = 'E17' or (p.end_reason in ('E5', 'E6', 'E7', 'E8') and p.end_age_months >= 216) then 'turned-eighteen'
           else 'other'
         end as outcome
  from scope s
  join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
),

possible as (
  select 'home' as outcome
  union all
  select 'adoption'
  union all
  select 'special-guardianship'
  union all
  select 'child-arrangements'
  union all
  select 'turned-eighteen'
  union all
  select 'other'
  union all
  select 'unknown'
)

select e.quarter, e.basis, e.area_code, 'outcome:' || o.outcome as breakdown,
       sum(case when e.outcome = o.outcome then 1 else 0 end) as numerator, count(*) as denominator
from ended e
cross join possible o
group by e.quarter, e.basis, e.area_code, o.outcome
