/*---
measure: sdq-score-mean
version: 1
title: Strengths and difficulties score of looked-after children, mean
numerator: their scores, added up
denominator: children aged 5 to 16 looked after at 31 March without a break for the 12 months to it, who have a score
unit: score
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child, outcomes] }
counts: people
sums: { equal: { denominator: sdq-returned.numerator } }
left_out: children of these ages without a score
reaches_back_months: 12
only_in:
  quarters: [4]
  why: The looked-after children return holds health outcomes (OC2) only at a year's end; the next is of Q4.
benchmark: sdq-mean-score
source: DfE, children looked after (SSDA903) guide
notes:
  - DfE's ages, at 31 March (check). Without a break since 1 April of the year or before (check how DfE takes the first day).
  - A score is 0 to 40. DfE takes 17 and more as a cause for concern.
---*/
with outcome as (
  select r.quarter, o.area_code, o.child, max(o.sdq_score) as sdq_score
  from scope_return r
  join ssda903__outcomes o on o.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, o.area_code, o.child
),

judged as (
  select s.quarter, s.basis, l.area_code, o.sdq_score
  from scope s
  join scope_looked_after l on l.quarter = s.quarter and l.source = s.source and l.care_start <= s.year_start
  left join outcome o on o.quarter = l.quarter and o.area_code = l.area_code and o.child = l.child
  where l.age_months >= 60 and l.age_months < 204
)

select quarter, basis, area_code, 'all' as breakdown, coalesce(sum(sdq_score), 0) as numerator, count(sdq_score) as denominator,
       count(*) - count(sdq_score) as left_out_count
from judged
group by quarter, basis, area_code
