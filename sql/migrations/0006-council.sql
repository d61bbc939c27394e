-- What a council's own officers send: indicators and actions.

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
  primary key (return_no, row_no, indicator, period_from, period_to)
) strict;

create table actions__action (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  priority text not null,            -- the strategy's priority id or title, as sent
  reference text,
  action text not null,
  lead text,
  due_date text,
  due_words text,                    -- where the due isn't a date ("Spring 2018")
  status text not null,              -- complete, on-track, at-risk, behind, not-started
  progress text,
  milestone text,                    -- for the next quarter
  finding_reference text,            -- the finding of an assessment that it answers
  primary key (return_no, row_no)
) strict;
