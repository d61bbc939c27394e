-- Figures that the Department for Education publishes by authority.

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
