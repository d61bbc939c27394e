-- The slots of the schedule: one row for each time at which a job was to be done, and what became of it.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

-- How far a job's slots have been entered: every one up to this instant has a row below.
create table schedule_job (
  job text primary key,
  looked_until text not null
) strict;

-- The key is what lets a slot be done once at most, however many schedulers look.
create table schedule_slot (
  job text not null,
  slot_at text not null,
  quarter text,
  is_last integer not null check (is_last in (0, 1)),
  state text not null
    check (state in ('due', 'taken', 'done', 'waited', 'skipped', 'superseded', 'failed')),
  why text,
  attempt_count integer not null,
  taken_by text,
  taken_at text,
  finished_at text,
  run_id text references run (run_id),
  exit_code integer,
  primary key (job, slot_at)
) strict;
create index schedule_slot_state on schedule_slot (state, slot_at);
