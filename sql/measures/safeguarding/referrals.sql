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
counts: events
sums: { windows: true }
source: DfE, children in need census guide
---*/
with listed as (
  select s.quarter, s.basis, f.area_code,
         row_number() over (
           partition by s.quarter, s.basis, f.area_code, f.child, f.referral_date
           order by r.edition desc, f.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.speaks_from and r.speaks_to
  where f.referral_date between s.window_from and s.window_to
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from listed
where place = 1
group by quarter, basis, area_code
