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
counts: events
sums: { within: { denominator: contacts.numerator } }
left_out: contacts whose five working days weren't over at the period's end
source: Local; there is no national definition
notes:
  - The day of the contact is day 0. The limit is 5 working days (check; local).
  - A row that repeats child, day and source is one contact. A referral after two contacts counts for both.
---*/
with contact as (
  select s.quarter, s.basis, c.area_code, c.child, c.contact_date, s.window_to,
         row_number() over (
           partition by s.quarter, s.basis, c.area_code, c.child, c.contact_date,
             coalesce(c.contact_source, 'row ' || cast(c.row_no as text))
           order by r.recency desc, c.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__contact c on c.return_no = r.return_no and c.contact_date between r.covers_from and r.covers_to
  where c.contact_date between s.window_from and s.window_to
),

happened as (
  select quarter, basis, area_code, child, contact_date as day, window_to, null as referral_date
  from contact
  where place = 1
  union all
  select s.quarter, s.basis, f.area_code, f.child, f.referral_date, s.window_to, f.referral_date
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
),

-- The window's frame ends with all of the day's rows, so a referral of the same day follows its contact.
followed as (
  select quarter, basis, area_code, day, window_to, referral_date,
         min(referral_date) over (partition by quarter, basis, area_code, child order by day desc) as next_referral_date
  from happened
),

judged as (
  select c.quarter, c.basis, c.area_code,
         case when last_day.working_day_number - received.working_day_number >= 5 then 1 else 0 end as is_over,
         case when referred.working_day_number - received.working_day_number <= 5 then 1 else 0 end as became_referral
  from followed c
  join calendar received on received.day = c.day
  join calendar last_day on last_day.day = c.window_to
  left join calendar referred on referred.day = c.next_referral_date
  where c.referral_date is null
)

select quarter, basis, area_code, 'all' as breakdown, sum(is_over * became_referral) as numerator, sum(is_over) as denominator,
       sum(1 - is_over) as left_out_count
from judged
group by quarter, basis, area_code
