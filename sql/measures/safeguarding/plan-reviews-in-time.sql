/*---
measure: plan-reviews-in-time
version: 1
title: Child protection plans reviewed in time
numerator: of those children, the ones of whom every review due in the past 12 months was held within its limit
denominator: children on a plan for three months or more
unit: percent
bases: [snapshot]
polarity: high
needs: { cin-census: [cp_plan, review] }
or_else: { ssd: [cp_plan, cp_review] }
counts: people
sums: { within: { denominator: child-protection-plans.numerator } }
reaches_back_months: 12
benchmark: cpp-reviewed-in-time-percent
source: DfE, children in need census guide
notes:
  - The first review is due within 91 days of the start, later ones within 183 days of the last (check the days that DfE takes).
  - A review on or before the plan's start is the conference that began it. A plan of more than a year needs a review in the first 183 days of the 12 months, whatever came before.
  - Annex A holds only the latest review of a plan, so it gives the share of plans whose review is overdue instead.
---*/
with reviewed_plan as (
  select s.quarter, s.basis, s.source, s.a_year_before, s.quarter_end, p.area_code, p.child, p.start_date,
         row_number() over (partition by s.quarter, s.basis, p.area_code, p.child order by p.start_date desc, p.row_no desc) as place
  from scope s
  join calendar last_day on last_day.day = s.quarter_end
  join calendar long_enough on long_enough.day_number = last_day.day_number - 91
  join scope_plan_listed p on p.quarter = s.quarter and p.source = s.source
  where p.start_date <= long_enough.day and (p.end_date is null or p.end_date > s.quarter_end)
),

review as (
  select p.quarter, p.basis, p.area_code, p.child, v.review_date
  from reviewed_plan p
  join scope_plan_review v on v.quarter = p.quarter and v.source = p.source and v.area_code = p.area_code and v.child = p.child
    and v.start_date = p.start_date and v.review_date > p.start_date and v.review_date <= p.quarter_end
  where p.place = 1
),

-- The days from which a next review is reckoned. The last is a bound: what was before the twelve months may not be in the returns.
step as (
  select quarter, basis, area_code, child, start_date as day, 91 as day_limit from reviewed_plan where place = 1
  union all
  select quarter, basis, area_code, child, review_date, 183 from review
  union all
  select quarter, basis, area_code, child, a_year_before, 183 from reviewed_plan where place = 1 and start_date < a_year_before
),

followed as (
  select t.quarter, t.basis, t.area_code, t.child, t.day, t.day_limit, min(v.review_date) as next_day
  from step t
  left join review v on v.quarter = t.quarter and v.basis = t.basis and v.area_code = t.area_code and v.child = t.child
    and v.review_date > t.day
  group by t.quarter, t.basis, t.area_code, t.child, t.day, t.day_limit
),

judged as (
  select s.quarter, s.basis, f.area_code, f.child,
         min(case when due.day > s.a_year_before and due.day <= s.quarter_end and (f.next_day is null or f.next_day > due.day) then 0 else 1 end)
           as is_in_time
  from scope s
  join followed f on f.quarter = s.quarter and f.basis = s.basis
  left join calendar began on began.day = f.day
  left join calendar due on due.day_number = began.day_number + f.day_limit
  group by s.quarter, s.basis, f.area_code, f.child
)

select quarter, basis, area_code, 'all' as breakdown, sum(is_in_time) as numerator, count(*) as denominator
from judged
group by quarter, basis, area_code
