/*---
measure: reviews-in-time
version: 1
title: Looked-after children whose reviews were all in time
numerator: of those children, the ones of whom every review due in the period was held by the day it was due
denominator: children of whom a review fell due in the period while they were looked after
unit: percent
bases: [ytd]
polarity: high
needs: { ssda903: [episode, review] }
counts: people
sums: { grows: [denominator] }
reaches_back_months: 24
not_compared: Reviews in time are no longer published.
source: Local; The Care Planning, Placement and Case Review (England) Regulations 2010
notes:
  - The first review is due 20 working days after a child came into care, the second three months after the first, later ones six months after the last (check).
  - A child in care for six months or more of whom the returns hold no review at all counts as not in time.
  - Of a child in care since before the returns begin, every review known is taken for a later one.
---*/
with working_day as (
  select working_day_number, min(day) as day
  from calendar
  where working_day_number is not null
  group by working_day_number
),

history as (
  select quarter, min(covers_from) as begins
  from scope_return
  where source = 'ssda903'
  group by quarter
),

care as (
  select quarter, area_code, child, care_no, min(start_date) as care_start,
         max(coalesce(end_date, '9999-12-31')) as care_end, max(is_care_start_known) as is_start_known
  from scope_episode
  group by quarter, area_code, child, care_no
),

review as (
  select distinct r.quarter, v.area_code, v.child, v.review_date
  from scope_return r
  join ssda903__review v on v.return_no = r.return_no and v.review_date <= r.covers_to
  where r.source = 'ssda903'
),

held as (
  select c.quarter, c.area_code, c.child, c.care_no, c.care_start, c.care_end, v.review_date as day,
         case when c.is_start_known = 1 and c.care_start >= h.begins then 0 else 2 end
           + row_number() over (partition by c.quarter, c.area_code, c.child, c.care_no order by v.review_date) as review_no
  from care c
  join history h on h.quarter = c.quarter
  join review v on v.quarter = c.quarter and v.area_code = c.area_code and v.child = c.child
    and v.review_date >= c.care_start and v.review_date <= c.care_end
),

step as (
  select quarter, area_code, child, care_no, care_end, day, review_no from held
  union all
  select c.quarter, c.area_code, c.child, c.care_no, c.care_end, c.care_start, 0
  from care c
  join history h on h.quarter = c.quarter
  where c.is_start_known = 1 and c.care_start >= h.begins
),

followed as (
  select quarter, area_code, child, care_end, day, review_no,
         cast(substr(day, 1, 4) as integer) * 12 + cast(substr(day, 6, 2) as integer) - 1
           + case when review_no = 1 then 3 else 6 end as due_month,
         lead(day) over (partition by quarter, area_code, child, care_no order by review_no) as next_day
  from step
),

-- A day that its month lacks, such as the 31st of June, stands as text just after the month's last: it compares as that day.
due as (
  select f.quarter, f.area_code, f.child, f.care_end, f.next_day,
         case
           when f.review_no = 0 then first_due.day
           else cast(f.due_month / 12 as text) || '-' || case when f.due_month % 12 < 9 then '0' else '' end || cast(f.due_month % 12 + 1 as text) || substr(f.day, 8, 3)
         end as due_day
  from followed f
  left join calendar started on started.day = f.day and f.review_no = 0
  left join working_day first_due on first_due.working_day_number = started.working_day_number + 20
),

-- In care for longer than any review may wait, and none in the returns: one was due.
never_reviewed as (
  select c.quarter, c.area_code, c.child, c.care_end,
         cast(substr(c.care_start, 1, 4) as integer) * 12 + cast(substr(c.care_start, 6, 2) as integer) - 1 + 6 as due_month,
         substr(c.care_start, 8, 3) as due_day_of_month
  from care c
  left join held h on h.quarter = c.quarter and h.area_code = c.area_code and h.child = c.child and h.care_no = c.care_no
  where h.child is null
),

overdue as (
  select quarter, area_code, child, care_end,
         cast(due_month / 12 as text) || '-' || case when due_month % 12 < 9 then '0' else '' end || cast(due_month % 12 + 1 as text)
           || due_day_of_month as due_day
  from never_reviewed
),

due_in_period as (
  select s.quarter, s.basis, d.area_code, d.child,
         min(case when d.next_day <= d.due_day then 1 else 0 end) as is_in_time
  from scope s
  join due d on d.quarter = s.quarter
  where substr(d.due_day, 1, 7) >= substr(s.window_from, 1, 7) and substr(d.due_day, 1, 7) <= substr(s.window_to, 1, 7)
    and d.care_end > d.due_day
  group by s.quarter, s.basis, d.area_code, d.child
  union all
  select s.quarter, s.basis, o.area_code, o.child, 0 as is_in_time
  from scope s
  join overdue o on o.quarter = s.quarter
  where o.due_day <= s.window_to and o.care_end > s.window_from and o.care_end > o.due_day
),

judged as (
  select quarter, basis, area_code, child, min(is_in_time) as is_in_time
  from due_in_period
  group by quarter, basis, area_code, child
)

select quarter, basis, area_code, 'all' as breakdown, sum(is_in_time) as numerator, count(*) as denominator
from judged
group by quarter, basis, area_code
