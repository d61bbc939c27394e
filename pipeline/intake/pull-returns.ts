import { withoutFileNames } from '../core/file-alias.js';
import { requireCheckedCertificates } from '../workspace/tls-checks.js';
import { randomBytes } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sourceById } from '../../sources/register.js';
import type { FetchJob, Fetched, FetchResult } from '../acquire/fetch-job.js';
import {
  enterAttempt,
  enterPlace,
  knownPlaces,
  type PullAttempt,
  type PullState,
} from './pull-ledger.js';
import { longDate } from '../core/calendar/days.js';
import { reasonToNotify, type SkipReason } from '../core/files/skipped.js';
import type { PullSettings } from '../workspace/pull-schema.js';
import { exitCodeOf, exitCodes, QuarterlyError } from '../core/errors.js';
import type { Acceptance } from '../load/acceptance.js';
import {
  receiveAll,
  type Receipt,
  type ReceiveRequest,
  type ReceiveDeps,
} from '../load/receive.js';
import { contractHash } from '../load/return-id.js';
import { interrupted } from '../core/remote/failure.js';
import { politeRetry, withRetries } from '../core/remote/retry.js';
import type { RunLock } from '../workspace/lock.js';
import { isFresh, receiptsWords } from './receipts-words.js';
import { pullPlace } from './pull-place.js';
import { receiveDeps } from './receive-deps.js';
import type { Configuration } from '../workspace/schema.js';
import type { Session } from '../workspace/session.js';
import { counted } from '../core/counted.js';

/** What became of a pull of one source. */
export interface PulledSource extends PullAttempt {
  readonly receipts: readonly Receipt[];
  /** Why something that is there wasn't taken, if it won't pass by itself. */
  readonly skipReason: SkipReason | null;
  readonly exitCode: number;
}

export interface PullOrder {
  /** This source alone; left out: every one that says where it is fetched from. */
  readonly source?: string | undefined;
  /** Fetch what is known already as well, and take it though it is unlike the last return. */
  readonly acceptAnyway?: Acceptance | undefined;
  /** Called in the transaction that enters a return. */
  readonly entered: NonNullable<ReceiveDeps['entered']>;
}

/** What fetching and receiving need. */
type PullSession = Omit<Session, 'authorities'>;

/**
 * Fetches the returns of every source that says where from, and receives them as `receive` would. What one place does wrong, or a share
 * that isn't there, is told and entered in the ledger; the others get their turn. What hasn't changed since it was taken isn't fetched.
 * @throws QuarterlyError `usage` for a source that doesn't say where from; `locked` and `interrupted`, of which nothing is lost
 */
export async function pullReturns(
  session: PullSession,
  lock: RunLock,
  order: PullOrder,
  onProgress: (detail: string) => void,
): Promise<PulledSource[]> {
  requireCheckedCertificates(session.runtime.environment);
  await clearStaging(session.workspace.paths.root);
  const pulled: PulledSource[] = [];
  for (const { source, settings } of placesOf(session.workspace.configuration, order.source)) {
    onProgress(source);
    const outcome = await pullSource(session, lock, source, settings, order);
    await session.warehouse.write((trx) => enterAttempt(trx, outcome), lock);
    const { state, why } = outcome;
    if (state === 'failed') session.log.warn({ source, why: withoutFileNames(why) }, 'pull failed');
    else session.log.info({ source, state, why: withoutFileNames(why) }, 'pulled');
    pulled.push(outcome);
  }
  onProgress(summary(pulled));
  return pulled;
}

/** The first exit code that isn't 0: a pull's own. */
export function exitCodeOfPull(pulled: readonly PulledSource[]): number {
  return pulled.find((each) => each.exitCode !== 0)?.exitCode ?? 0;
}

/** "2 sources pulled: 1 return taken in, 1 source failed". */
export function summary(pulled: readonly PulledSource[]): string {
  const failed = pulled.filter((each) => each.state === 'failed').length;
  const sources = (count: number): string => counted(count, 'source');
  return [
    `${sources(pulled.length)} pulled: ${receiptsWords(pulled.flatMap((each) => each.receipts))}`,
    ...(failed === 0 ? [] : [`${sources(failed)} failed`]),
  ].join(', ');
}

function placesOf({ returns }: Configuration, only: string | undefined) {
  const places = Object.entries(returns).flatMap(([source, expected]) =>
    expected?.pull === undefined ? [] : [{ source, settings: expected.pull }],
  );
  if (only === undefined) return places;
  sourceById(only);
  const chosen = places.filter(({ source }) => source === only);
  if (chosen.length > 0) return chosen;
  throw new QuarterlyError('usage', `quarterly.yaml doesn't say where ${only} is fetched from.`, {
    fix: `Add it under returns: ${only}: pull: (a folder, address, page, sftp or ees).`,
  });
}

