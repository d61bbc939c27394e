-- Whether list 3's counter may fill what the dates can't say: not where it contradicts them on more than one row in twenty of those on
-- which the dates decide, and not where it says yes of more than half of at least five referrals without an earlier one in sight: such a
-- counter counts the referral in hand. Fills the temporary table scope_referral_counter.
insert into scope_referral_counter (quarter, source, is_trusted)
with compared as (
  select quarter, source, has_earlier_by_counter, has_earlier_by_dates, is_year_before_held
  from scope_referral_dated
  where has_earlier_by_counter is not null
),

tallied as (
  select quarter, source,
         sum(case when is_year_before_held = 1 and has_earlier_by_dates = 0 then 1 else 0 end) as decided_count,
         sum(case when is_year_before_held = 1 and has_earlier_by_dates = 0 and has_earlier_by_counter = 1 then 1 else 0 end)
           as contradicted_count,
         sum(case when has_earlier_by_dates = 0 then 1 else 0 end) as unseen_count,
         sum(case when has_earlier_by_dates = 0 and has_earlier_by_counter = 1 then 1 else 0 end) as unseen_yes_count
  from compared
  group by quarter, source
)

select quarter, source,
       case
         when contradicted_count * 20 > decided_count then 0
         when unseen_count >= 5 and unseen_yes_count * 2 > unseen_count then 0
         else 1
       end as is_trusted
from tallied
