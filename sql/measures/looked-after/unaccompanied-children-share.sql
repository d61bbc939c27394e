/*---
measure: unaccompanied-children-share
version: 1
title: Looked-after children who are unaccompanied asylum seekers
numerator: of those children, the ones whom the return lists as unaccompanied asylum seekers (UASC) then
denominator: children looked after at the date
unit: percent
bases: [snapshot]
polarity: none
needs: { ssda903: [episode, child, uasc] }
or_else: { annex-a: [looked_after] }
counts: people
sums: { equal: { numerator: unaccompanied-children.numerator }, within: { denominator: children-looked-after.numerator } }
unknown: children of whom list 8 doesn't say whether they are unaccompanied
benchmark: unaccompanied-children-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - A child whose status ceased on the day isn't one (check).
---*/
select s.quarter, s.basis, l.area_code, 'all' as breakdown, sum(coalesce(u.is_unaccompanied, 0)) as numerator,
       count(u.is_unaccompanied) as denominator, count(*) - count(u.is_unaccompanied) as unknown_count
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
left join scope_unaccompanied u on u.quarter = l.quarter and u.source = l.source and u.area_code = l.area_code and u.child = l.child
group by s.quarter, s.basis, l.area_code
