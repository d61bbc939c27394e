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
---*/
select s.quarter, s.basis, c.area_code, 'all' as breakdown,
       sum(case when c.placement_count >= 3 then 1 else 0 end) as numerator, count(c.placement_count) as denominator,
       count(*) - count(c.placement_count) as unknown_count
from scope s
join scope_placement_count c on c.quarter = s.quarter and c.source = s.source
group by s.quarter, s.basis, c.area_code
