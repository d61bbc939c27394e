-- Statistical neighbours.

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
