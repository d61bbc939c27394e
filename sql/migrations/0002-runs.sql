-- Runs: what each was made from and gave; and the releases: which run's pack readers were given, by whom and why.

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

-- Which source's return the council wanted to count, by measure (`all`: for every measure that the source can give).
create table run_measured_from (
  run_id text not null references run (run_id),
  measure text not null,
  source text not null,
  primary key (run_id, measure)
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

-- Definitions, settings and code of a finished run, each by its sha256; its returns are in run_pin.
create table run_basis (
  run_id text not null references run (run_id),
  kind text not null check (kind in ('definition', 'configuration', 'code')),
  name text not null,
  sha256 text not null,
  primary key (run_id, kind, name)
) strict;

-- All that a finished run's pack was drawn from, as JSON: the pack can be drawn again from it alone.
create table run_frozen (
  run_id text primary key references run (run_id),
  sha256 text not null,
  content text not null
) strict;

-- The current release of a quarter is the one with the highest number that is released. One that is still being placed is taken up
-- again as it was begun; its number is never given twice.
create table release (
  release_id text primary key,
  quarter text not null,
  area_code text not null,
  release_no integer not null,
  run_id text not null references run (run_id),
  kind text not null check (kind in ('provisional', 'final', 'revised')),
  state text not null check (state in ('placing', 'released', 'given up')),
  reason text not null,
  released_by text not null,
  released_at text not null,
  unique (quarter, area_code, release_no)
) strict;

create table release_output (
  release_id text not null references release (release_id),
  path text not null,
  sha256 text not null,
  byte_count integer not null,
  primary key (release_id, path)
) strict;

-- What the public editions of a release hid: with its run's values, all that the public knows from it.
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

-- The bases that each series on children publishes, chosen before its first release: it holds for ever.
-- `bases` joins them by commas; none: the series is for officers. `why` is the rule's reason and may hold a small count.

create table public_series (
  area_code text not null,
  measure text not null,
  breakdown text not null,
  bases text not null,
  chosen_by text not null check (chosen_by in ('rule', 'council')),
  why text not null,
  release_id text not null references release (release_id),
  primary key (area_code, measure, breakdown)
) strict;
