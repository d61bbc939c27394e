/*---
measure: child-protection-plan-days
version: 1
title: Days that child protection plans lasted, mean
numerator: days from the start to the end, both counted, added over those plans
denominator: plans ended in the period
unit: days
bases: [rolling12]
polarity: none
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan] }, { ssd: [cp_plan] }]
counts: people
breakdowns: [distribution]
sums: { within: { denominator: child-protection-plans-ended.numerator } }
unknown: plans whose start isn't known
not_compared: Published tables give plans by bands of their duration, not their mean.
source: DfE, children in need census guide; the distribution is local
notes:
  - Both ends count, so 730 days are two years.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with listed as (
  select s.quarter, s.basis, p.area_code, p.start_date, p.day as end_date,
         row_number() over (
           partition by s.quarter, s.basis, p.area_code, p.child, p.start_date order by p.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_plan_change p on p.quarter = s.quarter and p.source = s.source and p.change = 'ended'
    and p.day between s.window_from and s.window_to
),

lasted as (
  select p.quarter, p.basis, p.area_code, ended.day_number - started.day_number + 1 as day_count
  from listed p
  left join calendar ended on ended.day = p.end_date
  left join calendar started on started.day = p.start_date
  where p.place = 1
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
