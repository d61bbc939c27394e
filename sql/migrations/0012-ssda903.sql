-- The looked-after children return (SSDA903). Codes as the guidance lists them; postcodes are kept only as their district.

create table ssda903__child (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sex text,                          -- male, female
  birth_month text,
  ethnicity text,
  is_mother text,
  primary key (return_no, row_no)
) strict;

create table ssda903__episode (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  start_date text not null,          -- DECOM
  new_episode_reason text,           -- RNE
  legal_status text,                 -- LS
  need text,                         -- CIN
  placement text,                    -- PLACE
  placement_provider text,
  end_date text,                     -- DEC
  end_reason text,                   -- REC
  placement_change_reason text,
  home_postcode_district text,
  placement_postcode_district text,
  placement_urn text,
  distance_tenths integer,           -- from home to placement, in tenths of a mile, worked out before postcodes are cut
  placement_postcode text,           -- the full postcode as a keyed pseudonym: whether two placements are at one address
  primary key (return_no, row_no)
) strict;
create index ssda903__episode_child on ssda903__episode (return_no, child, start_date);

create table ssda903__review (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  review_date text not null,
  review_code text,
  primary key (return_no, row_no)
) strict;

create table ssda903__outcomes (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  sdq_score integer,
  sdq_reason text,
  convicted text,
  health_check text,
  immunisations text,
  dental_check text,
  health_assessment text,
  substance_misuse text,
  primary key (return_no, row_no)
) strict;

create table ssda903__care_leaver (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  birth_month text,
  in_touch text,
  activity text,
  accommodation text,
  primary key (return_no, row_no)
) strict;

create table ssda903__adoption (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  decision_date text,                -- DATE_INT
  matched_date text,                 -- DATE_MATCH
  foster_carer text,                 -- FOSTER_CARE: yes, no
  primary key (return_no, row_no)
) strict;

create table ssda903__placed_for_adoption (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  placed_date text,
  ceased_date text,
  ceased_reason text,
  primary key (return_no, row_no)
) strict;

create table ssda903__previous_permanence (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  previous_permanence text,
  permanence_authority text,
  permanence_date text,
  primary key (return_no, row_no)
) strict;

create table ssda903__missing (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  kind text not null,                -- M missing, A away without authorisation
  start_date text not null,
  end_date text,
  primary key (return_no, row_no)
) strict;

create table ssda903__uasc (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  ceased_date text,
  primary key (return_no, row_no)
) strict;
