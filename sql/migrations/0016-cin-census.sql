-- The children in need census, a table a group. A row that lists several (factors, disabilities, reviews) gives a record of each.

create table cin_census__child (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  birth_month text,
  expected_birth_month text,
  sex text,                          -- male, female, not-stated
  death_month text,
  primary key (return_no, row_no)
) strict;

create table cin_census__characteristics (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  ethnicity text,
  primary key (return_no, row_no)
) strict;

create table cin_census__disability (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  disability_no integer not null,
  disability text,
  primary key (return_no, row_no, disability_no)
) strict;

create table cin_census__episode (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,                      -- its number among the child's in the message, or the keyed hash of the system's own id
  referral_date text not null,
  referral_source text,
  primary_need text,
  closed_date text,
  closure_reason text,
  conference_date text,
  no_further_action text,            -- yes, no
  primary key (return_no, row_no)
) strict;
create index cin_census__episode_child on cin_census__episode (return_no, child, referral_date);

create table cin_census__assessment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  referral_date text,                -- its episode's
  start_date text not null,
  review_date text,
  authorised_date text,
  primary key (return_no, row_no)
) strict;

create table cin_census__factor (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  referral_date text,
  start_date text not null,
  authorised_date text,
  factor_no integer not null,        -- place in its assessment
  factor text,                       -- null: a code that nobody knows
  primary key (return_no, row_no, factor_no)
) strict;

create table cin_census__cin_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  referral_date text,
  start_date text not null,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table cin_census__section47 (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  referral_date text,
  start_date text not null,
  conference_target text,
  conference_date text,
  conference_not_required text,      -- yes, no
  primary key (return_no, row_no)
) strict;

create table cin_census__cp_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  plan text,                         -- its number among the episode's, likewise
  referral_date text,
  start_date text not null,
  end_date text,
  initial_category text,
  latest_category text,
  previous_plan_count integer,
  primary key (return_no, row_no)
) strict;
create index cin_census__cp_plan_child on cin_census__cp_plan (return_no, child, start_date);

create table cin_census__review (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  plan text,
  plan_start_date text,
  review_no integer not null,
  review_date text not null,
  primary key (return_no, row_no, review_no)
) strict;

create table cin_census__pre_proceedings (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  episode text,
  referral_date text,
  start_date text,
  letter_sent_date text,
  family_group_offered text,
  family_group_held text,
  first_meeting_date text,
  review_meeting_count integer,
  step_decision_date text,
  outcome text,
  court_application_date text,
  initial_letter_date text,
  primary key (return_no, row_no)
) strict;
