-- Open schools that are alike in all that the measures of shares look at, counted by part: each school is once in all, phase, type and
-- phase and type together, and those of the council's own area once in the part of a parliamentary constituency that is in it.
-- Fills the temporary table scope_school_part.
insert into scope_school_part (
  quarter, area_code, parted_by, breakdown, grade, grade_as_then, own_grade, is_not_judged, is_good_in_all_four, card_safeguarding,
  school_count, pupil_count, schools_without_pupil_count
)
with alike as (
  select quarter, area_code, phase, type_group, grade, grade_as_then, own_grade, is_not_judged, is_good_in_all_four, card_safeguarding,
         count(*) as school_count, sum(coalesce(pupil_count, 0)) as pupil_count,
         sum(case when pupil_count is null then 1 else 0 end) as schools_without_pupil_count
  from scope_school
  group by quarter, area_code, phase, type_group, grade, grade_as_then, own_grade, is_not_judged, is_good_in_all_four,
           card_safeguarding
),

part as (
  select 'all' as parted_by
  union all select 'phase'
  union all select 'type'
  union all select 'phase,type'
)

select a.quarter, a.area_code, p.parted_by,
       case p.parted_by
         when 'all' then 'all'
         when 'phase' then 'phase:' || a.phase
         when 'type' then 'type:' || a.type_group
         else 'phase:' || a.phase || ',type:' || a.type_group
       end as breakdown,
       a.grade, a.grade_as_then, a.own_grade, a.is_not_judged, a.is_good_in_all_four, a.card_safeguarding,
       a.school_count, a.pupil_count, a.schools_without_pupil_count
from alike a
cross join part p
union all
select o.quarter, o.area_code, 'locality', 'locality:' || o.constituency, o.grade, o.grade_as_then, o.own_grade, o.is_not_judged,
       o.is_good_in_all_four, o.card_safeguarding, 1, coalesce(o.pupil_count, 0), case when o.pupil_count is null then 1 else 0 end
from scope_authority a
join scope_school o on o.area_code = a.area_code
where o.constituency is not null
