-- Annex A of area SEND: who has a plan, or SEN support, on a day.
create table annex_a_send__ehc_plan (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  birth_month text,
  sex text,
  ethnicity text,
  primary_need text,                 -- ASD, SEMH, SLCN, ...
  establishment_urn text,
  establishment_phase text,
  subsidiary_phase text,
  suspension_count integer,
  permanent_exclusion_count integer,
  absence_tenths integer,            -- as the list gives it, in tenths
  pupil_premium text,
  known_to_social_care text,
  social_care_team text,             -- a pseudonym
  has_disability text,
  issued_date text,
  updated_date text,
  reviewed_date text,
  home_educated text,
  primary key (return_no, row_no)
) strict;

create table annex_a_send__sen_support (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  birth_month text,
  sex text,
  ethnicity text,
  primary_need text,
  establishment_urn text,
  establishment_phase text,
  subsidiary_phase text,
  suspension_count integer,
  permanent_exclusion_count integer,
  absence_tenths integer,
  pupil_premium text,
  known_to_social_care text,
  social_care_team text,
  has_disability text,
  primary key (return_no, row_no)
) strict;
