-- Assessments of a council's children's services.

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
