-- Commentary on measures, as their owners send it.
create table commentary__comment (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,
  measure text not null,             -- by title or code, as sent
  quarter text not null,             -- 2017-18-Q3
  what_happened text not null,
  why text,
  what_is_done text,
  back_on_target_date text,
  back_on_target_words text,         -- where it isn't a date ("Spring 2018")
  author text not null,
  written_date text not null,
  primary key (return_no, row_no)
) strict;
