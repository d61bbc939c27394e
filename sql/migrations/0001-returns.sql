-- Returns: what was received, what became of it, what was fetched, accepted and deleted; and who may write. Ids are given by the
-- program, under the run lock.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table workspace_fact (
  name text primary key,
  value text not null
) strict;

-- One row. A holder renews `expires_at`; `fence` grows with each taking, and every write transaction begins by checking it.
create table run_lock (
  lock_no integer primary key,
  fence integer not null,
  holder text,
  purpose text,
  taken_at text,
  expires_at text,
  write_id text -- of the last write that was committed: it says whether a commit without an answer came through
) strict;
insert into run_lock (lock_no, fence) values (1, 0);

create table landed_file (
  sha256 text primary key,
  byte_count integer not null,
  is_encrypted integer not null,
  landed_at text not null
) strict;

create table received_return (
  return_no integer primary key,
  return_id text not null unique,
  source text not null,
  as_at text not null,
  received_at text not null,
  status text not null,
  layout text,
  refused_why text,
  contract_hash text not null
) strict;
create index received_return_source on received_return (source, as_at);

create table received_file (
  return_no integer not null references received_return (return_no),
  file_no integer not null,
  role text not null,
  name text not null,
  sha256 text not null references landed_file (sha256),
  byte_count integer not null,
  read_count integer not null,
  loaded_count integer not null,
  rejected_count integer not null,
  ignored_count integer not null,
  primary key (return_no, file_no)
) strict;

-- Where the rows of a table stood: those numbered from part_no times 10,000,000 on are of this file and sheet.
create table table_place (
  return_no integer not null references received_return (return_no),
  table_name text not null,          -- as the contract names it, without the source
  part_no integer not null,
  file_no integer not null,
  sheet text not null,
  primary key (return_no, table_name, part_no)
) strict;

-- Rejected rows and warnings: the place and the rule, never a cell.
create table row_problem (
  return_no integer not null references received_return (return_no),
  problem_no integer not null,
  level text not null,
  file_no integer not null,
  sheet text not null,
  row_no integer not null,
  heading text not null,
  rule text not null,
  fix text not null,
  primary key (return_no, problem_no)
) strict;

-- What is to be known of a return as a whole: headings never seen before, counts of warnings, rows ignored and why.
create table return_note (
  return_no integer not null references received_return (return_no),
  note_no integer not null,
  level text not null,
  topic text not null,
  message text not null,
  primary key (return_no, note_no)
) strict;

-- Returns that were accepted on someone's word although they are unlike the last one of their source.
create table acceptance (
  return_no integer primary key references received_return (return_no),
  warnings text not null,
  reason text not null,
  accepted_by text not null
) strict;

-- Returns whose rows and landed bytes have been deleted because their retention period was over. The ledger's own entries stay:
-- what came, when, what became of it and which runs used it.
create table return_expiry (
  return_no integer primary key references received_return (return_no),
  expired_at text not null,
  expired_by text not null,
  reason text not null,
  row_count integer not null         -- rows deleted
) strict;

-- What a return put into each fact table, by its sha256: a value that changes on the disk is noticed before it is published. Only of a
-- warehouse on SQLite; PostgreSQL keeps checksums of its own pages.
create table fact_digest (
  return_no integer not null references received_return (return_no),
  table_name text not null,
  columns text not null,             -- as JSON, in the order in which they were hashed
  constants text not null,           -- as JSON: columns that hold the same in every row
  row_count integer not null,
  sha256 text not null,
  primary key (return_no, table_name)
) strict;

-- Returns that are fetched: each try at a source and what came of it.
create table pull_attempt (
  attempt_no integer primary key,
  source text not null,
  tried_at text not null,
  state text not null
    check (state in ('received', 'refused', 'left', 'nothing new', 'nothing there', 'failed')),
  why text not null
) strict;
create index pull_attempt_source on pull_attempt (source, attempt_no);

-- What each place bore when it was last taken in, so that what hasn't changed isn't fetched again. A place is an address, or the path
-- of a file or folder; it is read again once the source's contract has changed.
create table pulled_place (
  source text not null,
  place text not null,
  mark text not null,                -- what tells its content from a later one: size and time, ETag, sha256
  contract_hash text not null,
  taken_at text not null,
  primary key (source, place)
) strict;
