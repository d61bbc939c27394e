-- Figures that a council's own officers send.

create table indicators__figure (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  indicator text not null,           -- in lower case with dashes
  title text not null,               -- the indicator's name, as sent
  period_from text not null,
  period_to text not null,
  numerator integer not null,
  denominator integer,               -- null for a count
  note text,
  locality text,                     -- the part of the area that it is of, in lower case with dashes; null for the whole council
  primary key (return_no, row_no, indicator, period_from, period_to)
) strict;
