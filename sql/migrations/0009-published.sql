-- Figures that the Department for Education publishes by authority, one row a figure, whatever the table.

create table published__figure (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  area_code text not null,           -- authorities, regions (E12...) and England (E92000001)
  joint_with text,                   -- codes of the authorities that the figure speaks for together with this one
  source_table text not null,        -- a definition's id (child-protection-plans), lait, or the file's name
  indicator text not null,           -- the publisher's newest heading: CPP_At31_rate; LAIT's short name
  filters text,                      -- care_leaver_age=17 to 18 years; breakdown=Total
  period text not null,              -- as printed: 2025, 202425, 2024-25 (OT)
  period_kind text not null,         -- as printed: Reporting year, Academic year, Week 12
  period_from text,                  -- days; null where nobody says when the year ends
  period_to text,
  value_scaled integer,              -- the published figure is value_scaled over scale, exactly
  scale integer not null,
  symbol text,                       -- c, x, z, u, low
  printed text,                      -- what was printed for the symbol, where that is another: k, ~, dash
  rounded_to integer,                -- England's and regions' counts: to the nearest 10
  primary key (return_no, row_no, indicator, area_code)
) strict;

create index published__figure_series on published__figure (source_table, indicator);

create table published__measure (
  return_no integer not null references received_return (return_no),
  row_no integer not null,
  measure_short text not null,       -- LAIT's key; 14 are listed under two topics
  measure_code text,
  topic text not null,
  title text not null,
  chart_title text,
  polarity text,                     -- high, low; null: none is said
  unit text,
  decimals integer,                  -- values are rounded to so many; null: not rounded
  year_kind text,
  has_quartile text,                 -- no: LAIT shows none
  from_table text,
  primary key (return_no, row_no)
) strict;
