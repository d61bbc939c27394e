/*---
measure: referred-a-year-ago
version: 1
title: Children referred a year ago, by what followed within 12 months
numerator: of those children, the ones with the outcome from the day of their first referral in that period to the same day a year later
denominator: children referred in the period of the same length that ended a year earlier
unit: percent
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [referral, assessment, cp_plan, looked_after] }
or_else:
  - { cin-census: [episode, assessment, cp_plan], ssda903: [episode, child] }
  - { ssd: [cin_episode, cin_assessment, cp_plan], ssda903: [episode, child] }
follows_months: 12
counts: people
breakdowns: [outcome]
parts_only: 'such as outcome:referred-again, outcome:assessed, outcome:on-a-plan or outcome:looked-after'
headline: outcome:referred-again
not_compared: No published table follows the children referred in a year.
source: Local; no national definition follows referrals of one year
notes:
  - Each child counts once, by its first referral in the period. One child may have several outcomes, so they add up to no total.
  - Referred again is a later referral. Assessed is an assessment authorised that began on the day or later. On a plan is a protection plan begun. Looked after is a period of care begun, short breaks (V3, V4) left out.
  - What had begun before the referral isn't counted as having followed it.
  - The census and the Standard Safeguarding Dataset take care from the looked-after children return. Where fewer than half of its children are in them, identifiers differ, and that part is not available.
---*/
with referred as (
  select s.quarter, s.basis, s.source, f.area_code, f.child, min(f.referral_date) as referral_date
  from scope s
  join scope_referral_stated f on f.quarter = s.quarter and f.source = s.source
    and f.referral_date between cast(cast(substr(s.window_from, 1, 4) as integer) - 1 as text) || substr(s.window_from, 5)
    and s.a_year_before
  group by s.quarter, s.basis, s.source, f.area_code, f.child
),

-- The same day a year later: 29 February of a common year sorts before 1 March.
cohort as (
  select quarter, basis, source, area_code, child, referral_date,
         cast(cast(substr(referral_date, 1, 4) as integer) + 1 as text) || substr(referral_date, 5) as a_year_later
  from referred
),

followed as (
  select distinct c.quarter, c.basis, c.area_code, c.child, 'referred-again' as outcome
  from cohort c
  join scope_referral_stated f on f.quarter = c.quarter and f.source = c.source and f.area_code = c.area_code and f.child = c.child
  where f.referral_date > c.referral_date and f.referral_date <= c.a_year_later
  union
  select distinct c.quarter, c.basis, c.area_code, c.child, 'assessed'
  from cohort c
  join scope_assessment a on a.quarter = c.quarter and a.source = c.source and a.area_code = c.area_code and a.child = c.child
  where a.start_date >= c.referral_date and a.authorisation_date <= c.a_year_later
  union
  select distinct c.quarter, c.basis, c.area_code, c.child, 'on-a-plan'
  from cohort c
  join scope_plan p on p.quarter = c.quarter and p.source = c.source and p.area_code = c.area_code and p.child = c.child
  where p.start_date between c.referral_date and c.a_year_later
  union
  select distinct c.quarter, c.basis, c.area_code, c.child, 'looked-after'
  from cohort c
  join scope_care_entry p on p.quarter = c.quarter and p.source = c.source and p.area_code = c.area_code and p.child = c.child
  where p.start_date between c.referral_date and c.a_year_later
),

possible as (
  select 'referred-again' as outcome
  union all
  select 'assessed'
  union all
  select 'on-a-plan'
  union all
  select 'looked-after'
)

select c.quarter, c.basis, c.area_code, 'outcome:' || o.outcome as breakdown, count(f.child) as numerator, count(*) as denominator,
       case when o.outcome = 'looked-after' and min(i.is_shared) = 0
         then 'The looked-after children return identifies children in another way, so it can''t be said which of them were looked after.'
       end as reason
from cohort c
cross join possible o
left join followed f on f.quarter = c.quarter and f.basis = c.basis and f.area_code = c.area_code and f.child = c.child
  and f.outcome = o.outcome
left join scope_shared_identifier i on i.quarter = c.quarter and i.source = c.source
group by c.quarter, c.basis, c.area_code, o.outcome
