-- Returns that were taken on somebody's word although they are unlike the last one of their source.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table acceptance (
  return_no integer primary key references received_return (return_no),
  warnings text not null,
  reason text not null,
  accepted_by text not null
) strict;
