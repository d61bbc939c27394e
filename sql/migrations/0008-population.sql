-- Estimates of the population.

create table population__estimate (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,           -- authorities, regions (E12…) and England (E92000001)
  year integer not null,             -- the estimate is of 30 June of this year
  age_group text not null,           -- 0-17
  people_count integer not null,
  primary key (return_no, row_no)
) strict;
