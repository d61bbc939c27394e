-- Parts of the looked-after children return (SSDA903) since 2024, social worker episodes, and since 2027, deprivation of liberty orders.

create table ssda903__social_worker (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  worker text not null,              -- a keyed hash, as the child is
  start_date text not null,
  end_date text,
  change_reason text,                -- SW_REASON; empty while open
  primary key (return_no, row_no)
) strict;

create table ssda903__deprivation_of_liberty (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  child text not null,
  start_date text not null,
  end_date text,
  primary key (return_no, row_no)
) strict;
