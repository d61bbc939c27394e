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
source: DfE, children in need census guide
notes:
  - The earlier referrals are those that list 3 itself counts (check whether it leaves out the referral in hand).
---*/
with listed as (
  select s.quarter, s.basis, f.area_code, f.earlier_referral_count,
         row_number() over (
           partition by s.quarter, s.basis, f.area_code, f.child, f.referral_date
           order by r.edition desc, f.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.speaks_from and r.speaks_to
  where f.referral_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when earlier_referral_count > 0 then 1 else 0 end) as numerator, count(*) as denominator
from listed
where place = 1
group by quarter, basis, area_code
