-- The ledger: what was received, what became of it, what was run. Ids are given by the program, under the run lock.
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
  expires_at text
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

create table run (
  run_id text primary key,
  quarter text not null,
  area_code text not null,
  known_at text not null,
  started_at text not null,
  finished_at text,
  status text not null,
  reason text,
  inputs_hash text not null,
  definitions_hash text not null,
  configuration_hash text not null,
  code_hash text not null
) strict;

create table run_pin (
  run_id text not null references run (run_id),
  quarter text not null,
  source text not null,
  return_no integer not null references received_return (return_no),
  is_current integer not null,
  covers_from text not null,
  covers_to text not null,
  primary key (run_id, quarter, source, return_no)
) strict;

create table run_value (
  run_id text not null references run (run_id),
  measure text not null,
  version integer not null,
  basis text not null,
  area_code text not null,
  breakdown text not null,
  quarter text not null,
  numerator integer,
  denominator integer,
  symbol text,
  reason text,
  flags text not null,
  word text,
  note text,
  primary key (run_id, measure, version, basis, area_code, breakdown, quarter)
) strict;

create table run_output (
  run_id text not null references run (run_id),
  path text not null,
  sha256 text not null,
  byte_count integer not null,
  primary key (run_id, path)
) strict;
