-- Referrals of the twelve months to each quarter's end, each child's of a day once, from the newest return that speaks for it.
-- Fills the temporary table scope_referral.
insert into scope_referral (quarter, area_code, child, referral_date, earlier_referral_count)
with listed as (
  select s.quarter, f.area_code, f.child, f.referral_date, f.earlier_referral_count,
         row_number() over (
           partition by s.quarter, f.area_code, f.child, f.referral_date order by r.recency desc, f.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where f.referral_date > s.a_year_before and f.referral_date <= s.quarter_end
)

select quarter, area_code, child, referral_date, earlier_referral_count
from listed
where place = 1
