/*---
measure: plan-reviews-overdue
version: 1
title: Child protection plan reviews overdue
numerator: open plans of three months or more whose latest review, or start where there was none, lies longer ago than its limit
denominator: open plans of three months or more
unit: percent
bases: [snapshot]
polarity: low
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan, review] }, { ssd: [cp_plan, cp_review] }]
counts: people
sums: { within: { denominator: child-protection-plans.numerator } }
not_compared: It is a local measure; the published one counts reviews held in time.
source: Local; what Annex A can give
notes:
  - A latest review on or before the plan's start is the conference that began it, not a review.
  - The first review is due within 91 days of the start, later ones within 183 days of the last (check the days that DfE takes).
---*/
with review_limit as (
  select s.quarter, s.basis, first_limit.day as first_review_since, later_limit.day as later_review_since,
         long_enough.day as started_by
  from scope s
  join calendar quarter_end on quarter_end.day = s.quarter_end
  join calendar first_limit on first_limit.day_number = quarter_end.day_number - 91
  join calendar later_limit on later_limit.day_number = quarter_end.day_number - 183
  join calendar long_enough on long_enough.day_number = quarter_end.day_number - 91
),

open_plan as (
  select s.quarter, s.basis, p.area_code, p.start_date,
         p.latest_review_date, l.first_review_since, l.later_review_since,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date order by p.row_no desc
         ) as place
  from scope s
  join review_limit l on l.quarter = s.quarter and l.basis = s.basis
  join scope_plan_listed p on p.quarter = s.quarter and p.source = s.source
  where p.start_date <= l.started_by and (p.end_date is null or p.end_date > s.quarter_end)
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case
             when latest_review_date is null and start_date < first_review_since then 1
             when latest_review_date < later_review_since then 1
             else 0
           end) as numerator,
       count(*) as denominator
from open_plan
where place = 1
group by quarter, basis, area_code
