-- Referrals of the twelve months to each quarter's end, by source, and whether the child had an earlier one in the year before: by the
-- council's own dates, and by list 3's counter where the dates don't reach and it may be trusted. Where Annex A's lists hold the whole
-- twelve months to the quarter's end, what neither shows is taken for a first referral, and is_assumed says so. Else it is unknown. Fills the temporary table scope_referral.
insert into scope_referral (quarter, source, area_code, child, referral_date, is_re_referral, is_by_counter, is_assumed)
with told as (
  select d.quarter, d.source, d.area_code, d.child, d.referral_date, d.has_earlier_by_dates, d.is_year_before_held, d.is_year_held,
         case when t.is_trusted = 1 then d.has_earlier_by_counter end as has_earlier_by_counter
  from scope_referral_dated d
  left join scope_referral_counter t on t.quarter = d.quarter and t.source = d.source
  where d.is_in_year = 1
)

select quarter, source, area_code, child, referral_date,
       case
         when has_earlier_by_dates = 1 then 1
         when is_year_before_held = 1 then 0
         when has_earlier_by_counter is not null then has_earlier_by_counter
         when is_year_held = 1 and source = 'annex-a' then 0
       end as is_re_referral,
       case
         when has_earlier_by_dates = 0 and is_year_before_held = 0 and has_earlier_by_counter is not null then 1
         else 0
       end as is_by_counter,
       case
         when has_earlier_by_dates = 0 and is_year_before_held = 0 and has_earlier_by_counter is null and is_year_held = 1
           and source = 'annex-a' then 1
         else 0
       end as is_assumed
from told
