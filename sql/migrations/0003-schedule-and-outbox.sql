-- The slots of the schedule and what became of each; and the outbox: what people and machines are sent, entered in the transaction of
-- what happened, and sent afterwards.

-- How far a job's slots have been entered: every one up to this instant has a row below.
create table schedule_job (
  job text primary key,
  entered_until text not null
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

-- Its id says what happened, so that the same thing is entered once. The facts are JSON, and never a cell of a return.
-- Its id says what happened, so that the same thing is entered once. The facts are JSON, and never a cell of a return.
create table event (
  event_id text primary key,
  kind text not null,
  occurred_at text not null,
  facts text not null
) strict;

-- One row a recipient: a mail address, the webhook, or a destination of releases by its name. The id is made of event and recipient,
-- so that a message sent twice is known for one.
create table outbox (
  message_id text primary key,
  event_id text not null references event (event_id),
  channel text not null check (channel in ('mail', 'webhook', 'destination')),
  recipient text not null,
  state text not null check (state in ('waiting', 'sending', 'done', 'given up')),
  -- Budgets are reckoned from here: when it was entered, or taken up again after it was given up.
  since text not null,
  try_at text not null,
  attempt_count integer not null,
  -- Until then the sender that took it has it to itself.
  taken_until text,
  settled_at text,
  unique (event_id, channel, recipient)
) strict;
create index outbox_state on outbox (state, try_at);

-- An attempt without a result was cut off: nobody knows whether the message arrived.
create table outbox_attempt (
  message_id text not null references outbox (message_id),
  attempt_no integer not null,
  begun_at text not null,
  ended_at text,
  result text check (result in ('done', 'failed', 'refused', 'overtaken')),
  detail text,
  primary key (message_id, attempt_no)
) strict;

-- What reached a destination: each file where it lies, with the sha256 of the bytes read back from there.
create table delivery_receipt (
  message_id text not null references outbox (message_id),
  path text not null,
  sha256 text not null,
  byte_count integer not null,
  delivered_at text not null,
  primary key (message_id, path)
) strict;
