/*---
measure: re-referrals
version: 1
title: Re-referrals within 12 months
numerator: referrals received in the period where the same child had one in the 12 months before
denominator: referrals received in the period
unit: percent
bases: [ytd, rolling12]
polarity: low
needs: { annex-a: [referral] }
or_else: [{ cin-census: [episode] }, { ssd: [cin_episode] }]
counts: events
sums: { windows: true, within: { denominator: referrals.numerator }, equal: { denominator: referrals-rate.numerator } }
unknown: referrals of which the returns don't say whether the child had one in the 12 months before
benchmark: re-referrals-percent
source: DfE, children in need census guide
notes:
  - An earlier referral is one on a day from one year before up to the day before, by the council's own referral dates wherever the returns hold them.
  - List 3's counter fills only what the dates don't reach, and not where it contradicts them or plainly counts the referral in hand.
  - Of the census and the SSD a referral is the beginning of an episode. They have no counter, so they must hold the year before too.
  - Where Annex A's lists hold the 12 months to the quarter's end and neither says more, a child's first referral in them counts as a first one. The figure is then the least that it can be, and is printed "at least".
---*/
with counted as (
  select s.quarter, s.basis, f.area_code, sum(coalesce(f.is_re_referral, 0)) as numerator, count(f.is_re_referral) as denominator,
         count(*) - count(f.is_re_referral) as unknown_count, sum(f.is_by_counter) as counter_count, sum(f.is_assumed) as assumed_count
  from scope s
  join scope_referral f on f.quarter = s.quarter and f.source = s.source and f.referral_date between s.window_from and s.window_to
  group by s.quarter, s.basis, f.area_code
)

select quarter, basis, area_code, 'all' as breakdown, numerator, denominator, unknown_count, assumed_count,
       case
         when assumed_count > 0 and counter_count > 0
           then 'at least: the returns do not hold the year before every referral; list 3 fills part of it'
         when assumed_count > 0 then 'at least: the returns do not hold the year before every referral'
         when counter_count > 0 then 'in part by the counter of list 3, where the returns do not hold the year before'
       end as note
from counted
