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
  - Where no looked-after children return (903) has been received, from Annex A's list 8, and the figure says so.
---*/
with unaccompanied as (
  select r.quarter, u.area_code, u.child
  from scope_return r
  join scope s on s.quarter = r.quarter
  join ssda903__uasc u on u.return_no = r.return_no and (u.ceased_date is null or u.ceased_date > s.quarter_end)
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, u.area_code, u.child
),

judged as (
  select s.quarter, s.basis, l.area_code, l.source,
         case
           when l.source = 'annex-a' then case a.is_uasc when 'yes' then 1 when 'no' then 0 end
           when u.child is not null then 1
           else 0
         end as is_unaccompanied
  from scope s
  join scope_looked_after l on l.quarter = s.quarter
  left join unaccompanied u on u.quarter = l.quarter and u.area_code = l.area_code and u.child = l.child
  left join scope_looked_after_listed a on a.quarter = l.quarter and a.area_code = l.area_code and a.child = l.child
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_unaccompanied, 0)) as numerator, 1 as denominator,
       count(*) - count(is_unaccompanied) as left_out_count,
       case when min(source) = 'annex-a' then 'from Annex A list 8, since no 903 has been received' end as note
from judged
group by quarter, basis, area_code
