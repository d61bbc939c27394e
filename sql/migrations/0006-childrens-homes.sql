-- Ofsted's inspections of children's homes.

create table childrens_homes__provider (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  urn text not null,
  provision_type text not null,      -- homes: childrens-home, secure-childrens-home, residential-special-school (registered as a home); others in lower case with dashes, such as residential-special-school-not-a-home
  registration_status text,          -- active, suspended, and others in lower case
  sector text,
  place_count integer,
  inspection_type text,
  inspection_date text,
  publication_date text,
  overall_grade text,                -- outstanding, good, requires-improvement, inadequate, adequate, satisfactory
  primary key (return_no, row_no)
) strict;
