/*---
measure: sdq-returned
version: 1
title: Looked-after children with a strengths and difficulties score
numerator: of those children, the ones with a score
denominator: children aged 5 to 16 looked after at 31 March without a break for the 12 months to it
unit: percent
bases: [snapshot]
polarity: high
needs: { ssda903: [episode, child, outcomes] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: none; a child without a score counts as without one
reaches_back_months: 12
only_in:
  quarters: [4]
  why: The looked-after children return holds health outcomes (OC2) only at a year's end; the next is of Q4.
benchmark: sdq-returned-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - DfE's ages, at 31 March (check). Without a break since 1 April of the year or before (check how DfE takes the first day).
---*/
with outcome as (
  select r.quarter, o.area_code, o.child, max(o.convicted) as convicted, max(o.substance_misuse) as substance_misuse,
         max(o.sdq_score) as sdq_score
  from scope_return r
  join ssda903__outcomes o on o.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, o.area_code, o.child
),

judged as (
  select s.quarter, s.basis, l.area_code, case when o.sdq_score is not null then 1 else 0 end as is_counted
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source and l.care_start <= s.year_start
  left join outcome o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
  where l.age_months >= 60 and l.age_months < 204
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_counted, 0)) as numerator, count(is_counted) as denominator,
       count(*) - count(is_counted) as unknown_count
from judged
group by quarter, basis, area_code
