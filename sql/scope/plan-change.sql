-- Child protection plans that began or ended, by source, as each return says that covers the day: a plan that several returns hold has a row of each,
-- and the newest in a window counts. The category is the first of a plan that began, the latest of one that ended.
-- Fills the temporary table scope_plan_change.
insert into scope_plan_change (quarter, source, recency, row_no, change, day, area_code, child, start_date, category)
with plan as (
  select r.quarter, r.source, r.recency, r.covers_from, r.covers_to, p.row_no, p.area_code, p.child, p.start_date, p.end_date,
         p.initial_category, p.latest_category
  from scope_return r
  join annex_a__cp_plan p on p.return_no = r.return_no
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, r.covers_from, r.covers_to, p.row_no, p.area_code, p.child, p.start_date, p.end_date,
         p.initial_category, p.latest_category
  from scope_return r
  join cin_census__cp_plan p on p.return_no = r.return_no
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, r.covers_from, r.covers_to, p.row_no, p.area_code, p.child, p.start_date, p.end_date,
         p.initial_category, p.latest_category
  from scope_return r
  join ssd__cp_plan p on p.return_no = r.return_no
  where r.source = 'ssd' and coalesce(p.is_other_authority, 'no') <> 'yes'
),

stated as (
  select quarter, source, recency, row_no, 'begun' as change, start_date as day, area_code, child, start_date, initial_category as category
  from plan
  where start_date between covers_from and covers_to
  union all
  select quarter, source, recency, row_no, 'ended', end_date, area_code, child, start_date, latest_category
  from plan
  where end_date between covers_from and covers_to
)

select quarter, source, recency, row_no, change, day, area_code, child, start_date,
       case category when 'NEG' then 'neglect' when 'PHY' then 'physical' when 'SAB' then 'sexual' when 'EMO' then 'emotional'
         when 'MUL' then 'multiple' else category end
from stated