async function pullSource(
  session: PullSession,
  lock: RunLock,
  source: string,
  settings: PullSettings,
  order: PullOrder,
): Promise<PulledSource> {
  const { warehouse, workspace, runtime } = session;
  const triedAt = runtime.now().toISOString();
  const contract = sourceById(source);
  const underContract = contractHash(contract);
  const known = await warehouse.read((trx) => knownPlaces(trx, source, underContract));
  const receipts: Receipt[] = [];
  const waiting: Waiting[] = [];
  const staging = stagingFolder(workspace.paths.root);
  const done: { place: string; mark: string }[] = [];
  const isDone = (place: string): string | undefined =>
    done.find((each) => each.place === place)?.mark;
  const job: FetchJob = {
    source,
    dateOf: contract.asAtFromName,
    staging,
    mostBytes: settings.most_megabytes * 1_000_000,
    markOf: (place) =>
      order.acceptAnyway === undefined ? (isDone(place) ?? known.get(place)) : isDone(place),
    held: new Map(),
    signal: runtime.signal,
    settle: () => pause((settings.settle_seconds ?? SETTLE_SECONDS) * 1_000, runtime.signal),
    take: async (fetched) => {
      const { alsoNamed, notes = [] } = fetched;
      const request = { source, alsoNamed, notes, acceptAnyway: order.acceptAnyway };
      const taken = await take(
        { ...receiveDeps(session, order.entered), lock },
        request,
        fetched,
        waiting,
      );
      // What waits for a date is looked at again; the rest is known from now on.
      done.push(fetched);
      if (taken === undefined) return;
      receipts.push(...taken);
      const { place, mark } = fetched;
      const takenAt = runtime.now().toISOString();
      const entry = { source, place, mark, contractHash: underContract, takenAt };
      await warehouse.write((trx) => enterPlace(trx, entry), lock);
    },
  };
  const ended = { source, triedAt, receipts };
  try {
    const looked = await withRetries(
      () => pullPlace(settings, job, workspace, runtime.environment),
      politeRetry,
      { signal: runtime.signal },
    );
    return { ...ended, ...stateOf(receipts, waiting, looked) };
  } catch (error) {
    if (!isOfThisSource(error)) throw error;
    const came = receipts.filter(isFresh).map(receiptWords);
    return {
      ...ended,
      state: 'failed',
      skipReason: null,
      why: [...came, error.message, error.fix].join(' '),
      exitCode: exitCodeOf(error),
    };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** A return that can't be taken without somebody's word. */
interface Waiting {
  readonly cause: SkipReason;
  readonly why: string;
}

/** Receives what was fetched. What can't be taken without somebody's word is told, and undefined is given. */
async function take(
  deps: ReceiveDeps,
  request: ReceiveRequest,
  fetched: Fetched,
  waiting: Waiting[],
): Promise<readonly Receipt[] | undefined> {
  try {
    return await receiveAll(fetched.paths, request, deps);
  } catch (error) {
    const waits =
      error instanceof QuarterlyError && (error.code === 'usage' || error.code === 'contract');
    if (!waits) throw error;
    const names = fetched.paths.map((file) => path.basename(file)).join(', ');
    waiting.push({
      cause: error.facts['waits'] === true ? 'no date' : 'unusable',
      why: `${names}: ${error.message} ${error.fix}`,
    });
    return undefined;
  }
}

function stateOf(
  receipts: readonly Receipt[],
  waiting: readonly Waiting[],
  looked: FetchResult,
): { state: PullState; why: string; skipReason: SkipReason | null; exitCode: number } {
  const fresh = receipts.filter(isFresh);
  const left = [
    ...waiting.map(({ why }) => why),
    ...looked.left.map(({ place, why }) => `${place}: ${why}.`),
  ];
  const skipReason = reasonToNotify([...waiting, ...looked.left].map(({ cause }) => cause));
  const why = [...fresh.map(receiptWords), ...left].join(' ');
  const isRefused = fresh.some((receipt) => receipt.status === 'refused');
  if (isRefused) return { state: 'refused', why, skipReason, exitCode: exitCodes.contract };
  if (fresh.length > 0) return { state: 'received', why, skipReason, exitCode: 0 };
  if (left.length > 0) return { state: 'left', why, skipReason, exitCode: 0 };
  const isThere = looked.unchanged > 0 || receipts.length > 0;
  return isThere
    ? { state: 'nothing new', why: nothingNew(receipts), skipReason, exitCode: 0 }
    : { state: 'nothing there', why: 'Nothing is there yet.', skipReason, exitCode: 0 };
}

function nothingNew(receipts: readonly Receipt[]): string {
  return receipts.length === 0
    ? 'Nothing has changed there since the last pull.'
    : 'The same bytes as came before.';
}

/** "Taken in as at 31 December 2017: 1,204 rows." */
function receiptWords(receipt: Receipt): string {
  const day = longDate(receipt.asAt);
  return receipt.status === 'refused'
    ? `Refused, as at ${day}: ${receipt.refusedWhy ?? ''}`
    : `Taken in as at ${day}: ${counted(receipt.counts.loaded, 'row')}.`;
}

/** Faults of the place, of what lies there or of its settings; a lost lock, a full disk or damaged data aren't. */
function isOfThisSource(error: unknown): error is QuarterlyError {
  return (
    error instanceof QuarterlyError &&
    ['missing', 'configuration', 'usage', 'contract'].includes(error.code)
  );
}

/** Sizes on a share reach us late, and some count time in seconds. */
const SETTLE_SECONDS = 5;

const STAGING = '.pulling';

function stagingFolder(root: string): string {
  return path.join(root, STAGING, randomBytes(8).toString('hex'));
}

/** A pull that was killed leaves what it had fetched: under the run lock nobody else is at it. */
async function clearStaging(root: string): Promise<void> {
  const folder = path.join(root, STAGING);
  const names = await readdir(folder).catch(() => []);
  for (const name of names) await rm(path.join(folder, name), { recursive: true, force: true });
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => {
    throw interrupted();
  });
}
