/*---
measure: assessment-factors
version: 1
title: Factors found at the end of assessments, per 10,000 children
numerator: episodes of need in which an assessment authorised in the period found the factor, each once
denominator: children aged 0 to 17
unit: rate_per_10000
bases: [ytd, rolling12]
polarity: none
needs: { cin-census: [episode, assessment, factor], population: [estimate] }
counts: events
breakdowns: [factor]
sums: { grows: [numerator] }
part_benchmarks:
  factor:3a: factor-domestic-abuse-child-rate
  factor:3b: factor-domestic-abuse-parent-rate
  factor:3c: factor-domestic-abuse-person-rate
  factor:4a: factor-mental-health-child-rate
  factor:4b: factor-mental-health-parent-rate
  factor:1b: factor-alcohol-misuse-parent-rate
  factor:2b: factor-drug-misuse-parent-rate
  factor:7a: factor-young-carer-rate
  factor:10a: factor-going-missing-rate
  factor:11a: factor-child-sexual-exploitation-rate
  factor:12a: factor-trafficking-rate
  factor:13a: factor-gangs-rate
  factor:15a: factor-self-harm-rate
  factor:16a: factor-neglect-rate
  factor:17a: factor-emotional-abuse-rate
  factor:18a: factor-physical-abuse-unknown-rate
  factor:18b: factor-physical-abuse-child-on-child-rate
  factor:18c: factor-physical-abuse-adult-on-child-rate
  factor:19a: factor-sexual-abuse-unknown-rate
  factor:19b: factor-sexual-abuse-child-on-child-rate
  factor:19c: factor-sexual-abuse-adult-on-child-rate
  factor:23a: factor-faith-linked-abuse-rate
  factor:24a: factor-child-criminal-exploitation-rate
source: DfE, children in need census guide; population ONS
breaks:
  - from: 2020-21-Q1
    parts: [factor:18a, factor:19a]
    why: Since the census of 2021 physical and sexual abuse are separated by who did it (18B, 18C, 19B, 19C), so 18A and 19A hold fewer and fewer of them.
part_quarters:
  - parts: [factor:18b, factor:18c, factor:19b, factor:19c]
    from: 2020-21-Q1
    why: The census has this factor since 2021; before, 18A and 19A didn't say who did it.
  - parts: [factor:24a]
    from: 2021-22-Q1
    why: The census has this factor since 2022.
  - parts: [factor:18a, factor:19a]
    until: 2023-24-Q4
    why: The factor ended; since the census of 2021 others say who did it (18B, 18C, 19B, 19C).
notes:
  - An episode counts once for each factor, however many of its assessments found it. All is episodes with any factor.
  - 18A and 19A on one side and B and C on the other are never one series. DfE's table for England has 2,090 of 18A in 2024 and none in 2025; the list of codes still has it (check).
  - A factor that the return gives by a code nobody knows is in none of the factors; the figure says how many episodes have one.
  - The rate since 1 April is of the days so far; only at the end of March is it a year's.
---*/
with found as (
  select distinct s.quarter, s.basis, f.area_code, f.child, coalesce(f.referral_date, f.episode, '') as episode,
         lower(f.factor) as factor
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'cin-census'
  join cin_census__factor f on f.return_no = r.return_no and f.authorised_date between r.covers_from and r.covers_to
  where f.authorised_date between s.window_from and s.window_to
),

part as (
  select distinct quarter, basis, area_code, child, episode, 'all' as breakdown
  from found
  union all
  select quarter, basis, area_code, child, episode, 'factor:' || factor
  from found
  where factor is not null
),

counted as (
  select quarter, basis, area_code, breakdown, count(*) as episode_count
  from part
  group by quarter, basis, area_code, breakdown
),

unknown as (
  select quarter, basis, area_code, count(*) as episode_count
  from found
  where factor is null
  group by quarter, basis, area_code
),

wanted as (
  select distinct breakdown from counted
  union
  select 'all'
)

select s.quarter, s.basis, a.area_code, w.breakdown, coalesce(c.episode_count, 0) as numerator, p.people_count as denominator,
       p.population_year, p.released_on as population_released_on,
       'episodes with a factor of a code that nobody knows: ' || cast(u.episode_count as text) as note
from scope s
cross join scope_authority a
cross join wanted w
left join counted c on c.quarter = s.quarter and c.basis = s.basis and c.area_code = a.area_code and c.breakdown = w.breakdown
left join unknown u on u.quarter = s.quarter and u.basis = s.basis and u.area_code = a.area_code
left join scope_population p on p.quarter = s.quarter and p.area_code = a.area_code
