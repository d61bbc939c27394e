/*---
measure: referrals
version: 1
title: Referrals received
numerator: referrals received in the period, those that led to no further action included
denominator: null
unit: count
bases: [quarter, ytd]
polarity: none
needs: { annex-a: [referral] }
or_else: [{ cin-census: [episode] }, { ssd: [cin_episode] }]
counts: events
sums: { windows: true }
benchmark: referrals-in-year
source: DfE, children in need census guide
---*/
select s.quarter, s.basis, f.area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from scope s
join scope_referral f on f.quarter = s.quarter and f.source = s.source and f.referral_date between s.window_from and s.window_to
group by s.quarter, s.basis, f.area_code
