/*---
measure: adoption-entry-to-placement-days
version: 1
title: Days from entering care to moving in with the adoptive family (A10), mean
numerator: days from entering care to moving in with the adopters, added over those children
denominator: children adopted in the period (REC E11, E12) of whom both days are known
unit: days
bases: [rolling36, rolling12]
polarity: low
needs: { ssda903: [episode, adoption] }
uses: { annex-a: [adoption] }
counts: people
sums: { within: { denominator: adoptions.numerator } }
breakdowns: [distribution]
unknown: adopted children whose entry to care or placement the returns don't give
source: DfE, adoption scorecards (A10)
notes:
  - Moving in is the first episode in A3 to A6; where the child's foster carers adopt (FOSTER_CARE 1), the start of that foster placement.
  - An entry to care from before the returns is taken from Annex A's list 10; a child without one is left out, and counted.
  - Of the distribution, half lasted no longer than the median. A tenth lasted no longer than the tenth percentile, a tenth as long as the ninetieth or longer. A percentile rests on those as far out as it, so it is shown only where they are not too few.
---*/
with lasted as (
  select s.quarter, s.basis, a.area_code, placed.day_number - entered.day_number as day_count
  from scope s
  join scope_adopted a on a.quarter = s.quarter and a.adopted_day between s.window_from and s.window_to
  left join calendar entered on entered.day = a.entered_day
  left join calendar placed on placed.day = a.placed_day
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
