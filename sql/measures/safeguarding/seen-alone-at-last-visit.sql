/*---
measure: seen-alone-at-last-visit
version: 1
title: Children on protection plans seen alone at the last visit
numerator: of those children, the ones seen alone at the last statutory visit
denominator: children of five or over with a plan open at the date, less those of whom list 7 says that it wasn't appropriate
unit: percent
bases: [snapshot]
polarity: high
needs: { annex-a: [cp_plan] }
counts: people
sums: { within: { denominator: child-protection-plans.numerator } }
unknown: children of five or over of whom list 7 doesn't say whether they were seen alone
left_out: children under five, and those of whom list 7 says that it wasn't appropriate
source: Local; Ofsted's Annex A, list 7
notes:
  - A child whose month of birth isn't known is taken for one of five or over.
---*/
with open_plan as (
  select s.quarter, s.basis, p.area_code, p.seen_alone,
         s.month_number - cast(substr(p.birth_month, 1, 4) as integer) * 12
           - cast(substr(p.birth_month, 6, 2) as integer) as age_months,
         row_number() over (partition by s.quarter, s.basis, p.area_code, p.child order by p.start_date desc, p.row_no desc) as place
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annex-a' and r.is_current = 1
  join annex_a__cp_plan p on p.return_no = r.return_no
  where p.start_date <= s.quarter_end and (p.end_date is null or p.end_date > s.quarter_end)
),

judged as (
  select quarter, basis, area_code, case seen_alone when 'yes' then 1 when 'no' then 0 end as was_alone,
         case when age_months < 60 or seen_alone = 'not-appropriate' then 1 else 0 end as is_left_out
  from open_plan
  where place = 1
)

select quarter, basis, area_code, 'all' as breakdown,
       sum(case when is_left_out = 0 then coalesce(was_alone, 0) else 0 end) as numerator,
       sum(case when is_left_out = 0 and was_alone is not null then 1 else 0 end) as denominator,
       sum(case when is_left_out = 0 and was_alone is null then 1 else 0 end) as unknown_count, sum(is_left_out) as left_out_count
from judged
group by quarter, basis, area_code
