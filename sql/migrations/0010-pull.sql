-- Returns that are fetched: each try at a source and what came of it, and what each place bore when it was last taken in, so that what
-- hasn't changed isn't fetched again.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table pull_attempt (
  attempt_no integer primary key,
  source text not null,
  tried_at text not null,
  state text not null
    check (state in ('received', 'refused', 'left', 'nothing new', 'nothing there', 'failed')),
  why text not null
) strict;
create index pull_attempt_source on pull_attempt (source, attempt_no);

-- A place is an address, or the path of a file or folder; it is read again once the source's contract has changed.
create table pulled_place (
  source text not null,
  place text not null,
  mark text not null,                -- what tells its content from a later one: size and time, ETag, sha256
  contract_hash text not null,
  taken_at text not null,
  primary key (source, place)
) strict;
