/*---
measure: child-protection-plans
version: 1
title: Children on child protection plans
numerator: children, unborn ones too, with a plan started on or before the date and no end date or one after it
denominator: null
unit: count
bases: [snapshot]
polarity: none
needs: { annex-a: [cp_plan] }
or_else: [{ cin-census: [cp_plan, child] }, { ssd: [cp_plan, person] }]
counts: people
sums:
  parts: [category, age, sex]
  flow: { in: child-protection-plans-begun.numerator, out: child-protection-plans-ended.numerator }
  matches:
    - { parts: ['age:5-to-9', 'age:10-to-15', 'age:16-and-over'], of: seen-alone-at-last-visit.denominator, are: [all] }
breakdowns: [category, age, sex]
benchmark: cpp-at-31-march
source: DfE, children in need census guide
notes:
  - The national tool (LAIT) gives the number no polarity; it gives low to the rate of plans that start. A council that sets one says so.
  - Not broken down by locality, since no return holds a child's address.
  - A plan that ends on the day is not open (check the DfE rule for 31 March).
---*/
with open_plan as (
  select s.quarter, s.basis, p.area_code, p.child, p.sex, p.category,
         s.month_number - cast(substr(p.birth_month, 1, 4) as integer) * 12
           - cast(substr(p.birth_month, 6, 2) as integer) as age_months,
         row_number() over (
           partition by s.quarter, s.basis, p.child order by p.start_date desc, p.row_no desc
         ) as place
  from scope s
  join scope_plan_listed p on p.quarter = s.quarter and p.source = s.source
  where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
),

child_on_plan as (
  select quarter, basis, area_code,
         coalesce(category, 'unknown') as category,
         coalesce(sex, 'unknown') as sex,
         case
           when age_months is null then 'unknown'
           when age_months < 0 then 'unborn'
           when age_months < 12 then 'under-1'
           when age_months < 60 then '1-to-4'
           when age_months < 120 then '5-to-9'
           when age_months < 192 then '10-to-15'
           else '16-and-over'
         end as age
  from open_plan
  where place = 1
)

select quarter, basis, area_code, 'all' as breakdown, count(*) as numerator, 1 as denominator
from child_on_plan
group by quarter, basis, area_code
union all
select quarter, basis, area_code, 'category:' || category as breakdown, count(*), 1
from child_on_plan
group by quarter, basis, area_code, category
union all
select quarter, basis, area_code, 'age:' || age as breakdown, count(*), 1
from child_on_plan
group by quarter, basis, area_code, age
union all
select quarter, basis, area_code, 'sex:' || sex as breakdown, count(*), 1
from child_on_plan
group by quarter, basis, area_code, sex
