-- What people and machines are told, and what readers are sent: entered in the transaction of what happened, sent afterwards.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

-- Its id says what happened, so that the same thing is entered once. The facts are JSON, and never a cell of a return.
create table outcome (
  outcome_id text primary key,
  kind text not null,
  occurred_at text not null,
  facts text not null
) strict;

-- One row a recipient: a mail address, the webhook, or a destination of releases by its name. The id is made of outcome and recipient,
-- so that a message sent twice is known for one.
create table outbox (
  message_id text primary key,
  outcome_id text not null references outcome (outcome_id),
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
  unique (outcome_id, channel, recipient)
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
