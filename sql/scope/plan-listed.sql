-- Child protection plans as the quarter's own return of each source lists them, with the child's latest review after the plan's start (the
-- one on it is the conference that began it). Fills the temporary table scope_plan_listed.
insert into scope_plan_listed (
  quarter, source, row_no, area_code, child, sex, birth_month, start_date, end_date, category, latest_review_date
)
with census_child as (
  select r.return_no, c.area_code, c.child, max(c.sex) as sex, max(coalesce(c.birth_month, c.expected_birth_month)) as birth_month
  from scope_return r
  join cin_census__child c on c.return_no = r.return_no
  where r.source = 'cin-census' and r.is_current = 1
  group by r.return_no, c.area_code, c.child
),

census_review as (
  select r.return_no, v.area_code, v.child, v.plan_start_date, max(v.review_date) as latest_review_date
  from scope_return r
  join cin_census__review v on v.return_no = r.return_no and v.review_date <= r.covers_to
  where r.source = 'cin-census' and r.is_current = 1
  group by r.return_no, v.area_code, v.child, v.plan_start_date
),

person as (
  select r.return_no, c.area_code, c.child, max(c.sex) as sex, max(coalesce(c.birth_month, c.expected_birth_month)) as birth_month
  from scope_return r
  join ssd__person c on c.return_no = r.return_no
  where r.source = 'ssd' and r.is_current = 1
  group by r.return_no, c.area_code, c.child
),

dataset_review as (
  select r.return_no, v.area_code, v.child, v.plan, max(v.review_date) as latest_review_date
  from scope_return r
  join ssd__cp_review v on v.return_no = r.return_no and v.review_date <= r.covers_to
  where r.source = 'ssd' and r.is_current = 1
  group by r.return_no, v.area_code, v.child, v.plan
),

listed as (
  select r.quarter, r.source, p.row_no, p.area_code, p.child, p.sex, p.birth_month, p.start_date, p.end_date,
         p.latest_category as category, p.latest_review_date
  from scope_return r
  join annex_a__cp_plan p on p.return_no = r.return_no
  where r.source = 'annex-a' and r.is_current = 1
  union all
  select r.quarter, r.source, p.row_no, p.area_code, p.child, c.sex, c.birth_month, p.start_date, p.end_date, p.latest_category,
         v.latest_review_date
  from scope_return r
  join cin_census__cp_plan p on p.return_no = r.return_no
  left join census_child c on c.return_no = p.return_no and c.area_code = p.area_code and c.child = p.child
  left join census_review v on v.return_no = p.return_no and v.area_code = p.area_code and v.child = p.child
    and v.plan_start_date = p.start_date
  where r.source = 'cin-census' and r.is_current = 1
  union all
  select r.quarter, r.source, p.row_no, p.area_code, p.child, c.sex, c.birth_month, p.start_date, p.end_date, p.latest_category,
         v.latest_review_date
  from scope_return r
  join ssd__cp_plan p on p.return_no = r.return_no
  left join person c on c.return_no = p.return_no and c.area_code = p.area_code and c.child = p.child
  left join dataset_review v on v.return_no = p.return_no and v.area_code = p.area_code and v.child = p.child and v.plan = p.plan
  where r.source = 'ssd' and r.is_current = 1 and coalesce(p.is_other_authority, 'no') <> 'yes'
)

select quarter, source, row_no, area_code, child, sex, birth_month, start_date, end_date,
       case category when 'NEG' then 'neglect' when 'PHY' then 'physical' when 'SAB' then 'sexual' when 'EMO' then 'emotional'
         when 'MUL' then 'multiple' else category end,
       case when latest_review_date > start_date then latest_review_date end
from listed
