-- Referrals of the two years to each quarter's end, by source, each child's of a day once; with what the dates say of an earlier referral
-- (on a day from one year before up to the day before), and what list 3's counter says.
-- The counter is of the child's last 12 months as the list was made. Where all of a child's rows have the same one it belongs to the
-- latest: what the dates show of that year is taken off, and only a rest says that an earlier one was before the first row.
-- Fills the temporary table scope_referral_dated.
insert into scope_referral_dated (
  quarter, source, area_code, child, referral_date, is_in_year, is_year_held, has_earlier_by_dates, is_year_before_held,
  has_earlier_by_counter
)
with listed as (
  select f.quarter, f.source, f.return_no, f.area_code, f.child, f.referral_date, f.earlier_referral_count,
         case when f.referral_date > s.a_year_before then 1 else 0 end as is_in_year,
         lag(f.referral_date) over (partition by f.quarter, f.source, f.area_code, f.child order by f.referral_date) as earlier_date,
         cast(cast(substr(f.referral_date, 1, 4) as integer) - 1 as text)
           || case when substr(f.referral_date, 5, 6) = '-02-29' then '-02-28' else substr(f.referral_date, 5, 6) end as a_year_earlier
  from scope s
  join scope_referral_stated f on f.quarter = s.quarter
  where f.referral_date > s.two_years_before and f.referral_date <= s.quarter_end
),

-- Since when the returns hold every day to the quarter's end.
held as (
  select r.quarter, r.source, max(r.covers_from) as held_from, max(begun.day) as year_from
  from scope_return r
  join scope s on s.quarter = r.quarter
  join calendar before_it on before_it.day = s.a_year_before
  join calendar begun on begun.day_number = before_it.day_number + 1
  left join calendar first_day on first_day.day = r.covers_from
  left join calendar day_before on day_before.day_number = first_day.day_number - 1
  left join scope_return e on e.quarter = r.quarter and e.source = r.source and e.covers_to = day_before.day
  where e.return_no is null
  group by r.quarter, r.source
),

child_of_return as (
  select quarter, source, return_no, area_code, child, max(referral_date) as latest_date, max(a_year_earlier) as a_year_earlier,
         max(earlier_referral_count) as latest_count
  from listed
  group by quarter, source, return_no, area_code, child
  having count(*) > 1 and count(earlier_referral_count) = count(*) and min(earlier_referral_count) = max(earlier_referral_count)
),

counter_of_child as (
  select c.quarter, c.source, c.return_no, c.area_code, c.child, c.latest_count - count(e.referral_date) as unseen_count
  from child_of_return c
  left join listed e on e.quarter = c.quarter and e.source = c.source and e.area_code = c.area_code and e.child = c.child
    and e.referral_date < c.latest_date and e.referral_date >= c.a_year_earlier
  group by c.quarter, c.source, c.return_no, c.area_code, c.child, c.latest_count
)

select l.quarter, l.source, l.area_code, l.child, l.referral_date, l.is_in_year,
       case when h.held_from <= h.year_from then 1 else 0 end as is_year_held,
       case when l.earlier_date >= l.a_year_earlier then 1 else 0 end as has_earlier_by_dates,
       case when h.held_from <= l.a_year_earlier then 1 else 0 end as is_year_before_held,
       case
         when c.unseen_count is not null and c.unseen_count > 0 then 1
         when c.unseen_count is not null then 0
         when l.earlier_referral_count > 0 then 1
         when l.earlier_referral_count = 0 then 0
       end as has_earlier_by_counter
from listed l
join held h on h.quarter = l.quarter and h.source = l.source
left join counter_of_child c on c.quarter = l.quarter and c.return_no = l.return_no and c.area_code = l.area_code
  and c.child = l.child
