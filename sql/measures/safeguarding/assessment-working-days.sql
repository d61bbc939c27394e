/*---
measure: assessment-working-days
version: 1
title: Working days from the start of an assessment to its authorisation, mean
numerator: working days from the start, added over those assessments
denominator: assessments authorised in the period, on or after the day they started
unit: days
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [assessment] }
or_else: [{ cin-census: [assessment] }, { ssd: [cin_assessment] }]
counts: events
breakdowns: [distribution]
sums: { within: { denominator: assessments-without-a-service.denominator } }
unknown: assessments without a start, or dated as authorised before it
not_compared: Published tables give assessments by bands of working days, not their mean.
source: DfE, children in need census guide; the distribution is local
notes:
  - The start is day 0, as in the share completed within 45 working days.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with lasted as (
  select s.quarter, s.basis, a.area_code,
         case when a.start_date <= a.authorisation_date then authorised.working_day_number - started.working_day_number end as day_count
  from scope s
  join scope_assessment a on a.quarter = s.quarter and a.source = s.source and a.authorisation_date between s.window_from and s.window_to
  left join calendar authorised on authorised.day = a.authorisation_date
  left join calendar started on started.day = a.start_date
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
