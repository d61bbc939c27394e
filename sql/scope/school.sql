-- Open state-funded schools of each quarter's file: a row a school and quarter, every authority. A school that the register says
-- closed before the file's date is left out. Fills the temporary table scope_school, which all measures of schools read.
insert into scope_school (
  quarter, area_code, phase, row_no, urn, type, pupil_count, overall_grade, overall_outcome, grade_relates_to_urn,
  quality_grade, behaviour_grade, personal_development_grade, leadership_grade, ungraded_outcome, has_report_card,
  card_safeguarding, card_inclusion, card_curriculum_and_teaching, card_achievement, card_attendance_and_behaviour,
  card_personal_development_and_wellbeing, card_leadership_and_governance, card_early_years, card_post_16
)
with closed_school as (
  select r.quarter, g.urn, max(g.close_date) as close_date
  from scope_return r
  join school_register__school g on g.return_no = r.return_no
  where r.source = 'school-register' and r.is_current = 1 and g.close_date is not null
  group by r.quarter, g.urn
)

select r.quarter, o.area_code, o.phase, o.row_no, o.urn, o.type, o.pupil_count, o.overall_grade, o.overall_outcome,
       o.grade_relates_to_urn, o.quality_grade, o.behaviour_grade, o.personal_development_grade, o.leadership_grade,
       o.ungraded_outcome,
       case when o.card_inspection_number is null and o.card_start_date is null then 0 else 1 end as has_report_card,
       o.card_safeguarding, o.card_inclusion, o.card_curriculum_and_teaching, o.card_achievement,
       o.card_attendance_and_behaviour, o.card_personal_development_and_wellbeing, o.card_leadership_and_governance,
       o.card_early_years, o.card_post_16
from scope_return r
join ofsted_schools__school o on o.return_no = r.return_no
left join closed_school c on c.quarter = r.quarter and c.urn = o.urn and c.close_date < r.as_at
where r.source = 'ofsted-schools' and r.is_current = 1 and c.urn is null
order by r.quarter, o.area_code, o.phase, o.row_no
