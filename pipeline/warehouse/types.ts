import type { Knex } from 'knex';

export type Engine = 'sqlite' | 'postgres';

/** A lock of which only the holder may write. `guard` throws where it has been lost; it is a transaction's first statement. */
export interface WriteGuard {
  guard(trx: Knex.Transaction): Promise<void>;
}

/** An open warehouse. On both engines `trx.raw` gives the rows as an array, and every number in them is an exact integer. */
export interface Warehouse {
  readonly engine: Engine;
  /** Where it is, fit for messages: the file's path, or the URL without its password. */
  readonly label: string;
  readonly knex: Knex;
  /** How long a writer waits for another. */
  readonly waitMs: number;
  /**
   * The only transaction that may write: writers wait for one another from its first statement on. With a lock, it
   * fails unless the lock is still held, and renews it on commit. Temporary tables made in it are dropped at its end.
   * Throws `locked` where another writer held on for longer than the wait.
   */
  write<T>(body: (trx: Knex.Transaction) => Promise<T>, lock?: WriteGuard): Promise<T>;
  /** One transaction over one state of the data. It is rolled back at its end, temporary tables with it: whatever it wrote is undone. */
  read<T>(body: (trx: Knex.Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Shown by PostgreSQL in its list of sessions. */
  readonly applicationName?: string;
  /** SQLite: the file must be there and can't be written; temporary tables work anyway. */
  readonly readOnly?: boolean;
  /** How long to wait for another writer before giving up with `locked`; default 60 seconds. */
  readonly waitSeconds?: number;
}
