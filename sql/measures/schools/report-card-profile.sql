/*---
measure: report-card-profile
version: 1
title: Report-card profile, schools at each grade of each evaluation area
numerator: open state-funded schools at the grade in the evaluation area
denominator: open state-funded schools with one of the five grades in the evaluation area
unit: percent
bases: [snapshot]
polarity: none
needs: { ofsted-schools: [school] }
uses: { school-register: [school] }
counts: schools
breakdowns: ['area,grade']
parts_only: 'such as "area:inclusion,grade:strong". Areas: inclusion, curriculum-and-teaching, achievement, attendance-and-behaviour, personal-development-and-wellbeing, leadership-and-governance, early-years, post-16. Grades: exceptional, strong, expected, needs-attention, urgent-improvement'
rolls_up: true
begins: 2025-26-Q3
source: Ofsted, state-funded schools inspections and outcomes
notes:
  - Inspections from 10 November 2025. Ofsted says that report cards and the old grades aren't directly comparable; never added to them.
  - A higher share is better at the grades expected, strong and exceptional, so a single grade's share has no polarity of its own.
not_from:
  - source: ofsted-schools
    layout: mi-*
    why: Report cards began on 10 November 2025; this file was made before they were published in it.
---*/
with evaluation_area as (
  select 'inclusion' as area
  union all select 'curriculum-and-teaching'
  union all select 'achievement'
  union all select 'attendance-and-behaviour'
  union all select 'personal-development-and-wellbeing'
  union all select 'leadership-and-governance'
  union all select 'early-years'
  union all select 'post-16'
),

card_grade as (
  select 'exceptional' as grade
  union all select 'strong'
  union all select 'expected'
  union all select 'needs-attention'
  union all select 'urgent-improvement'
),

graded as (
  select o.quarter, o.area_code, e.area,
         case e.area
           when 'inclusion' then o.card_inclusion
           when 'curriculum-and-teaching' then o.card_curriculum_and_teaching
           when 'achievement' then o.card_achievement
           when 'attendance-and-behaviour' then o.card_attendance_and_behaviour
           when 'personal-development-and-wellbeing' then o.card_personal_development_and_wellbeing
           when 'leadership-and-governance' then o.card_leadership_and_governance
           when 'early-years' then o.card_early_years
           when 'post-16' then o.card_post_16
         end as grade
  from scope_school o
  cross join evaluation_area e
),

area_figure as (
  select quarter, area_code, area, count(*) as denominator
  from graded
  where grade in (select grade from card_grade)
  group by quarter, area_code, area
),

grade_figure as (
  select quarter, area_code, area, grade, count(*) as numerator
  from graded
  where grade is not null
  group by quarter, area_code, area, grade
)

select s.quarter, s.basis, a.area_code, 'area:' || a.area || ',grade:' || g.grade as breakdown,
       coalesce(f.numerator, 0) as numerator, a.denominator
from area_figure a
join scope s on s.quarter = a.quarter
cross join card_grade g
left join grade_figure f on f.quarter = a.quarter and f.area_code = a.area_code
  and f.area = a.area and f.grade = g.grade
