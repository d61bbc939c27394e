/*---
measure: protection-visits-in-time
version: 1
title: Children on protection plans visited in time
numerator: of those children, the ones last visited 0 to 10 working days before the list's day
denominator: children with a plan open at the date that was open for more than 10 working days or had a visit
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [cp_plan] }
counts: people
sums: { within: { denominator: child-protection-plans.numerator } }
unknown: children on plans of whom list 7 doesn't say when they were last visited
left_out: children on plans that were open for 10 working days or fewer, without a visit so far
source: Local; Ofsted's Annex A, list 7
notes:
  - The limit is 10 working days (check; local). The day of the visit is day 0.
  - The list's latest visit is of its as-at date, or of the plan's end before it; where that is after the quarter's end, so is the figure.
---*/
-- list_day is cast to text so that SQLite finds its row of the calendar by an index, and doesn't go through all for every day.
with open_plan as (
  select s.quarter, s.basis, p.area_code, p.child, p.start_date, p.last_visit_date,
         cast(case when p.end_date < r.as_at then p.end_date else r.as_at end as text) as list_day,
         row_number() over (partition by s.quarter, s.basis, p.area_code, p.child order by p.start_date desc, p.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__cp_plan p on p.return_no = r.return_no
  where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
),

judged as (
  select p.quarter, p.basis, p.area_code,
         case
           when p.last_visit_date is null then null
           when p.last_visit_date <= p.list_day and until.working_day_number - visited.working_day_number <= 10 then 1
           when p.last_visit_date <= p.list_day then 0
         end as is_in_time,
         case
           when p.last_visit_date is null and until.working_day_number - started.working_day_number <= 10 then 1
           else 0
         end as is_not_due
  from open_plan p
  left join calendar until on until.day = p.list_day
  left join calendar started on started.day = p.start_date
  left join calendar visited on visited.day = p.last_visit_date
  where p.place = 1
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_in_time, 0)) as numerator, count(is_in_time) as denominator,
       count(*) - count(is_in_time) - sum(is_not_due) as unknown_count, sum(is_not_due) as left_out_count
from judged
group by quarter, basis, area_code
