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
or_else: { cin-census: [episode] }
counts: events
sums: { parts: [source], windows: true }
breakdowns: [source]
unknown: referrals of which the return doesn't say whether they led to no further action
benchmark: referrals-no-further-action-percent
source: DfE, children in need census guide
notes:
  - A child's referrals of one day are one. By who referred, in the census's groups; housing (4), other legal agency (7), anonymous (9) and not known (10) are other.
  - Where no Annex A has been received for the quarter, from the children in need census, and the figure says so.
---*/
with stated as (
  select r.quarter, r.source, r.recency, f.area_code, f.child, f.referral_date, f.referral_source, f.no_further_action, f.row_no
  from scope_case_return r
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, f.area_code, f.child, f.referral_date, f.referral_source, f.no_further_action, f.row_no
  from scope_case_return r
  join cin_census__episode f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
),

listed as (
  select s.quarter, s.basis, f.source, f.area_code,
         case f.no_further_action when 'yes' then 1 when 'no' then 0 end as is_without_action,
         case
           when substr(f.referral_source, 1, 1) = '1' and f.referral_source <> '10' then 'individual'
           when substr(f.referral_source, 1, 1) = '2' then 'school'
           when substr(f.referral_source, 1, 1) = '3' then 'health'
           when substr(f.referral_source, 1, 1) = '5' then 'council'
           when f.referral_source = '6' then 'police'
           else 'other'
         end as referred_by,
         row_number() over (
           partition by s.quarter, s.basis, f.area_code, f.child, f.referral_date order by f.recency desc, f.row_no desc
         ) as place
  from scope s
  join stated f on f.quarter = s.quarter and f.referral_date between s.window_from and s.window_to
),

part as (
  select quarter, basis, source, area_code, 'all' as breakdown, is_without_action from listed where place = 1
  union all
  select quarter, basis, source, area_code, 'source:' || referred_by, is_without_action from listed where place = 1
)

select quarter, basis, area_code, breakdown, sum(coalesce(is_without_action, 0)) as numerator, count(is_without_action) as denominator,
       count(*) - count(is_without_action) as unknown_count,
       case when min(source) = 'cin-census' then 'from the children in need census, since no Annex A has been received' end as note
from part
group by quarter, basis, area_code, breakdown
