/*---
measure: contacts-that-became-referrals
version: 1
title: Contacts that became a referral within 5 working days
numerator: of those contacts, the ones followed by a referral of the child 0 to 5 working days later
denominator: contacts received in the period whose fifth working day is in it too
unit: percent
bases: [quarter, rolling12]
polarity: none
needs: { annex-a: [contact, referral] }
or_else: { ssd: [contact, cin_episode] }
counts: events
sums: { within: { denominator: contacts.numerator } }
left_out: contacts whose five working days weren't over at the period's end
source: Local; there is no national definition
notes:
  - The day of the contact is day 0. The limit is 5 working days (check; local).
  - A row that repeats child, day and source is one contact. A referral after two contacts counts for both.
---*/
with contact as (
  select s.quarter, s.basis, s.source, c.area_code, c.child, c.contact_date, s.window_to
  from scope s
  join scope_contact c on c.quarter = s.quarter and c.source = s.source and c.contact_date between s.window_from and s.window_to
),

referral as (
  select f.quarter, f.source, f.area_code, f.child, f.referral_date, d.working_day_number
  from scope_referral_stated f
  join calendar d on d.day = f.referral_date
),

followed as (
  select distinct c.quarter, c.basis, c.area_code, c.child, c.contact_date
  from contact c
  join calendar received on received.day = c.contact_date
  join referral f
    on f.quarter = c.quarter and f.source = c.source and f.area_code = c.area_code and f.child = c.child
   and f.referral_date >= c.contact_date
   and f.working_day_number - received.working_day_number <= 5
),

judged as (
  select c.quarter, c.basis, c.area_code,
         case when last_day.working_day_number - received.working_day_number >= 5 then 1 else 0 end as is_over,
         case when f.child is null then 0 else 1 end as became_referral
  from contact c
  join calendar received on received.day = c.contact_date
  join calendar last_day on last_day.day = c.window_to
  left join followed f
    on f.quarter = c.quarter and f.basis = c.basis and f.area_code = c.area_code and f.child = c.child
   and f.contact_date = c.contact_date
)

select quarter, basis, area_code, 'all' as breakdown, sum(is_over * became_referral) as numerator, sum(is_over) as denominator,
       sum(1 - is_over) as left_out_count
from judged
group by quarter, basis, area_code
