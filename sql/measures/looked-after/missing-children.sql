/*---
measure: missing-children
version: 1
title: Looked-after children who went missing
numerator: of those children, the ones with a missing incident open on any day of the period
denominator: children looked after on any day of the period, short breaks (V3, V4) left out
unit: percent
bases: [ytd]
polarity: none
needs: { ssda903: [episode, missing] }
counts: people
sums:
  grows: [numerator, denominator]
  within: { numerator: missing-incidents.numerator }
benchmark: missing-children-percent
source: DfE, children looked after (SSDA903) guide
notes:
  - M only; away without authorisation (A) is counted apart, by incidents. Many councils record A as M.
---*/
with listed_episode as (
  select s.quarter, s.basis, s.window_from, s.window_to, e.area_code, e.child, e.start_date, e.end_date, e.legal_status,
         row_number() over (
           partition by s.quarter, s.basis, e.child, e.start_date order by r.recency desc, e.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.covers_to >= s.window_from
  join ssda903__episode e on e.return_no = r.return_no
),

looked_after as (
  select distinct quarter, basis, area_code, child
  from listed_episode
  where place = 1 and start_date <= window_to and (end_date is null or end_date >= window_from)
    and coalesce(legal_status, '') not in ('V3', 'V4')
),

missing_child as (
  select distinct quarter, child
  from scope_incident
  where kind = 'M'
)

select l.quarter, l.basis, l.area_code, 'all' as breakdown,
       sum(case when m.child is null then 0 else 1 end) as numerator, count(*) as denominator
from looked_after l
left join missing_child m on m.quarter = l.quarter and m.child = l.child
group by l.quarter, l.basis, l.area_code
