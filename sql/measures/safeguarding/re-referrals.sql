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
counts: events
sums: { windows: true, equal: { denominator: referrals.numerator } }
benchmark: re-referrals-percent
benchmark_row: { count: re-referrals, total: referrals }
source: DfE, children in need census guide
notes:
  - The earlier referrals are those that list 3 itself counts (check whether it leaves out the referral in hand).
---*/
select s.quarter, s.basis, f.area_code, 'all' as breakdown,
       sum(case when f.earlier_referral_count > 0 then 1 else 0 end) as numerator, count(*) as denominator
from scope s
join scope_referral f on f.quarter = s.quarter and f.referral_date between s.window_from and s.window_to
group by s.quarter, s.basis, f.area_code
