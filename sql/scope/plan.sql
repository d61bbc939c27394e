-- Child protection plans through time, by source, each from the newest return that lists it, with the child's plan before it as far as the
-- returns list one. A start is spoken for by the return that covers its day: is_start_covered is 0 of one that no return's days hold.
-- Fills the temporary table scope_plan.
insert into scope_plan (
  quarter, source, area_code, child, start_date, end_date, earlier_start_date, earlier_end_date, previous_plan_count, is_start_covered
)
with stated as (
  select r.quarter, r.source, r.recency, p.row_no, p.area_code, p.child, p.start_date, p.end_date, p.previous_plan_count,
         case when p.start_date >= r.covers_from then 1 else 0 end as is_covered
  from scope_return r
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date <= r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, p.row_no, p.area_code, p.child, p.start_date, p.end_date, p.previous_plan_count,
         case when p.start_date >= r.covers_from then 1 else 0 end
  from scope_return r
  join cin_census__cp_plan p on p.return_no = r.return_no and p.start_date <= r.covers_to
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, p.row_no, p.area_code, p.child, p.start_date, p.end_date, cast(null as integer),
         case when p.start_date >= r.covers_from then 1 else 0 end
  from scope_return r
  join ssd__cp_plan p on p.return_no = r.return_no and p.start_date <= r.covers_to
  where r.source = 'ssd' and coalesce(p.is_other_authority, 'no') <> 'yes'
),

listed as (
  select quarter, source, area_code, child, start_date, end_date,
         row_number() over (partition by quarter, source, area_code, child, start_date order by recency desc, row_no desc) as place
  from stated
),

-- What the return says that speaks for the day of the start.
begun as (
  select quarter, source, area_code, child, start_date, previous_plan_count,
         row_number() over (partition by quarter, source, area_code, child, start_date order by recency desc, row_no desc) as place
  from stated
  where is_covered = 1
),

history as (
  select quarter, source, area_code, child, start_date, end_date,
         lag(start_date) over (partition by quarter, source, area_code, child order by start_date) as earlier_start_date,
         lag(end_date) over (partition by quarter, source, area_code, child order by start_date) as earlier_end_date
  from listed
  where place = 1
)

select h.quarter, h.source, h.area_code, h.child, h.start_date, h.end_date, h.earlier_start_date, h.earlier_end_date,
       b.previous_plan_count, case when b.child is null then 0 else 1 end as is_start_covered
from history h
left join begun b on b.quarter = h.quarter and b.source = h.source and b.area_code = h.area_code and b.child = h.child
  and b.start_date = h.start_date and b.place = 1
