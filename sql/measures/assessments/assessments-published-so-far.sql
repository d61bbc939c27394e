/*---
measure: assessments-published-so-far
version: 1
title: Annual performance assessments published so far, of the authorities assessed
numerator: authorities whose judgements of children's services and of the capacity to improve are published for the latest year
denominator: authorities with these judgements in the latest year or the year before
unit: percent
bases: [annual]
polarity: none
needs: { annual-assessments: [judgement] }
counts: judgements
breakdowns: [framework]
parts_only: 'such as framework:apa or framework:ilacs'
source: Local, from Ofsted's annual performance assessments
notes:
  - What is not published yet is still to come; who is assessed is taken from the year before.
  - Given for the latest year that the authority itself has, and only where others' assessments were received.
  - An annual performance assessment has no figure two years after its own.
---*/
with published as (
  select distinct s.quarter, s.basis, j.area_code, j.framework, j.year, j.judgement
  from scope s
  join scope_return r on r.quarter = s.quarter and r.source = 'annual-assessments'
  join annual_assessments__judgement j on j.return_no = r.return_no
  where coalesce(j.published_date, j.inspection_date, cast(j.year as text) || '-12-31') <= s.quarter_end
    and j.framework = 'apa' and j.judgement in ('childrens-services', 'capacity-to-improve')
    and j.grade_number is not null
),

assessed as (
  select quarter, basis, area_code, framework, year
  from published
  group by quarter, basis, area_code, framework, year
  having count(*) = 2
),

latest as (
  select quarter, basis, framework, max(year) as year
  from assessed
  group by quarter, basis, framework
),

authority as (
  select l.quarter, l.basis, l.framework, l.year, a.area_code,
         max(case when a.year = l.year then 1 else 0 end) as is_published
  from latest l
  join assessed a on a.quarter = l.quarter and a.basis = l.basis and a.framework = l.framework
    and a.year between l.year - 1 and l.year
  group by l.quarter, l.basis, l.framework, l.year, a.area_code
),

total as (
  select quarter, basis, framework, year, sum(is_published) as published_count, count(*) as authority_count
  from authority
  group by quarter, basis, framework, year
)

select t.quarter, t.basis, a.area_code, 'framework:' || t.framework as breakdown,
       t.published_count as numerator, t.authority_count as denominator,
       cast(t.year as text) || ' assessment' as note,
       case
         when s.calendar_year - t.year > 2
           then 'The latest assessment is of ' || cast(t.year as text) || ': historic, since it stands for two years.'
         when t.authority_count = 1 then 'The returns hold the judgements of no other authority.'
       end as reason
from total t
join scope s on s.quarter = t.quarter and s.basis = t.basis
join authority a on a.quarter = t.quarter and a.basis = t.basis and a.framework = t.framework
