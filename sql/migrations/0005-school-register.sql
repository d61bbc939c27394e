-- The register of schools.

create table school_register__school (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  urn text not null,
  laestab text,
  name text not null,
  type text,
  type_group text,
  status text not null,              -- open, open-but-proposed-to-close, closed, proposed-to-open
  phase text,
  open_date text,
  close_date text,
  pupil_count integer,
  primary key (return_no, row_no)
) strict;

create table school_register__link (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  urn text not null,
  link_urn text not null,
  link_type text not null,           -- predecessor, successor, and the register's other words in lower case with dashes
  established_date text,
  primary key (return_no, row_no)
) strict;
