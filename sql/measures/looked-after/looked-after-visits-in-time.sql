/*---
measure: looked-after-visits-in-time
version: 1
title: Looked-after children visited in time
numerator: of those children, the ones last visited 0 to 42 days before the list's day
denominator: children looked after at the date who were in care for more than 42 days or had a visit
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [looked_after] }
counts: people
sums: { within: { denominator: children-looked-after.numerator } }
unknown: children in care of whom list 8 doesn't say when they were last visited
left_out: children in care for 42 days or fewer, without a visit so far
source: Local; Ofsted's Annex A, list 8
notes:
  - The limit is six weeks, 42 days (check; local). The law lets visits to some long-term placements be three months apart, which list 8 doesn't say.
  - The list's latest visit is of its as-at date, or of the day on which the child left care before it; where that is after the quarter's end, so is the figure.
  - Children looked after at the date as list 8 has them, under 18 and without short breaks (V3, V4).
---*/
with judged as (
  select s.quarter, s.basis, l.area_code,
         case
           when l.last_visit_date is null then null
           when l.last_visit_date <= l.list_day and until.day_number - visited.day_number <= 42 then 1
           when l.last_visit_date <= l.list_day then 0
         end as is_counted,
         case when l.last_visit_date is null and until.day_number - started.day_number <= 42 then 1 else 0 end as is_left_out
  from scope s
  join scope_looked_after_listed l on l.quarter = s.quarter
  left join calendar until on until.day = l.list_day
  left join calendar started on started.day = l.start_date
  left join calendar visited on visited.day = l.last_visit_date
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and is_counted is null then 1 else 0 end) as unknown_count, sum(is_left_out) as left_out_count
from judged
group by quarter, basis, area_code
