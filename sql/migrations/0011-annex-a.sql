-- Annex A, lists 1 to 11. Children stand under a pseudonym; of a birth date the month is kept; free text and names aren't.

create table annex_a__contact (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  contact_date text not null,
  contact_source text,
  primary key (return_no, row_no)
) strict;

create table annex_a__early_help (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  start_date text,
  completion_date text,
  primary key (return_no, row_no)
) strict;

create table annex_a__referral (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  referral_date text not null,
  referral_source text,
  no_further_action text,            -- yes, no
  earlier_referral_count integer,    -- in the 12 months before, as the list says
  primary key (return_no, row_no)
) strict;

create table annex_a__assessment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  start_date text not null,
  authorisation_date text,
  needs_service text, -- assessed as requiring social care: yes, no
  team text,
  worker text,
  primary key (return_no, row_no)
) strict;

create table annex_a__section_47 (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  start_date text,                   -- the strategy discussion that started the enquiry
  conference_unnecessary text,
  conference_date text,
  led_to_plan text,
  enquiry_count integer,
  conference_count integer,
  team text,
  worker text,
  primary key (return_no, row_no)
) strict;

create table annex_a__child_in_need (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  start_date text,
  primary_need text,                 -- N1 to N9, N0
  closure_date text,
  closure_reason text,
  case_status text,
  team text,
  worker text,
  primary key (return_no, row_no)
) strict;

create table annex_a__cp_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  start_date text not null,
  end_date text,
  initial_category text,             -- neglect, physical, sexual, emotional, multiple
  latest_category text,
  latest_review_date text,
  previous_plan_count integer,
  last_visit_date text,
  seen_alone text, -- yes, no, not-appropriate
  team text,
  worker text,
  primary key (return_no, row_no)
) strict;
create index annex_a__cp_plan_child on annex_a__cp_plan (return_no, child, start_date);

create table annex_a__looked_after (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  is_uasc text,
  has_disability text,
  start_date text not null,
  end_date text,
  end_reason text,
  need text,                         -- N1 to N8
  legal_status text,                 -- C1, C2, D1, E1, V2, V3, V4, ...
  latest_review_date text,
  latest_health_assessment_date text,
  latest_dental_check_date text,
  placement_count integer,           -- in the 12 months, as the list says
  placement_start_date text,
  placement_type text,               -- U1 to U6, A3, K2, ...
  placement_provider text,           -- PR0 to PR5
  placement_urn text,
  placement_location text,           -- in, out
  missing_count integer,
  absent_count integer,
  last_visit_date text,
  permanence_plan text, -- its kind; none where it says that there is none
  interview_offered text, -- after the last missing episode: yes, no
  interview_accepted text,
  team text,
  worker text,
  primary key (return_no, row_no)
) strict;

create table annex_a__care_leaver (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  is_uasc text,                      -- since 2024
  eligibility text,                  -- relevant, former-relevant, qualifying, eligible
  pathway_plan_review_date text,     -- since 2024
  in_touch text,                     -- YES, NO, DIED, REFU, NREQ, RHOM
  latest_contact_date text,          -- since 2024
  accommodation text,                -- B, C, D, E, G, H, K, R to Z
  is_suitable text,                  -- yes, no
  activity text,                     -- F1, P2, G4, ...
  primary key (return_no, row_no)
) strict;

create table annex_a__adoption (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  family text,
  sex text,
  ethnicity text,
  birth_month text,
  has_disability text,
  entered_care_date text,
  decision_date text,
  placement_order_date text,
  matched_date text,
  placed_date text,
  adopted_date text,
  reversal_date text,
  foster_to_adopt_date text,
  primary key (return_no, row_no)
) strict;

create table annex_a__adopter (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  adopter text not null,
  family text,
  enquiry_date text,
  stage_1_start_date text,
  stage_1_end_date text,
  stage_2_start_date text,
  stage_2_end_date text,
  application_date text,
  approval_date text,
  matched_date text,
  placed_date text,
  placed_child_count integer,
  adoption_order_date text,
  left_date text,
  primary key (return_no, row_no)
) strict;
