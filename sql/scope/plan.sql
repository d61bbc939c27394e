-- Child protection plans through time, each from the newest return that lists it, with the child's plan before it as far as the returns
-- list one. A start is spoken for by the return that covers its day: is_start_covered is 0 of one that no return's days hold.
-- Fills the temporary table scope_plan.
insert into scope_plan (
  quarter, area_code, child, start_date, end_date, earlier_start_date, earlier_end_date, previous_plan_count, is_start_covered
)
with listed as (
  select s.quarter, p.area_code, p.child, p.start_date, p.end_date,
         row_number() over (
           partition by s.quarter, p.area_code, p.child, p.start_date order by r.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date <= r.covers_to
),

-- What the return says that speaks for the day of the start.
begun as (
  select s.quarter, p.area_code, p.child, p.start_date, p.previous_plan_count,
         row_number() over (
           partition by s.quarter, p.area_code, p.child, p.start_date order by r.recency desc, p.row_no desc
         ) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a'
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date between r.covers_from and r.covers_to
),

history as (
  select quarter, area_code, child, start_date, end_date,
         lag(start_date) over (partition by quarter, area_code, child order by start_date) as earlier_start_date,
         lag(end_date) over (partition by quarter, area_code, child order by start_date) as earlier_end_date
  from listed
  where place = 1
)

select h.quarter, h.area_code, h.child, h.start_date, h.end_date, h.earlier_start_date, h.earlier_end_date, b.previous_plan_count,
       case when b.child is null then 0 else 1 end as is_start_covered
from history h
left join begun b on b.quarter = h.quarter and b.area_code = h.area_code and b.child = h.child and b.start_date = h.start_date
  and b.place = 1
