/*---
measure: assessments-in-45-days-from-referral
version: 1
title: Assessments completed within 45 working days of the referral
numerator: assessments authorised in the period 0 to 45 working days after the referral that led to them
denominator: assessments authorised in the period
unit: percent
bases: [quarter, ytd]
polarity: high
needs: { annex-a: [assessment, referral] }
counts: events
sums: { windows: true, equal: { denominator: assessments-in-45-days.denominator } }
left_out: assessments counted from their own start, no referral being listed
not_compared: DfE counts from the start of the assessment, not from the referral.
source: Working Together to Safeguard Children
notes:
  - The referral is the latest of the child on or before the start, unless an earlier assessment has begun since it.
  - Where the returns list none, the days are counted from the start of the assessment, and how many is said.
---*/
with listed as (
  select a.return_no, a.row_no, a.area_code, a.child, a.start_date, a.authorisation_date,
         row_number() over (partition by a.return_no, a.child, a.start_date order by a.row_no desc) as place
  from annex_a__assessment a
  where a.return_no in (select return_no from scope_return where source = 'annex-a')
),

listed_assessment as (
  select return_no, row_no, area_code, child, start_date, authorisation_date,
         lag(start_date) over (partition by return_no, child order by start_date) as earlier_start_date
  from listed
  where place = 1
),

authorised_assessment as (
  select s.quarter, s.basis, a.return_no, a.row_no, a.area_code, a.child, a.start_date, a.authorisation_date,
         coalesce(a.earlier_start_date, '') as earlier_start_date,
         row_number() over (partition by s.quarter, s.basis, a.child, a.start_date order by r.recency desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.covers_to >= s.window_from
  join listed_assessment a on a.return_no = r.return_no and a.authorisation_date between r.covers_from and r.covers_to
  where a.authorisation_date between s.window_from and s.window_to
),

-- The same referral is in several returns: which of them count differs from quarter to quarter.
referral as (
  select distinct r.quarter, f.child, f.referral_date
  from scope_return r
  join annex_a__referral f on f.return_no = r.return_no
  where r.source = 'annex-a' and r.quarter in (select quarter from scope)
),

referred as (
  select a.quarter, a.basis, a.return_no, a.row_no, a.area_code, a.start_date, a.authorisation_date,
         max(f.referral_date) as referral_date
  from authorised_assessment a
  left join referral f on f.quarter = a.quarter and f.child = a.child
    and f.referral_date <= a.start_date and f.referral_date > a.earlier_start_date
  where a.place = 1
  group by a.quarter, a.basis, a.return_no, a.row_no, a.area_code, a.start_date, a.authorisation_date
)

select f.quarter, f.basis, f.area_code, 'all' as breakdown,
       sum(case when authorised.working_day_number - begun.working_day_number <= 45
                 and f.start_date <= f.authorisation_date then 1 else 0 end) as numerator,
       count(*) as denominator,
       sum(case when f.referral_date is null then 1 else 0 end) as left_out_count
from referred f
join calendar authorised on authorised.day = f.authorisation_date
left join calendar begun on begun.day = coalesce(f.referral_date, f.start_date)
group by f.quarter, f.basis, f.area_code
