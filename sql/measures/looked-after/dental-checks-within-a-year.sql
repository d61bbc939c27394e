/*---
measure: dental-checks-within-a-year
version: 1
title: Looked-after children with a dental check within 12 months
numerator: of those children, the ones whose latest dental check is within 12 months of the date
denominator: children looked after at the date for 12 months or more
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [looked_after] }
counts: people
sums: { equal: { denominator: health-assessments-within-a-year.denominator } }
unknown: children in care for 12 months or more of whom list 8 doesn't say when the latest dental check was
source: Local; Ofsted's Annex A, list 8
notes:
  - In-year, by list 8's latest date; the looked-after children return says it only at a year's end, by another rule.
  - The limit is local (check) and goes by date to the quarter's end, and that day itself is within.
  - Where the list was made after the quarter's end, a check between the two counts.
  - Children looked after at the date as list 8 has them, under 18 and without short breaks (V3, V4).
---*/
with judged as (
  select s.quarter, s.basis, l.area_code,
         case when l.dental_check_date >= s.a_year_before then 1 when l.dental_check_date is not null then 0 end as is_counted,
         0 as is_left_out
  from scope s
  join scope_looked_after_listed l on l.quarter = s.quarter and l.start_date <= s.a_year_before
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(is_counted, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and is_counted is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and is_counted is null then 1 else 0 end) as unknown_count
from judged
group by quarter, basis, area_code
