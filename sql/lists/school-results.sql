-- The latest results of each open school of the authority: what was published in the quarter, and what is below good.
select s.window_from, s.window_to, o.urn, o.name, o.phase, o.pupil_count, o.overall_grade, o.overall_outcome,
       o.quality_grade, o.behaviour_grade, o.personal_development_grade, o.leadership_grade,
       o.graded_start_date, o.graded_publication_date, o.ungraded_date, o.ungraded_publication_date, o.ungraded_outcome,
       o.previous_overall_grade, o.card_start_date, o.card_publication_date, o.card_safeguarding,
       o.card_inclusion, o.card_curriculum_and_teaching, o.card_achievement, o.card_attendance_and_behaviour,
       o.card_personal_development_and_wellbeing, o.card_leadership_and_governance, o.card_early_years, o.card_post_16
from scope s
join scope_return r on r.quarter = s.quarter and r.source = 'ofsted-schools' and r.is_current = 1
join ofsted_schools__school o on o.return_no = r.return_no
join scope_authority a on a.area_code = o.area_code
