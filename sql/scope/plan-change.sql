-- Child protection plans that began or ended, as each return says that covers the day: a plan that several returns hold has a row of each,
-- and the newest in a window counts. The category is the first of a plan that began, the latest of one that ended.
-- Fills the temporary table scope_plan_change.
insert into scope_plan_change (quarter, source, recency, row_no, change, day, area_code, child, start_date, category)
with stated as (
  select r.quarter, r.source, r.recency, p.row_no, 'begun' as change, p.start_date as day, p.area_code, p.child, p.start_date,
         p.initial_category as category
  from scope_case_return r
  join annex_a__cp_plan p on p.return_no = r.return_no and p.start_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, p.row_no, 'ended', p.end_date, p.area_code, p.child, p.start_date, p.latest_category
  from scope_case_return r
  join annex_a__cp_plan p on p.return_no = r.return_no and p.end_date between r.covers_from and r.covers_to
  where r.source = 'annex-a'
  union all
  select r.quarter, r.source, r.recency, p.row_no, 'begun', p.start_date, p.area_code, p.child, p.start_date, p.initial_category
  from scope_case_return r
  join cin_census__cp_plan p on p.return_no = r.return_no and p.start_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
  union all
  select r.quarter, r.source, r.recency, p.row_no, 'ended', p.end_date, p.area_code, p.child, p.start_date, p.latest_category
  from scope_case_return r
  join cin_census__cp_plan p on p.return_no = r.return_no and p.end_date between r.covers_from and r.covers_to
  where r.source = 'cin-census'
)

select quarter, source, recency, row_no, change, day, area_code, child, start_date,
       case category when 'NEG' then 'neglect' when 'PHY' then 'physical' when 'SAB' then 'sexual' when 'EMO' then 'emotional'
         when 'MUL' then 'multiple' else category end
from stated
