/*---
measure: three-or-more-placements
version: 1
title: Looked-after children with three or more placements in 12 months
numerator: children looked after at the date with three or more placements in the 12 months to it
denominator: children looked after at the date
unit: percent
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: children of whom list 8 doesn't say how many placements they had
reaches_back_months: 12
benchmark: three-or-more-placements-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - A placement begins with RNE S, P or B; the one open at the start of the 12 months counts.
  - T0 to T4 and the return from them to the same carer are no placement of their own (check how DfE counts T codes), nor is one under 24 hours.
  - The carer is the same where the URN is (homes and residential settings), else where placement postcode and provider are and the URN isn't another.
  - Where no looked-after children return (903) has been received, from the counter of Annex A's list 8, and the figure says so.
---*/
with begun as (
  select l.quarter, l.area_code, l.child, count(*) as placement_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child and e.begins_placement = 1
  where e.start_date > s.a_year_before and e.start_date <= s.quarter_end
  group by l.quarter, l.area_code, l.child
),

open_at_start as (
  select distinct l.quarter, l.area_code, l.child, 1 as placement_count
  from scope s
  join scope_looked_after l on l.quarter = s.quarter
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child
  where e.start_date <= s.a_year_before and (e.end_date is null or e.end_date > s.a_year_before)
),

counted as (
  select l.quarter, l.area_code, l.source,
         case when l.source = 'annex-a' then l.placement_count else coalesce(b.placement_count, 0) + coalesce(o.placement_count, 0) end
           as placement_count
  from scope_looked_after l
  left join begun b on b.quarter = l.quarter and b.area_code = l.area_code and b.child = l.child
  left join open_at_start o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
)

select s.quarter, s.basis, c.area_code, 'all' as breakdown,
       sum(case when c.placement_count >= 3 then 1 else 0 end) as numerator, count(c.placement_count) as denominator,
       count(*) - count(c.placement_count) as unknown_count,
       case when min(c.source) = 'annex-a' then 'from Annex A list 8, since no 903 has been received' end as note
from scope s
join counted c on c.quarter = s.quarter
group by s.quarter, s.basis, c.area_code
