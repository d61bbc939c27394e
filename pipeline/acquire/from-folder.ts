import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { interrupted, remoteFailure } from '../core/remote/failure.js';
import { type ShareProcess, startShareProcess } from '../core/remote/share-process.js';
import type { FetchJob, FetchResult } from './fetch-job.js';
import { fitsPattern } from './name-pattern.js';
import { type InboxEntry, STILL_WRITTEN } from '../core/files/inbox.js';
import { markOf } from './listing-mark.js';
import type { ReadRequest } from './share-reader.js';
import { takeChanged } from './take-changed.js';

export interface FolderPlace {
  /** Absolute path. */
  readonly folder: string;
  /** Names with * and ?; left out: all. */
  readonly files?: string | undefined;
  /** How long it may give no sign of life; left out: a minute. */
  readonly silenceMs?: number;
}

/**
 * Takes every return in a folder or share that has changed since it was last taken. A second look shows what is still being written; what
 * changes while it is copied is left as well.
 * @throws QuarterlyError `missing` where the folder can't be read: a share that isn't there, or doesn't answer, is a late return
 */
export async function fromFolder(place: FolderPlace, job: FetchJob): Promise<FetchResult> {
  const pattern = place.files ?? '*';
  const { signal } = job;
  const share = startShareProcess(READER, place.folder, { signal, silenceMs: place.silenceMs });
  const look = async (): Promise<InboxEntry[]> =>
    (await list(share, place.folder, job.source)).filter((entry) =>
      fitsPattern(pattern, entry.name),
    );
  try {
    return await takeChanged(job, look, (entry) => takeEntry(share, place.folder, entry, job));
  } finally {
    share.end();
  }
}

const READER = ['pipeline', 'acquire', 'share-reader.js'];

function list(share: ShareProcess, folder: string, source: string): Promise<InboxEntry[]> {
  const request: ReadRequest = { kind: 'list', folder, source };
  return reading(folder, async () => (await share.ask(request)) as InboxEntry[]);
}

/** Copies an entry whole and hands it on; says why where that can't be done now. */
async function takeEntry(
  share: ShareProcess,
  folder: string,
  entry: InboxEntry,
  job: FetchJob,
): Promise<string | undefined> {
  const copy = path.join(job.staging, entry.name);
  const isFolder = !entry.files.has('');
  try {
    await mkdir(isFolder ? copy : path.dirname(copy), { recursive: true, mode: 0o700 });
    for (const name of entry.files.keys()) {
      if (job.signal.aborted) throw interrupted();
      const [from, to] = [path.join(entry.path, name), path.join(copy, name)];
      const request: ReadRequest = { kind: 'copy', from, to };
      await reading(folder, () => share.ask(request));
    }
    const now = await list(share, folder, entry.source);
    const after = now.find((each) => each.path === entry.path);
    const mark = markOf(entry.files);
    if (after === undefined || markOf(after.files) !== mark) return STILL_WRITTEN;
    await job.take({ place: entry.path, paths: [copy], alsoNamed: [], mark });
    return undefined;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Faults of the machine that we run on, which no share is to blame for. */
const OUR_OWN: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'ENFILE']);
/** What a share that stumbles says; another try may find it back. */
const PASSING: ReadonlySet<string> = new Set([
  'EIO',
  'ESTALE',
  'EBUSY',
  'EAGAIN',
  'ETIMEDOUT',
  'ENOTCONN',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UNKNOWN',
]);

/** Reads from a share: what fails there is reported as a return that doesn't come. */
async function reading<T>(folder: string, body: () => Promise<T>): Promise<T> {
  try {
    return await body();
  } catch (cause) {
    if (cause instanceof QuarterlyError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === '' || OUR_OWN.has(code)) throw cause;
    throw remoteFailure(`The folder ${folder} can't be read (${folderFaultWords(code)}).`, {
      fix: 'Check that the share is there, and that this program’s user may read it; the next pull tries again.',
      canRetry: PASSING.has(code),
      cause,
    });
  }
}

function folderFaultWords(code: string): string {
  switch (code) {
    case 'ENOENT':
      return 'it isn’t there';
    case 'EACCES':
    case 'EPERM':
      return 'not allowed';
    case 'ENOTDIR':
      return 'it is no folder';
    default:
      return code;
  }
}
