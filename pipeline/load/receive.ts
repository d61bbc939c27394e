import { existsSync } from 'node:fs';
import { asAtFromContent, type ReturnFile } from '../../sources/contract/read-return.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { openTabular } from '../../sources/read/open.js';
import type { ByteSource } from '../../sources/read/types.js';
import { sourceById, sources } from '../../sources/register.js';
import type { IsoDate } from '../calendar/days.js';
import { QuarterlyError } from '../errors.js';
import { landFile } from '../land/store.js';
import type { Acceptance } from './acceptance.js';
import type { LandedReturnFile } from './job.js';
import { type LoadDeps, type LoadedReturn, loadReturn } from './load.js';
import { ReadingThread, workerFile } from './reading-thread.js';
import { gather } from './received-files.js';
import { dateOf, type SendingDate, waitsForDate } from './sending-date.js';
import { type ReturnCounts, totals } from './totals.js';

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
  const contract = typeof request.source === 'string' ? sourceById(request.source) : request.source;
  const sending = await gather(paths);
  const names = [...sending.names, ...(request.alsoNamed ?? [])];
  const date = await dateOf(contract, request.asAt, names, () =>
    dateWithin(contract, sending.files),
  );
  if (date === undefined) {
    throw (await faultOf(sending.files)) ?? waitsForDate(contract, sending.names);
  }
  const thread = threadFor(contract, sending.files);
  try {
    deps.tell?.('keeping the bytes');
    const landed = await land(contract, sending.files, deps);
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
      thread,
    );
    return {
      ...loaded,
      notes: [...loaded.notes, ...landed.notes],
      source: contract.id,
      title: contract.title,
      asAt: date.asAt,
      asAtFrom: date.from,
      counts: totals(loaded.files),
    };
  } finally {
    await thread?.close();
  }
}

/** Below this many bytes a thread of its own costs more than it gains. */
const WORTH_A_THREAD = 2 * 1024 * 1024;

function threadFor(
  contract: SourceContract,
  files: readonly ByteSource[],
): ReadingThread | undefined {
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  // A thread knows the registered contracts alone, and needs the compiled program.
  const isOne =
    bytes >= WORTH_A_THREAD &&
    sources.some((known) => known === contract) &&
    existsSync(workerFile);
  return isOne ? new ReadingThread(files.map((file) => file.name)) : undefined;
}

/** The part that a file plays, by its name without the folders of a zip. */
export function roleOf(contract: SourceContract, name: string): string {
  return contract.role?.(name.split('/').at(-1) ?? name) ?? 'data';
}

/** The date that the files' own text tells. A file that can't be opened tells none; it is refused later, where its return is entered. */
async function dateWithin(
  contract: SourceContract,
  files: readonly ByteSource[],
): Promise<IsoDate | undefined> {
  if (contract.asAtFromText === undefined) return undefined;
  const opened: ReturnFile[] = [];
  try {
    for (const file of files)
      opened.push({ name: file.name, role: 'data', tabular: await openTabular(file) });
    return await asAtFromContent(contract, opened);
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'contract') return undefined;
    throw error;
  } finally {
    for (const { tabular } of opened) await tabular.close();
  }
}

/** Why the first file that can't be opened can't: a PDF isn't mended by a date. Undefined where all can. */
async function faultOf(files: readonly ByteSource[]): Promise<QuarterlyError | undefined> {
  for (const file of files) {
    try {
      await (await openTabular(file)).close();
    } catch (error) {
      if (error instanceof QuarterlyError && error.code === 'contract') return error;
      throw error;
    }
  }
  return undefined;
}

async function land(
  contract: SourceContract,
  files: readonly ByteSource[],
  deps: ReceiveDeps,
): Promise<{ files: LandedReturnFile[]; notes: LoadedReturn['notes'] }> {
  const landed: LandedReturnFile[] = [];
  const notes: LoadedReturn['notes'][number][] = [];
  const sealWith = contract.personal ? deps.keys.bytesKey : undefined;
  for (const file of files) {
    const { sha256, byteCount, isEncrypted } = await landFile(deps.store, file, sealWith);
    const role = roleOf(contract, file.name);
    const twin = landed.find((other) => other.sha256 === sha256 && other.role === role);
    if (twin === undefined) {
      landed.push({ name: file.name, role, sha256, byteCount, isEncrypted });
      continue;
    }
    const message = `${file.name} holds the same bytes as ${twin.name} and counts once.`;
    notes.push({ level: 'warning', topic: 'same-file-twice', message });
  }
  return { files: landed, notes };
}
