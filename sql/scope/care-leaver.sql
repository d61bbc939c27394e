-- Young people whom the looked-after children return lists among care leavers (OC3), whose 17th to 21st birthday lies in the financial
-- year so far: by quarter, with the age reached. Out are those who died or returned home, and those whose care another authority took
-- over (E3 at the end of the child's last period of care by that day). Who was looked after for 13 weeks since 14, some of it after 16, is the return's to say; where the returns hold every day
-- since the 14th birthday and show that it wasn't so (whichever day of its month the birthday was), is_owed_a_service is 0.
-- Fills the temporary table scope_care_leaver.
insert into scope_care_leaver (quarter, area_code, child, age, in_touch, activity, accommodation, is_owed_a_service)
with listed as (
  select s.quarter, s.quarter_end, s.month_number, c.area_code, c.child, c.in_touch, c.activity, c.accommodation,
         cast(substr(c.birth_month, 1, 4) as integer) as birth_year, substr(c.birth_month, 6, 2) as birth_month,
         cast(substr(s.year_start, 1, 4) as integer) * 12 + cast(substr(s.year_start, 6, 2) as integer) as from_number,
         row_number() over (partition by s.quarter, c.area_code, c.child order by c.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'ssda903' and r.is_current = 1
  join ssda903__care_leaver c on c.return_no = r.return_no
),

last_episode as (
  select l.quarter, e.area_code, e.child, e.end_date, e.end_reason, l.quarter_end,
         row_number() over (partition by l.quarter, e.area_code, e.child order by e.start_date desc) as place
  from listed l
  join scope_episode e on e.quarter = l.quarter and e.area_code = l.area_code and e.child = l.child and e.start_date <= l.quarter_end
  where l.place = 1
),

care_taken_over as (
  select quarter, area_code, child
  from last_episode
  where place = 1 and end_reason = 'E3' and end_date <= quarter_end
),

of_age as (
  select l.quarter, l.quarter_end, l.area_code, l.child, l.in_touch, l.activity, l.accommodation,
         (l.month_number - l.birth_year * 12 - cast(l.birth_month as integer)) / 12 as age,
         cast(l.birth_year + 14 as text) || '-' || l.birth_month || '-01' as fourteen_day,
         cast(l.birth_year + 16 as text) || '-' || l.birth_month || '-01' as sixteen_day
  from listed l
  left join care_taken_over t on t.quarter = l.quarter and t.area_code = l.area_code and t.child = l.child
  where l.place = 1 and t.child is null
    and (l.month_number - l.birth_year * 12 - cast(l.birth_month as integer)) / 12 between 17 and 21
    and l.month_number - (l.month_number - l.birth_year * 12 - cast(l.birth_month as integer)) % 12 >= l.from_number
    and coalesce(l.in_touch, '') not in ('DIED', 'RHOM')
),

-- Since when the returns hold every day to the quarter's end, no year between them missing.
history as (
  select r.quarter, min(r.covers_from) as begins, count(*) as return_count,
         sum(case when e.return_no is null and r.is_current = 0 then 1 else 0 end) as gap_count
  from scope_return r
  left join calendar last_day on last_day.day = r.covers_to
  left join calendar next_day on next_day.day_number = last_day.day_number + 1
  left join scope_return e on e.quarter = r.quarter and e.source = r.source and e.covers_from = next_day.day
  where r.source = 'ssda903'
  group by r.quarter
),

-- Days of care since the first of the month of the 14th birthday; the day of the end isn't counted.
cared_for as (
  select o.quarter, o.area_code, o.child, sum(ended.day_number - begun.day_number) as day_count,
         max(case when coalesce(e.end_date, o.quarter_end) >= o.sixteen_day then 1 else 0 end) as is_after_sixteen
  from of_age o
  join scope_episode e on e.quarter = o.quarter and e.area_code = o.area_code and e.child = o.child
    and coalesce(e.end_date, o.quarter_end) > o.fourteen_day and e.start_date <= o.quarter_end
  join calendar begun on begun.day = case when e.start_date < o.fourteen_day then o.fourteen_day else e.start_date end
  join calendar ended on ended.day = case when e.end_date <= o.quarter_end then e.end_date else o.quarter_end end
  group by o.quarter, o.area_code, o.child
)

select o.quarter, o.area_code, o.child, o.age, o.in_touch, o.activity, o.accommodation,
       case
         when h.gap_count > 0 or h.begins > o.fourteen_day then 1
         when coalesce(c.day_count, 0) >= 91 and c.is_after_sixteen = 1 then 1
         else 0
       end as is_owed_a_service
from of_age o
join history h on h.quarter = o.quarter
left join cared_for c on c.quarter = o.quarter and c.area_code = o.area_code and c.child = o.child
