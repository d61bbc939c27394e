/*---
measure: long-term-placement-stability
version: 1
title: Long-term placement stability
numerator: of those children, the ones in the same placement, or with the same carer, for two years or more
denominator: children under 16 looked after at the date without a break for two and a half years or more
unit: percent
bases: [snapshot]
polarity: high
needs: { ssda903: [episode, child] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
reaches_back_months: 30
benchmark: long-term-placement-stability-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - A placement begins with RNE S, P or B, so a change of legal status, or of placement with the same carer, begins none.
  - To an adoptive placement (A3 to A6) the one before it is added.
  - Years go by date. A stay in T0 to T4 ends no placement (check how DfE counts T codes).
---*/
with settled_in_care as (
  select s.quarter, s.basis, l.area_code, l.child, l.placement, l.placement_no, e.care_no, s.two_years_before
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child
    and e.placement_no = l.placement_no and e.care_start = l.care_start
  where l.age_months < 192 and l.care_start <= s.thirty_months_before
  group by s.quarter, s.basis, l.area_code, l.child, l.placement, l.placement_no, e.care_no, s.two_years_before
),

placed_since as (
  select c.quarter, c.basis, c.area_code, c.child, c.two_years_before, min(p.start_date) as start_date
  from settled_in_care c
  join scope_episode p on p.quarter = c.quarter and p.area_code = c.area_code and p.child = c.child and p.care_no = c.care_no
    and p.placement_no between
      c.placement_no - case when c.placement in ('A3', 'A4', 'A5', 'A6') then 1 else 0 end and c.placement_no
  group by c.quarter, c.basis, c.area_code, c.child, c.two_years_before
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when start_date <= two_years_before then 1 else 0 end) as numerator, count(*) as denominator
from placed_since
group by quarter, basis, area_code
