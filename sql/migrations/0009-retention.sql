-- Returns whose rows and landed bytes have been deleted because their keeping time was over. The ledger's own entries stay: what came,
-- when, what became of it and which runs rested on it.
-- Written once for both engines: `integer` becomes bigint and `text` collates "C" on PostgreSQL.

create table return_expiry (
  return_no integer primary key references received_return (return_no),
  expired_at text not null,
  expired_by text not null,
  reason text not null,
  row_count integer not null         -- rows deleted
) strict;
