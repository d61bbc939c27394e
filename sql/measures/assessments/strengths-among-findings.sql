/*---
measure: strengths-among-findings
version: 1
title: Strengths among the findings of the latest assessment
numerator: strengths
denominator: strengths and areas for improvement
unit: percent
bases: [annual]
polarity: high
needs: { annual-assessments: [finding] }
counts: judgements
breakdowns: [framework]
parts_only: 'such as framework:apa or framework:ilacs'
source: Local, from the letters of the assessments
notes:
  - Findings as the return lists them; aspects for next time are neither.
  - An assessment that is historic (an annual performance assessment after two years, an inspection after six) has no figure.
---*/
with listed as (
  select s.quarter, s.basis, s.calendar_year, f.area_code, f.framework, f.year, f.kind, r.recency,
         max(f.year) over (partition by s.quarter, s.basis, f.area_code, f.framework) as latest_year,
         max(r.recency) over (partition by s.quarter, s.basis, f.area_code, f.framework, f.year) as latest_recency
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__finding f on f.return_no = r.return_no
  where f.year <= s.calendar_year
)

select quarter, basis, area_code, 'framework:' || framework as breakdown,
       sum(case when kind = 'strength' then 1 else 0 end) as numerator, count(*) as denominator,
       cast(latest_year as text) || ' assessment' as note,
       case
         when framework = 'apa' and calendar_year - latest_year > 2
           then 'The latest findings are of ' || cast(latest_year as text) || ': historic, since they stand for two years.'
         when calendar_year - latest_year > 6
           then 'The latest findings are of ' || cast(latest_year as text) || ': historic, since they stand for six years.'
       end as reason
from listed
where year = latest_year and recency = latest_recency and kind in ('strength', 'area-for-improvement')
group by quarter, basis, calendar_year, area_code, framework, latest_year
