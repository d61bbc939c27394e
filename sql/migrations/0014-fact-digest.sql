-- What a return put into each fact table, by its sha256: a value that changes on the disk is noticed before it is published. Of a warehouse
-- on SQLite; PostgreSQL keeps checksums of its own pages.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table fact_digest (
  return_no integer not null references received_return (return_no),
  table_name text not null,
  columns text not null,             -- as JSON, in the order in which they were hashed
  constants text not null,           -- as JSON: columns that hold the same in every row
  row_count integer not null,
  sha256 text not null,
  primary key (return_no, table_name)
) strict;
