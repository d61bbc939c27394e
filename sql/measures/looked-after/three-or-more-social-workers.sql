/*---
measure: three-or-more-social-workers
version: 1
title: Looked-after children with three or more social workers in 12 months
numerator: of those children, the ones with three or more social workers in the 12 months to the date
denominator: children looked after at the date of whom the return names a social worker
unit: percent
bases: [snapshot]
polarity: low
needs: { ssda903: [episode, child, social_worker] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: children of whom the return names no social worker in the 12 months
reaches_back_months: 12
begins: 2023-24-Q4
benchmark: three-or-more-social-workers-percent
source: DfE, children looked after (SSDA903) guide, social worker episodes
notes:
  - Different workers, by pseudonym, whose episode was open on any day of the 12 months. One who ended on the day before them isn't counted (check).
---*/
with listed as (
  select s.quarter, s.a_year_before, s.quarter_end, w.area_code, w.child, w.worker, w.start_date, w.end_date,
         row_number() over (
           partition by s.quarter, w.area_code, w.child, w.start_date, w.worker order by r.recency desc, w.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.covers_to > s.a_year_before
  join ssda903__social_worker w on w.return_no = r.return_no
),

counted as (
  select quarter, area_code, child, count(distinct worker) as worker_count
  from listed
  where place = 1 and start_date <= quarter_end and (end_date is null or end_date > a_year_before)
  group by quarter, area_code, child
)

select s.quarter, s.basis, l.area_code, 'all' as breakdown, sum(case when c.worker_count >= 3 then 1 else 0 end) as numerator,
       count(c.worker_count) as denominator, count(*) - count(c.worker_count) as unknown_count
from scope s
join scope_looked_after l on l.quarter = s.quarter and l.source = s.source
left join counted c on c.quarter = l.quarter and c.area_code = l.area_code and c.child = l.child
group by s.quarter, s.basis, l.area_code
