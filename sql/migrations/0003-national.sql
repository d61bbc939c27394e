-- Facts of the other national sources.

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

create table population__estimate (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,           -- authorities, regions (E12…) and England (E92000001)
  year integer not null,             -- the estimate is of 30 June of this year
  age_group text not null,           -- 0-17
  people_count integer not null,
  primary key (return_no, row_no)
) strict;

create table benchmarks__figure (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,           -- authorities, regions and England
  indicator text not null,           -- cpp-at-31-march, cpp-at-31-march-rate, ...
  year integer not null,             -- the financial year that ends on 31 March of this year
  value_scaled integer,              -- the published figure is value_scaled over scale, exactly
  scale integer not null,
  symbol text,                       -- c, x, z, u, low
  primary key (return_no, row_no, indicator)
) strict;

create table statistical_neighbours__neighbour (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  model text not null,               -- 2021, 2025
  neighbour_rank integer not null,   -- 1 the nearest
  neighbour_code text not null,
  closeness text,
  primary key (return_no, row_no, neighbour_rank)
) strict;

create table annual_assessments__judgement (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  framework text not null,           -- apa, ilacs, sif
  year integer not null,             -- of the assessment
  judgement text not null,           -- childrens-services, capacity-to-improve, social-care, education; outcome:staying-safe
  kind text not null,                -- judgement, outcome
  grade_number integer,              -- where the framework grades by number (APA: 4 best)
  grade_word text,                   -- where it grades by word, in lower case
  is_graded text not null,           -- yes, no: no longer graded apart
  inspection_date text,
  published_date text,
  primary key (return_no, row_no, judgement)
) strict;

create table annual_assessments__finding (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  framework text not null,
  year integer not null,
  outcome text not null,             -- being-healthy, staying-safe, ...
  kind text not null,                -- strength, area-for-improvement, aspect-for-next-time
  reference text,
  finding text not null,
  primary key (return_no, row_no)
) strict;
