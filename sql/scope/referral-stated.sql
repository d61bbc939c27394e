-- Referrals by source, each child's of a day once, from the newest return that speaks for the day. Of the census and the SSD a referral is
-- the beginning of an episode. Fills the temporary table scope_referral_stated.
insert into scope_referral_stated (
  quarter, source, return_no, area_code, child, referral_date, referral_source, no_further_action, earlier_referral_count
)
with stated as (
  select r.quarter, r.source, r.recency, r.return_no, f.row_no, f.area_code, f.child, f.referral_date, f.referral_source,
         f.no_further_action, f.earlier_referral_count
  from scope_return r
  join annex_a__referral f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, r.return_no, f.row_no, f.area_code, f.child, f.referral_date, f.referral_source,
         f.no_further_action, cast(null as integer)
  from scope_return r
  join cin_census__episode f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, r.return_no, f.row_no, f.area_code, f.child, f.referral_date, f.referral_source,
         f.no_further_action, cast(null as integer)
  from scope_return r
  join ssd__cin_episode f on f.return_no = r.return_no and f.referral_date between r.covers_from and r.covers_to
  where r.source = 'ssd'
),

placed as (
  select quarter, source, return_no, area_code, child, referral_date, referral_source, no_further_action, earlier_referral_count,
         row_number() over (partition by quarter, source, area_code, child, referral_date order by recency desc, row_no desc) as place
  from stated
)

select quarter, source, return_no, area_code, child, referral_date, referral_source, no_further_action, earlier_referral_count
from placed
where place = 1
