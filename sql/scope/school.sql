-- Open state-funded schools of each quarter's file: a row a school and quarter, every authority. A school that the register says
-- closed before the file's date is left out. Its overall grade by three rules: the latest there is, whichever school it was given to (grade); to March 2018
-- not a predecessor's for a sponsor-led academy (grade_as_then); given only to the present URN (own_grade).
-- Fills the temporary table scope_school.
insert into scope_school (
  quarter, area_code, phase, type_group, row_no, urn, constituency, pupil_count, grade, grade_as_then, own_grade, is_not_judged,
  is_good_in_all_four, framework, quality_grade, behaviour_grade, personal_development_grade, leadership_grade, card_safeguarding,
  card_inclusion, card_curriculum_and_teaching, card_achievement, card_attendance_and_behaviour,
  card_personal_development_and_wellbeing, card_leadership_and_governance, card_early_years, card_post_16
)
with closed_school as (
  select r.quarter, g.urn, max(g.close_date) as close_date
  from scope_return r
  join school_register__school g on g.return_no = r.return_no
  where r.source = 'school-register' and r.is_current = 1 and g.close_date is not null
  group by r.quarter, g.urn
),

open_school as (
  select r.quarter, o.area_code, o.phase, o.row_no, o.urn, lower(coalesce(o.type, '')) as type, o.constituency, o.pupil_count, o.overall_grade,
         o.overall_outcome, o.grade_relates_to_urn, o.quality_grade, o.behaviour_grade, o.personal_development_grade,
         o.leadership_grade, o.ungraded_outcome, o.card_inspection_number, o.card_start_date, o.card_safeguarding, o.card_inclusion,
         o.card_curriculum_and_teaching, o.card_achievement, o.card_attendance_and_behaviour,
         o.card_personal_development_and_wellbeing, o.card_leadership_and_governance, o.card_early_years, o.card_post_16
  from scope_return r
  join ofsted_schools__school o on o.return_no = r.return_no
  left join closed_school c on c.quarter = r.quarter and c.urn = o.urn and c.close_date < r.as_at
  where r.source = 'ofsted-schools' and r.is_current = 1 and c.urn is null
)

select quarter, area_code, phase,
       case
         when type = '' then 'unknown'
         when type like '%academy%sponsor%' then 'academy-sponsor-led'
         when type like '%academy%' then 'academy-converter'
         when type like 'free school%' or type like 'university technical%' or type like 'studio%' then 'free-school'
         when type like 'non-maintained%' or type like 'city technology%' then 'other'
         when type like 'community%' or type like 'foundation%' or type like 'voluntary%' or type like '%nursery%'
           or type like 'pupil referral%' then 'maintained'
         else 'other'
       end as type_group,
       row_no, urn, constituency, pupil_count, overall_grade as grade,
       case when grade_relates_to_urn = 'no' and type like '%sponsor%' then null else overall_grade end as grade_as_then,
       case when grade_relates_to_urn = 'yes' then overall_grade end as own_grade,
       case when overall_outcome = 'not-judged' then 1 else 0 end as is_not_judged,
       case when quality_grade in (1, 2) and behaviour_grade in (1, 2)
             and personal_development_grade in (1, 2) and leadership_grade in (1, 2) then 1 else 0 end as is_good_in_all_four,
       case
         when card_inspection_number is not null or card_start_date is not null then 'report-card'
         when overall_outcome = 'not-judged' then 'key-judgements'
         when overall_grade between 1 and 4 then 'overall-grade'
         when ungraded_outcome is not null then 'ungraded-outcome'
         else 'nothing'
       end as framework,
       quality_grade, behaviour_grade, personal_development_grade, leadership_grade, card_safeguarding, card_inclusion,
       card_curriculum_and_teaching, card_achievement, card_attendance_and_behaviour, card_personal_development_and_wellbeing,
       card_leadership_and_governance, card_early_years, card_post_16
from open_school
order by quarter, area_code, phase, type_group, row_no
