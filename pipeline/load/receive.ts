import { existsSync } from 'node:fs';
import type { SourceContract } from '../../sources/contract/types.js';
import { gather, type Sending } from '../../sources/read/received-files.js';
import { sourceById, sources } from '../../sources/register.js';
import { type IsoDate, isIsoDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';
import { isCompiled } from '../core/root.js';
import type { ByteSource } from '../core/files/tabular-file.js';
import { type ReturnCounts, totals } from '../core/return-counts.js';
import { checkKey } from '../store/keys.js';
import { forgetLanded, isLanded, landFile } from '../store/store.js';
import type { Acceptance } from './acceptance.js';
import { openInThread, warmThread, workerFile } from './fast/reading-thread.js';
import type { LandedReturnFile, OpenedReturn, OpenJob } from './job.js';
import { alreadyReceived, type LoadDeps, type LoadedReturn, loadReturn } from './load.js';
import { knowsSizes } from './ledger.js';
import { openLanded } from './read-landed.js';
import { inOrder } from './return-id.js';
import { findKnown, type SentFile, sha256Of } from './same-bytes.js';
import { dateOf, type SendingDate, waitsForDate } from './sending-date.js';
import { mayBeSeveral, ofFile, splitReturns } from './split-returns.js';

export interface ReceiveRequest {
  /** A source's id, or a contract itself. */
  readonly source: string | SourceContract;
  /** `YYYY-MM-DD`; left out: content or names tell it. */
  readonly asAt?: string;
  /** Names besides those of the files and folders that may tell the date, such as the text of the link that led to them. */
  readonly alsoNamed?: readonly string[];
  /** What its publisher says of it, in whole sentences: kept with the return. */
  readonly notes?: readonly string[];
  /** Take it though it is unlike the last one. */
  readonly acceptAnyway?: Acceptance | undefined;
}

export interface ReceiveDeps extends LoadDeps {
  readonly now: () => Date;
}

/** What became of a return that was received. */
export interface Receipt extends LoadedReturn {
  readonly source: string;
  readonly title: string;
  readonly asAt: IsoDate;
  /** Who told the as-at date. */
  readonly asAtFrom: SendingDate['from'];
  readonly counts: ReturnCounts;
}

/**
 * Takes one return in: lands its bytes, checks and loads its rows.
 * @param paths its files, or the folder or zip that holds them.
 * @throws QuarterlyError `usage` where nothing tells its date (`facts.waits`), or a path is wrong; `contract` where nothing tells its date
 * because it can't be opened. A return that breaks its contract is no error: its receipt says refused, and why.
 */
export async function receive(
  paths: readonly string[],
  request: ReceiveRequest,
  deps: ReceiveDeps,
): Promise<Receipt> {
  return receiveOne(await gather(paths), request, deps);
}

/**
 * Takes in everything that the paths hold: one return, or a return each where every file is a whole one (a folder of published tables).
 * Bytes that are known cost a hash. Throws as {@link receive} does; returns that came before the one at fault are kept.
 */
export async function receiveAll(
  paths: readonly string[],
  request: ReceiveRequest,
  deps: ReceiveDeps,
): Promise<readonly Receipt[]> {
  const contract = contractOf(request);
  const sending = await gather(paths);
  if (!mayBeSeveral(contract, sending)) return [await receiveOne(sending, request, deps)];
  const known: Receipt[] = [];
  for (const file of sending.files) {
    const one = ofFile(sending, file);
    const receipt = await knownBefore(contract, one.files, namesOf(one, request), request, deps);
    if (receipt !== undefined) known.push(receipt);
  }
  if (known.length === sending.files.length) return known;
  const receipts: Receipt[] = [];
  const faults: QuarterlyError[] = [];
  for (const one of await splitReturns(contract, sending)) {
    try {
      receipts.push(await receiveOne(one, request, deps));
    } catch (error) {
      if (!isAboutDate(error)) throw error;
      faults.push(error);
    }
  }
  const [first] = faults;
  if (first !== undefined) throw receipts.length === 0 ? first : afterOthers(first, receipts);
  return receipts;
}

/** A fault of one return, said with what became of those that came with it. */
function afterOthers(fault: QuarterlyError, receipts: readonly Receipt[]): QuarterlyError {
  const others = receipts.map(
    ({ files, asAt, status }) => `${files[0]?.name ?? ''} (as at ${asAt}: ${status})`,
  );
  return new QuarterlyError(fault.code, `${fault.message} Received: ${others.join(', ')}.`, {
    fix: fault.fix,
    place: fault.place,
    facts: fault.facts,
    cause: fault,
  });
}

function contractOf({ source }: ReceiveRequest): SourceContract {
  return typeof source === 'string' ? sourceById(source) : source;
}

function namesOf({ names }: Sending, { alsoNamed = [] }: ReceiveRequest): readonly string[] {
  return [...names, ...alsoNamed];
}

async function receiveOne(
  sending: Sending,
  request: ReceiveRequest,
  deps: ReceiveDeps,
): Promise<Receipt> {
  const contract = contractOf(request);
  const names = namesOf(sending, request);
  const known = await knownBefore(contract, sending.files, names, request, deps);
  if (known !== undefined) return known;
  const thread = threadFor(contract, sending.files);
  // It starts while the bytes are kept, which takes as long.
  if (thread !== undefined) warmThread(thread.isText);
  deps.onProgress?.('keeping the bytes');
  const landed = await land(contract, sending.files, deps);
  const opened = await open(contract, landed.files, thread, deps);
  try {
    const date = await dateOf(contract, request.asAt, names, () => Promise.resolve(opened.asAt));
    if (date === undefined) throw opened.fault ?? waitsForDate(contract, sending.names);
    const loaded = await loadReturn(
      {
        contract,
        asAt: date.asAt,
        receivedAt: deps.now().toISOString(),
        files: landed.files,
        notes: request.notes ?? [],
        acceptAnyway: request.acceptAnyway,
      },
      deps,
      opened,
    );
    return receiptOf(contract, date, { ...loaded, notes: [...loaded.notes, ...landed.notes] });
  } catch (error) {
    // What was never entered in the ledger would be kept for ever.
    if (isAboutDate(error))
      for (const sha256 of landed.fresh) await forgetLanded(deps.store, sha256);
    throw error;
  } finally {
    await opened.close();
  }
}

/** Whether a return was left because nothing tells its date, or a given one is none: nothing of it is in the ledger. */
function isAboutDate(error: unknown): error is QuarterlyError {
  return error instanceof QuarterlyError && (error.code === 'usage' || error.code === 'contract');
}

function receiptOf(contract: SourceContract, date: SendingDate, loaded: LoadedReturn): Receipt {
  return {
    ...loaded,
    source: contract.id,
    title: contract.title,
    asAt: date.asAt,
    asAtFrom: date.from,
    counts: totals(loaded.files),
  };
}

/** The receipt of bytes that were received before; they aren't opened again. Bytes that the store has lost are kept again. */
async function knownBefore(
  contract: SourceContract,
  files: readonly ByteSource[],
  names: readonly string[],
  { asAt: given, acceptAnyway }: ReceiveRequest,
  deps: ReceiveDeps,
): Promise<Receipt | undefined> {
  if (acceptAnyway !== undefined || (given !== undefined && !isIsoDate(given))) return undefined;
  const sizes = files.map(({ size }) => size);
  if (!(await deps.warehouse.read((trx) => knowsSizes(trx, sizes)))) return undefined;
  const sent = new Map<string, SentFile>();
  for (const file of files) {
    const one = { role: roleOf(contract, file.name), sha256: await sha256Of(file) };
    sent.set(`${one.role} ${one.sha256}`, one);
  }
  const found = await findKnown(contract, [...sent.values()], { given, names }, deps);
  if (found === undefined) return undefined;
  const isKept = await Promise.all(
    [...sent.values()].map(({ sha256 }) => isLanded(deps.store, sha256)),
  );
  if (found.known.expiredAt === null && isKept.includes(false)) await land(contract, files, deps);
  return receiptOf(contract, found.date, alreadyReceived(found.returnId, found.known));
}

/** Below this many bytes of text a thread's memory is of no account. */
const LARGE_BYTES = 2 * 1024 * 1024;

/** The thread that reads these files; undefined where they are read in this one. */
function threadFor(
  contract: SourceContract,
  files: readonly ByteSource[],
): { readonly isText: boolean } | undefined {
  const isLarge = files.reduce((sum, file) => sum + file.size, 0) >= LARGE_BYTES;
  // A thread runs the compiled program, and knows the registered contracts only.
  const isOne =
    (isCompiled || isLarge) &&
    sources.some((known) => known === contract) &&
    existsSync(workerFile);
  if (!isOne) return undefined;
  return { isText: isLarge && files.every(({ name }) => /\.(csv|txt|tsv|xml)$/i.test(name)) };
}

async function open(
  contract: SourceContract,
  files: readonly LandedReturnFile[],
  thread: { readonly isText: boolean } | undefined,
  deps: ReceiveDeps,
): Promise<OpenedReturn> {
  const job: OpenJob = {
    source: contract.id,
    engine: deps.warehouse.engine,
    authority: deps.authority,
    store: deps.store,
    files: inOrder(files),
    pseudonymKey: deps.keys.pseudonymKey,
    bytesKey: deps.keys.bytesKey,
    ...(deps.postcodes === undefined ? {} : { postcodes: deps.postcodes }),
  };
  if (thread === undefined) return openLanded(contract, job);
  return openInThread(job, { ...thread, signal: deps.signal });
}

/** The part that a file plays, by its name without the folders of a zip. */
export function roleOf(contract: SourceContract, name: string): string {
  return contract.role?.(name.split('/').at(-1) ?? name) ?? 'data';
}

async function land(
  contract: SourceContract,
  files: readonly ByteSource[],
  deps: ReceiveDeps,
): Promise<{ files: LandedReturnFile[]; fresh: string[]; notes: LoadedReturn['notes'] }> {
  const fresh: string[] = [];
  const landed: LandedReturnFile[] = [];
  const notes: LoadedReturn['notes'][number][] = [];
  // The key may have changed since this program read it: bytes encrypted with the old one could never be read.
  if (contract.personal) await deps.warehouse.read((trx) => checkKey(trx, deps.keys));
  const sealWith = contract.personal ? deps.keys.bytesKey : undefined;
  for (const file of files) {
    const { sha256, byteCount, isEncrypted, isNew } = await landFile(deps.store, file, sealWith);
    if (isNew) fresh.push(sha256);
    const role = roleOf(contract, file.name);
    const twin = landed.find((other) => other.sha256 === sha256 && other.role === role);
    if (twin === undefined) {
      landed.push({ name: file.name, role, sha256, byteCount, isEncrypted });
      continue;
    }
    const message = `${file.name} holds the same bytes as ${twin.name} and counts once.`;
    notes.push({ level: 'warning', topic: 'same-file-twice', message });
  }
  return { files: landed, fresh, notes };
}
