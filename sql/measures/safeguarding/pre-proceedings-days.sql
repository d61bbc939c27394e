/*---
measure: pre-proceedings-days
version: 1
title: Days in pre-proceedings, mean
numerator: days from the start to the end, added over those pre-proceedings
denominator: pre-proceedings that ended in the period, one on each child
unit: days
bases: [ytd]
polarity: none
needs: { cin-census: [pre_proceedings] }
counts: people
breakdowns: [distribution]
unknown: pre-proceedings that ended and whose start isn't known
begins: 2026-27-Q1
source: DfE, children in need census guide
notes:
  - In the census since that of 2027 (check). They begin with the start, else with the day on which the letter was sent, and end with the decision on the next step or the application to court, whichever comes first (check). Seven days are a week.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with listed as (
  select s.quarter, s.basis, s.window_from, s.window_to, p.area_code, p.child,
         coalesce(p.start_date, p.letter_sent_date) as begun_on,
         case
           when p.step_decision_date <= coalesce(p.court_application_date, p.step_decision_date) then p.step_decision_date
           else p.court_application_date
         end as ended_on
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'cin-census' and r.is_current = 1
  join cin_census__pre_proceedings p on p.return_no = r.return_no
),

ended as (
  select distinct quarter, basis, area_code, child, begun_on, ended_on
  from listed
  where ended_on between window_from and window_to
),

lasted as (
  select e.quarter, e.basis, e.area_code, ended.day_number - started.day_number as day_count
  from ended e
  left join calendar ended on ended.day = e.ended_on
  left join calendar started on started.day = e.begun_on
),

counted as (
  select quarter, basis, area_code, day_count,
         count(day_count) over (partition by quarter, basis, area_code) as known_count,
         count(*) over (partition by quarter, basis, area_code) as listed_count
  from lasted
),

placed as (
  select quarter, basis, area_code, day_count, known_count, listed_count,
         row_number() over (partition by quarter, basis, area_code order by day_count) as place
  from counted
  where day_count is not null
),

-- The days within which a tenth, and nine tenths, of them lie.
percentile as (
  select quarter, basis, area_code, 'tenth' as name, day_count
  from placed
  where place = (known_count + 9) / 10
  union all
  select quarter, basis, area_code, 'ninetieth', day_count
  from placed
  where place = (known_count * 9 + 9) / 10
)

select quarter, basis, area_code, 'all' as breakdown, coalesce(sum(day_count), 0) as numerator, count(day_count) as denominator,
       count(*) - count(day_count) as unknown_count
from counted
group by quarter, basis, area_code
union all
-- The one in the middle, or the mean of the two there.
select quarter, basis, area_code, 'distribution:median',
       (max(case when place = (known_count + 1) / 2 then day_count end) + max(case when place = (known_count + 2) / 2 then day_count end))
         * max(known_count) / 2,
       max(known_count), max(listed_count) - max(known_count)
from placed
group by quarter, basis, area_code
union all
select p.quarter, p.basis, p.area_code, 'distribution:' || e.name || '-percentile', e.day_count * count(*), count(*),
       max(p.listed_count) - max(p.known_count)
from percentile e
join placed p on p.quarter = e.quarter and p.basis = e.basis and p.area_code = e.area_code
where (e.name = 'tenth' and p.day_count <= e.day_count) or (e.name = 'ninetieth' and p.day_count >= e.day_count)
group by p.quarter, p.basis, p.area_code, e.name, e.day_count
