/*---
measure: referrals-no-further-action
version: 1
title: Referrals with no further action
numerator: of those referrals, the ones that led to no further action
denominator: referrals received in the period of which the return says whether they did
unit: percent
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [referral] }
or_else: [{ cin-census: [episode] }, { ssd: [cin_episode] }]
counts: events
sums: { parts: [source], windows: true, within: { denominator: referrals.numerator }, equal: { denominator: referrals-rate.numerator } }
breakdowns: [source]
unknown: referrals of which the return doesn't say whether they led to no further action
benchmark: referrals-no-further-action-percent
source: DfE, children in need census guide
notes:
  - A child's referrals of one day are one. By who referred, in the census's groups; housing (4), other legal agency (7), anonymous (9) and not known (10) are other.
---*/
with listed as (
  select s.quarter, s.basis, f.area_code,
         case f.no_further_action when 'yes' then 1 when 'no' then 0 end as is_without_action,
         case
           when substr(f.referral_source, 1, 1) = '1' and f.referral_source <> '10' then 'individual'
           when substr(f.referral_source, 1, 1) = '2' then 'school'
           when substr(f.referral_source, 1, 1) = '3' then 'health'
           when substr(f.referral_source, 1, 1) = '5' then 'council'
           when f.referral_source = '6' then 'police'
           else 'other'
         end as referred_by
  from scope s
  join scope_referral_stated f on f.quarter = s.quarter and f.source = s.source
    and f.referral_date between s.window_from and s.window_to
),

part as (
  select quarter, basis, area_code, 'all' as breakdown, is_without_action from listed
  union all
  select quarter, basis, area_code, 'source:' || referred_by, is_without_action from listed
)

select quarter, basis, area_code, breakdown, sum(coalesce(is_without_action, 0)) as numerator, count(is_without_action) as denominator,
       count(*) - count(is_without_action) as unknown_count
from part
group by quarter, basis, area_code, breakdown
