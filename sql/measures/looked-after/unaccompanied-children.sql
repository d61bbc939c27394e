/*---
measure: unaccompanied-children
version: 1
title: Unaccompanied asylum-seeking children looked after
numerator: children looked after at the date whom the return lists as unaccompanied asylum seekers (UASC) then
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child, uasc] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { within: { numerator: children-looked-after.numerator } }
left_out: children of whom list 8 doesn't say whether they are unaccompanied
benchmark: unaccompanied-children-at-31-march
source: DfE, children looked after (SSDA903) guide
notes:
  - A child whose status ceased on the day isn't one (check).
---*/
select s.quarter, s.basis, l.area_code, 'all' as breakdown, sum(coalesce(u.is_unaccompanied, 0)) as numerator, 1 as denominator,
       count(*) - count(u.is_unaccompanied) as left_out_count
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
left join scope_unaccompanied u on u.quarter = l.quarter and u.source = l.source and u.area_code = l.area_code and u.child = l.child
group by s.quarter, s.basis, l.area_code
