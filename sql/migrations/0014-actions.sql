-- Actions that a council's own officers report on.

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
  measure text,                      -- the measures that it answers, by code or title, separated by semicolons
  primary key (return_no, row_no)
) strict;
