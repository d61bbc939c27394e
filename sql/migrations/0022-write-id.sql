-- The id of the last write that was committed. Where a server goes away as a write commits, it says afterwards whether it did.

alter table run_lock add column write_id text;
