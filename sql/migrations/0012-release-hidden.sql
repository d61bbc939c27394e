-- What the public editions of a release hid: with its run's values, all that the public knows from it.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table release_hidden (
  release_id text not null references release (release_id),
  measure text not null,
  version integer not null,
  basis text not null,
  area_code text not null,
  breakdown text not null,
  quarter text not null,
  primary key (release_id, measure, version, basis, area_code, breakdown, quarter)
) strict;
