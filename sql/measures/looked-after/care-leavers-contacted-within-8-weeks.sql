/*---
measure: care-leavers-contacted-within-8-weeks
version: 1
title: Care leavers contacted within 8 weeks
numerator: of those young people, the ones whose latest contact was 0 to 56 days before the list's day
denominator: young people whom list 9 lists as relevant or former relevant
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [care_leaver] }
counts: people
sums: {}
unknown: young people of whom list 9 doesn't say when the latest contact was
source: Local; Ofsted's Annex A, list 9
notes:
  - The limit is eight weeks, 56 days (check; local), to the list's as-at date. Those who died or returned home are left out.
  - List 9 has this date since January 2024; from an older list all are unknown.
---*/
with listed as (
  select s.quarter, s.basis, r.as_at, c.area_code, c.latest_contact_date,
         row_number() over (partition by s.quarter, s.basis, c.area_code, c.child order by c.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__care_leaver c on c.return_no = r.return_no
  where c.eligibility in ('relevant', 'former-relevant') and coalesce(c.in_touch, '') not in ('DIED', 'RHOM')
),

judged as (
  select l.quarter, l.basis, l.area_code,
         case
           when until.day_number - held.day_number <= 56 and l.latest_contact_date <= l.as_at then 1
           when l.latest_contact_date <= l.as_at then 0
         end as is_in_time
  from listed l
  left join calendar until on until.day = l.as_at
  left join calendar held on held.day = l.latest_contact_date
  where l.place = 1
)

select quarter, basis, area_code, 'all' as breakdown, sum(coalesce(is_in_time, 0)) as numerator, count(is_in_time) as denominator,
       count(*) - count(is_in_time) as unknown_count
from judged
group by quarter, basis, area_code
