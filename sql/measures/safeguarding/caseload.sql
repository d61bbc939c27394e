/*---
measure: caseload
version: 1
title: Children allocated to each worker, mean
numerator: children with an open assessment, episode of need, protection plan or period of care at the date, and an allocated worker
denominator: different workers allocated to them
unit: mean
bases: [snapshot]
polarity: low
needs: { annex-a: [assessment, child_in_need, cp_plan, looked_after] }
counts: people
unknown: open children without an allocated worker
unknown_of: numerator
not_compared: DfE counts the cases of social workers in full-time equivalents at 30 September, from its own workforce return.
source: Local; Annex A, lists 4 and 6 to 8
notes:
  - Each child counts once, however many lists and workers it has; each worker counts once, whatever the hours.
  - Workers are known by pseudonyms, and none is ever listed. Of fewer than five workers there is no figure.
  - List 5 doesn't say when a section 47 enquiry ended; its children are in the other lists while they are open.
---*/
with listed as (
  select s.quarter, s.basis, a.area_code, a.child, a.worker
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__assessment a on a.return_no = r.return_no
  where a.start_date <= s.quarter_end and (a.authorisation_date is null or a.authorisation_date > s.quarter_end)
  union all
  select s.quarter, s.basis, n.area_code, n.child, n.worker
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__child_in_need n on n.return_no = r.return_no
  where (n.start_date is null or n.start_date <= s.quarter_end) and (n.closure_date is null or n.closure_date > s.quarter_end)
  union all
  select s.quarter, s.basis, p.area_code, p.child, p.worker
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__cp_plan p on p.return_no = r.return_no
  where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
  union all
  select s.quarter, s.basis, l.area_code, l.child, l.worker
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__looked_after l on l.return_no = r.return_no
  where l.start_date <= s.quarter_end and (l.end_date is null or l.end_date > s.quarter_end)
),

counted as (
  select quarter, basis, area_code, count(distinct child) as child_count,
         count(distinct case when worker is not null then child end) as allocated_count, count(distinct worker) as worker_count
  from listed
  group by quarter, basis, area_code
)

select quarter, basis, area_code, 'all' as breakdown, allocated_count as numerator, worker_count as denominator,
       child_count - allocated_count as unknown_count,
       case when worker_count between 1 and 4 then 'Fewer than five workers are allocated: a caseload would say too much of one person.' end
         as reason
from counted
