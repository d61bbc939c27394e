-- Ofsted's school inspections.

create table ofsted_schools__school (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  urn text not null,
  laestab text,
  name text not null,
  phase text not null,               -- nursery, primary, secondary, special, alternative-provision, all-through, sixteen-plus
  type text,
  pupil_count integer,
  overall_grade integer,             -- 1 to 4, null where no such grade
  overall_outcome text,              -- graded, not-judged, no-grade (9, 8, 0); null where the file says nothing
  category_of_concern text,
  quality_grade integer,
  behaviour_grade integer,
  personal_development_grade integer,
  leadership_grade integer,
  early_years_grade integer,
  sixth_form_grade integer,
  outcomes_grade integer,            -- to 2019
  teaching_grade integer,            -- to 2019
  conduct_and_welfare_grade integer, -- to 2019: personal development, behaviour and welfare
  safeguarding_effective text,       -- yes, no
  graded_inspection_number text,
  graded_inspection_type text,
  graded_start_date text,
  graded_publication_date text,
  grade_relates_to_urn text,         -- yes, no
  grade_school_type text,            -- the school's type at the time of that inspection
  ungraded_date text,
  ungraded_publication_date text,
  ungraded_outcome text,
  previous_overall_grade integer,
  previous_start_date text,
  previous_publication_date text,
  card_inspection_number text,       -- report cards, from 10 November 2025
  card_start_date text,
  card_publication_date text,
  card_relates_to_urn text,
  card_safeguarding text,            -- met, not-met
  card_inclusion text,               -- exceptional, strong, expected, needs-attention, urgent-improvement
  card_curriculum_and_teaching text,
  card_achievement text,
  card_attendance_and_behaviour text,
  card_personal_development_and_wellbeing text,
  card_leadership_and_governance text,
  card_early_years text,
  card_post_16 text,
  constituency text,                 -- parliamentary, in lower case with dashes
  primary key (return_no, row_no)
) strict;
