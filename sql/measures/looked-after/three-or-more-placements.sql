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
counts: people
sums: { equal: { denominator: children-looked-after.numerator } }
reaches_back_months: 12
source: DfE, children looked after (SSDA903) guide
notes:
  - A placement begins with RNE S, P or B; the one open at the start of the 12 months counts.
  - T0 to T4 and the return from them are no placement of their own (check how DfE counts T codes), nor is one under 24 hours.
---*/
with birth as (
  select r.quarter, c.child, max(c.birth_month) as birth_month
  from scope_return r
  join ssda903__child c on c.return_no = r.return_no
  where r.source = 'ssda903' and r.is_current = 1
  group by r.quarter, c.child
),

looked_after as (
  select distinct s.quarter, s.basis, e.area_code, e.child
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__episode e on e.return_no = r.return_no
  left join birth b on b.quarter = s.quarter and b.child = e.child
  where e.start_date <= s.quarter_end and (e.end_date is null or e.end_date > s.quarter_end)
    and coalesce(e.legal_status, '') not in ('V3', 'V4')
    and (b.birth_month is null
      or s.month_number - cast(substr(b.birth_month, 1, 4) as integer) * 12
           - cast(substr(b.birth_month, 6, 2) as integer) < 216)
),

listed_episode as (
  select s.quarter, s.basis, e.child, e.start_date, e.end_date, e.placement, e.new_episode_reason, e.legal_status,
         s.a_year_before, s.quarter_end,
         row_number() over (
           partition by s.quarter, s.basis, e.child, e.start_date order by r.edition desc, e.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903'
  join ssda903__episode e on e.return_no = r.return_no and e.start_date <= r.speaks_to
),

episode as (
  select quarter, basis, child, start_date, end_date, placement, new_episode_reason, a_year_before, quarter_end,
         case when placement in ('T0', 'T1', 'T2', 'T3', 'T4') then 1 else 0 end as is_temporary,
         lag(placement) over (partition by quarter, basis, child order by start_date) as placement_before
  from listed_episode
  where place = 1
    and coalesce(legal_status, '') not in ('V3', 'V4')
    and (end_date is null or end_date <> start_date)
),

own_episode as (
  select quarter, basis, child, start_date, end_date, placement, new_episode_reason, placement_before,
         a_year_before, quarter_end,
         lag(placement) over (partition by quarter, basis, child order by start_date) as own_placement_before
  from episode
  where is_temporary = 0
),

placement_start as (
  select quarter, basis, child, count(*) as start_count
  from own_episode
  where start_date > a_year_before and start_date <= quarter_end
    and new_episode_reason in ('S', 'P', 'B')
    and not (new_episode_reason = 'P'
      and coalesce(placement_before, '') in ('T0', 'T1', 'T2', 'T3', 'T4')
      and coalesce(own_placement_before, '') = coalesce(placement, ''))
  group by quarter, basis, child
),

open_at_start as (
  select distinct quarter, basis, child
  from episode
  where start_date <= a_year_before and (end_date is null or end_date > a_year_before)
)

select l.quarter, l.basis, l.area_code, 'all' as breakdown,
       sum(case when coalesce(p.start_count, 0) + case when o.child is null then 0 else 1 end >= 3
                then 1 else 0 end) as numerator,
       count(*) as denominator
from looked_after l
left join placement_start p on p.quarter = l.quarter and p.basis = l.basis and p.child = l.child
left join open_at_start o on o.quarter = l.quarter and o.basis = l.basis and o.child = l.child
group by l.quarter, l.basis, l.area_code
