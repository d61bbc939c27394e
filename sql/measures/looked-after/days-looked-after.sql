/*---
measure: days-looked-after
version: 1
title: Days in care of those who ceased to be looked after, mean
numerator: days from the start of the period of care to its end, added over those periods
denominator: periods of care that ended in the period, short breaks (V3, V4) left out
unit: days
bases: [rolling12]
polarity: none
needs: { annex-a: [looked_after] }
or_else: { ssda903: [episode, child] }
counts: people
breakdowns: [distribution]
sums: { within: { denominator: ceased-to-be-looked-after.numerator } }
unknown: periods of care that began before the returns show
not_compared: DfE publishes the average duration of each child's last period of care in the year, not of every period that ended.
source: DfE, children looked after (SSDA903) guide; the distribution is local
notes:
  - Annex A gives the first day of each period of care. The looked-after children return gives it only where the returns reach back to it; else the length isn't known.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with lasted as (
  select s.quarter, s.basis, p.area_code, ended.day_number - started.day_number as day_count
  from scope s
  join scope_care_period p on p.quarter = s.quarter and p.source = s.source and p.end_date between s.window_from and s.window_to
  left join calendar ended on ended.day = p.end_date
  left join calendar started on started.day = case when p.is_start_known = 1 then p.start_date end
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
