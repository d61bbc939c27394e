import { setTimeout as delay } from 'node:timers/promises';
import type { Knex } from 'knex';
import { QuarterlyError } from '../core/errors.js';
import type { Warehouse, WriteGuard } from '../warehouse/types.js';
import { processIdentity } from './process-identity.js';

/** Who holds the run lock. */
export interface LockHolder {
  readonly holder: string;
  readonly purpose: string;
  /** Instants, in UTC. */
  readonly takenAt: string;
  readonly expiresAt: string;
}

export interface LockOrder {
  /** Who takes it, as another user will read it: "ana on reports-1 (process 4711)". */
  readonly holder: string;
  /** What for: "run 2017-18-Q3". */
  readonly purpose: string;
  readonly now: () => Date;
  /** The lock is free again this long after its last renewal, should its holder die; default two minutes. */
  readonly leaseSeconds?: number;
}

/** The run lock, held. Pass it to `warehouse.write`, so that a holder that has lost it can write nothing more. */
export interface RunLock extends WriteGuard {
  /** Grows with each taking: of two that believe they hold the lock, the one with the lower fence has lost it. */
  readonly fence: number;
  /** Puts the expiry off by a lease. Throws `locked` where the lock is lost. */
  renew(): Promise<void>;
  /** Frees the lock; does nothing where it is lost. */
  release(): Promise<void>;
}

const LEASE_SECONDS = 120;

/** This process's claim on the lock. */
export function lockOrder(purpose: string, clock: { readonly now: () => Date }): LockOrder {
  return { holder: processIdentity(), purpose, now: () => clock.now() };
}

/** Takes the run lock. Throws `locked` while another holds it. */
export async function takeLock(warehouse: Warehouse, order: LockOrder): Promise<RunLock> {
  const taken = await warehouse.write(async (trx) => {
    const now = order.now();
    const free = await trx('run_lock')
      .where('lock_no', 1)
      .andWhere((where) => {
        void where.whereNull('holder').orWhere('expires_at', '<=', instant(now));
      })
      .update({
        fence: trx.raw('fence + 1'),
        holder: order.holder,
        purpose: order.purpose,
        taken_at: instant(now),
        expires_at: expiry(now, order),
      });
    if (free === 0) throw heldBy(await holderIn(trx));
    const row = await trx<{ fence: number }>('run_lock').select('fence').first();
    return row?.fence ?? 0;
  });
  return runLock(warehouse, order, taken);
}

/** Takes the lock, keeps it alive while the body works, and frees it. The signal aborts once the lock is lost. */
export async function withLock<T>(
  warehouse: Warehouse,
  order: LockOrder,
  body: (lock: RunLock, signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const lock = await takeLock(warehouse, order);
  const lost = new AbortController();
  const heartbeat = setInterval(
    () => {
      lock.renew().catch((error: unknown) => {
        // A renewal that merely failed is tried again; the next write's guard has the last word.
        if (error instanceof QuarterlyError && error.code === 'locked') lost.abort(error);
      });
    },
    leaseMs(order) / 3,
  );
  heartbeat.unref();
  try {
    return await body(lock, lost.signal);
  } finally {
    clearInterval(heartbeat);
    // A lock that can't be freed ends with its lease; what the body threw matters more.
    await releaseAfter(lock);
  }
}

/** Between tries to free the lock of a database that went away: as soon as it is back, others may go on. */
const RELEASE_PAUSES_MS = [200, 1000, 3000, 5000];

async function releaseAfter(lock: RunLock): Promise<void> {
  for (const pause of RELEASE_PAUSES_MS) {
    const outcome = await lock.release().then(
      () => undefined,
      (error: unknown) => error,
    );
    if (!(outcome instanceof QuarterlyError) || outcome.code !== 'machine') return;
    await delay(pause);
  }
}

/** Works under a lock that the caller holds; where there is none, takes it for as long as the body works. */
export function underLock<T>(
  warehouse: Warehouse,
  order: LockOrder,
  held: RunLock | undefined,
  body: (lock: RunLock) => Promise<T>,
): Promise<T> {
  return held === undefined ? withLock(warehouse, order, body) : body(held);
}

/** Who holds the lock, expired or not; undefined where nobody does. Reads alone. */
export function lockHolder(warehouse: Warehouse): Promise<LockHolder | undefined> {
  return warehouse.read(holderIn);
}

/** Frees the lock whoever holds it (`quarterly unlock`): the holder can write nothing more. Gives who held it. */
export function breakLock(warehouse: Warehouse): Promise<LockHolder | undefined> {
  return warehouse.write(async (trx) => {
    const holder = await holderIn(trx);
    if (holder !== undefined) {
      await trx('run_lock').update({ ...FREE, fence: trx.raw('fence + 1') });
    }
    return holder;
  });
}

const FREE = { holder: null, purpose: null, taken_at: null, expires_at: null };

function runLock(warehouse: Warehouse, order: LockOrder, fence: number): RunLock {
  const guard = async (trx: Knex.Transaction): Promise<void> => {
    const held = await trx('run_lock')
      .where({ fence })
      .whereNotNull('holder')
      .update({ expires_at: expiry(order.now(), order) });
    if (held === 0) throw lostTo(await holderIn(trx));
  };
  return {
    fence,
    guard,
    renew: () => warehouse.write(() => Promise.resolve(), { guard }),
    release: async () => {
      await warehouse.write((trx) => trx('run_lock').where({ fence }).update(FREE));
    },
  };
}

async function holderIn(trx: Knex.Transaction): Promise<LockHolder | undefined> {
  const row =
    await trx<Record<'holder' | 'purpose' | 'taken_at' | 'expires_at', string | null>>(
      'run_lock',
    ).first();
  if (row === undefined || row.holder === null) return undefined;
  return {
    holder: row.holder,
    purpose: row.purpose ?? '',
    takenAt: row.taken_at ?? '',
    expiresAt: row.expires_at ?? '',
  };
}

function heldBy(held: LockHolder | undefined): QuarterlyError {
  return new QuarterlyError('locked', `The workspace is in use: ${holderWords(held)}.`, {
    fix: `Wait until it is done; if it has died, its lock ends at ${held?.expiresAt ?? 'once'}, or \`quarterly unlock\` ends it now.`,
    facts: { ...held },
  });
}

function lostTo(held: LockHolder | undefined): QuarterlyError {
  return new QuarterlyError(
    'locked',
    `This program lost the run lock while it worked: ${holderWords(held)}. Nothing was written after that.`,
    { fix: 'Look at `quarterly status`, then run again.', facts: { ...held } },
  );
}

function holderWords(held: LockHolder | undefined): string {
  return held === undefined
    ? 'nobody holds it now'
    : `${held.holder} has held it since ${held.takenAt} (${held.purpose})`;
}

function leaseMs(order: LockOrder): number {
  return (order.leaseSeconds ?? LEASE_SECONDS) * 1000;
}

function expiry(now: Date, order: LockOrder): string {
  return instant(new Date(now.getTime() + leaseMs(order)));
}

function instant(date: Date): string {
  return date.toISOString();
}
