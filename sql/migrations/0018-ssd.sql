-- The Standard Safeguarding Dataset. Children, workers, teams and records are pseudonyms.

create table ssd__person (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,
  ethnicity text,
  birth_month text,
  expected_birth_month text,
  primary key (return_no, row_no)
) strict;

create table ssd__disability (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  disability text,                   -- MOB, LD, AUT, ... ; NONE where there is none
  primary key (return_no, row_no)
) strict;

create table ssd__immigration_status (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  is_uasc text,                      -- yes, no
  start_date text,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__involvement (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  worker text,
  team text,
  role text,                         -- as the case system calls it
  start_date text,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__contact (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  contact_date text not null,
  contact_source text,
  primary key (return_no, row_no)
) strict;

create table ssd__early_help (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  start_date text not null,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__cin_episode (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  referral text not null,
  child text not null,
  referral_date text not null,
  primary_need text,
  referral_source text,
  no_further_action text,
  close_date text,
  close_reason text,
  primary key (return_no, row_no)
) strict;

create table ssd__cin_assessment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  assessment text not null,
  child text not null,
  referral text,
  start_date text not null,
  authorisation_date text,
  no_further_action text,            -- yes: ended without a service
  primary key (return_no, row_no)
) strict;

create table ssd__assessment_factor (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  assessment text not null,
  factor text not null,              -- 1A, 2B, ...
  primary key (return_no, row_no, factor)
) strict;

create table ssd__s47_enquiry (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  enquiry text not null,
  child text not null,
  referral text,
  start_date text not null,
  end_date text,
  no_further_action text,
  primary key (return_no, row_no)
) strict;

create table ssd__conference (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  conference text not null,
  child text not null,
  enquiry text,
  referral text,
  is_transfer_in text,
  target_date text,
  conference_date text,
  led_to_plan text,                  -- yes, no
  primary key (return_no, row_no)
) strict;

create table ssd__cp_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  plan text not null,
  child text not null,
  referral text,
  conference text,
  start_date text not null,
  end_date text,
  initial_category text,
  latest_category text,
  is_other_authority text,
  primary key (return_no, row_no)
) strict;

create table ssd__cp_review (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  plan text,
  due_date text,
  review_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__cp_visit (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  plan text,
  visit_date text,
  is_seen text,
  seen_alone text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_episode (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  care_period text,
  placement text,
  start_date text not null,
  start_reason text,
  need text,
  end_date text,
  end_reason text,
  entered_care_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__legal_status (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  legal_status text,
  start_date text,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_placement (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  placement text not null,
  child text,
  care_period text,
  start_date text,
  end_date text,
  placement_type text,
  placement_provider text,
  placement_urn text,
  distance_tenths integer,           -- tenths of a mile, as the extract gives it
  change_reason text,
  placement_postcode_district text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_review (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  care_period text not null,
  due_date text,
  review_date text,
  is_cancelled text,
  participation text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_visit (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  care_period text,
  visit_date text,
  is_seen text,
  seen_alone text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_health (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  check_type text,                   -- as the case system calls it
  check_date text,
  status text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_immunisation (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  is_up_to_date text,
  status_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_substance_misuse (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  misuse_date text,
  intervention_received text,
  primary key (return_no, row_no)
) strict;

create table ssd__cla_conviction (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  conviction_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__sdq (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  completed_date text,
  score integer,
  reason text,
  primary key (return_no, row_no)
) strict;

create table ssd__missing (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  start_date text not null,
  kind text,                         -- M, A
  end_date text,
  interview_offered text,
  interview_accepted text,
  primary key (return_no, row_no)
) strict;

create table ssd__care_leaver (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  eligibility text,
  in_touch text,
  latest_contact_date text,
  accommodation text,                -- as the return, with 1 or 2 for suitable or not, or without
  is_suitable text,
  activity text,
  pathway_plan_review_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__permanence (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  care_period text,
  decision_date text,
  placement_order_date text,
  matched_date text,
  placed_date text,
  reversal_date text,
  order_date text,
  order_type text,
  primary key (return_no, row_no)
) strict;

create table ssd__pre_proceedings (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  family text,
  decision_date text,
  letter_date text,
  first_meeting_date text,
  ended_date text,
  primary key (return_no, row_no)
) strict;

create table ssd__send_record (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  send_record text not null,
  child text not null,
  primary key (return_no, row_no)
) strict;

create table ssd__ehcp_request (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  request text not null,
  send_record text,
  request_date text not null,
  outcome_date text,
  outcome text,
  primary key (return_no, row_no)
) strict;

create table ssd__ehcp_assessment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  assessment text not null,
  request text,
  outcome_date text,
  outcome text,
  has_exception text,                -- yes where one is recorded
  primary key (return_no, row_no)
) strict;

create table ssd__ehcp_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  plan text not null,
  assessment text,
  start_date text not null,
  ceased_date text,
  ceased_reason text,
  primary key (return_no, row_no)
) strict;

create table ssd__ehcp_active_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  plan text not null,
  request text,
  last_review_date text,
  primary key (return_no, row_no)
) strict;
