import { rm } from 'node:fs/promises';
import path from 'node:path';
import { longDate } from '../core/calendar/days.js';
import { QuarterlyError } from '../core/errors.js';
import { remoteFailure } from '../core/remote/failure.js';
import { type Get, httpsLimits, type Network, withHttps } from '../core/remote/https.js';
import type { FetchJob, FetchResult } from './fetch-job.js';
import type { LinkPattern } from './links.js';
import { linksOn } from './page-links.js';
import {
  fetchFile,
  type FileMark,
  hasChanged,
  type HeldFile,
  type WantedFile,
} from './web-file.js';
import { sha256 } from '../core/sha256.js';

/** Where a return's files are on the web. */
export interface WebPlace {
  /** The files themselves, or one page that links to them. */
  readonly addresses: readonly [URL, ...URL[]];
  /** Where the address is a page: which of its links are meant, one a file. */
  readonly links?: readonly LinkPattern[] | undefined;
  /** One a file, in their order. */
  readonly sha256s?: readonly string[] | undefined;
  /** Goes to the first address's host, and to no other. */
  readonly token?: string | undefined;
  readonly network: Network;
}

type Answer = HeldFile | 'unchanged' | 'nothing there';

/**
 * Takes the return whose files are at some addresses, or at the newest links of a page, whole or not at all, unless its publisher says that
 * none of them has changed since it was taken last.
 * @throws QuarterlyError `missing` where a file can't be had whole, or isn't what it should be: it says which
 */
export function fromWeb(place: WebPlace, job: FetchJob): Promise<FetchResult> {
  return withHttps(place.network, httpsLimits, job.signal, async (get) =>
    takeFiles(await filesOf(place, get, job), get, job),
  );
}

async function filesOf(place: WebPlace, get: Get, job: FetchJob): Promise<WantedFile[]> {
  const { addresses, links, sha256s = [], token } = place;
  const [own] = addresses;
  const files =
    links === undefined
      ? addresses.map((address) => ({ address }))
      : await linksOn({ address: own, patterns: links, token }, job.dateOf, get);
  return files.map((file, index) => ({
    ...file,
    sha256: sha256s[index],
    token: file.address.origin === own.origin ? token : undefined,
  }));
}

async function takeFiles(
  files: readonly WantedFile[],
  get: Get,
  job: FetchJob,
): Promise<FetchResult> {
  const where = files.map(({ address }) => publicAddress(address)).join(' ');
  const known = marksIn(job.markOf(where));
  const fetched = await fetchChanged(files, known, get, job);
  const isKnown = fetched.every((file, index) => isAsKnown(file, known[index]));
  if (isKnown || fetched.every((file) => file === 'nothing there')) {
    await discard(files, job);
    return { unchanged: isKnown ? 1 : 0, left: [] };
  }
  const held = await fetchRest(files, fetched, get, job);
  await checkTogether(files, held, get, job);
  const mark = JSON.stringify(held.map((file) => file.mark));
  const alsoNamed = files.flatMap(({ text = '' }) => (text === '' ? [] : [text]));
  await job.take({ place: where, paths: held.map((file) => file.path), alsoNamed, mark });
  await discard(files, job);
  return { unchanged: 0, left: [] };
}

/** Where a server says nothing of changes, the bytes do. */
function isAsKnown(file: Answer, known: FileMark | undefined): boolean {
  if (typeof file === 'string') return file === 'unchanged';
  return JSON.stringify(file.mark) === JSON.stringify(known);
}

/** Each file that isn't as it was when it was taken last. What an earlier try of this job fetched is asked about, not fetched again. */
async function fetchChanged(
  files: readonly WantedFile[],
  known: readonly FileMark[],
  get: Get,
  job: FetchJob,
): Promise<Answer[]> {
  const fetched: Answer[] = [];
  for (const [index, file] of files.entries()) {
    const held = job.held.get(file.address.href);
    const answer = await fetchOne(files, file, held?.mark ?? known[index], get, job);
    fetched.push(answer === 'unchanged' && held !== undefined ? held : answer);
  }
  return fetched;
}

/** A return is all of its files: where one has changed, those that haven't are fetched as well. */
async function fetchRest(
  files: readonly WantedFile[],
  fetched: readonly Answer[],
  get: Get,
  job: FetchJob,
): Promise<HeldFile[]> {
  const held: HeldFile[] = [];
  for (const [index, file] of files.entries()) {
    const first = fetched[index];
    const answer = first === 'unchanged' ? await fetchOne(files, file, undefined, get, job) : first;
    if (typeof answer !== 'object') throw aboutOne(files, file, notThere(file.address));
    held.push(answer);
  }
  return held;
}

async function fetchOne(
  files: readonly WantedFile[],
  file: WantedFile,
  known: FileMark | undefined,
  get: Get,
  job: FetchJob,
): Promise<Answer> {
  const { href } = file.address;
  try {
    const into = { folder: folderOf(job, file), mostBytes: job.mostBytes };
    const answer = await fetchFile(file, known, into, get);
    if (typeof answer === 'object') job.held.set(href, answer);
    return answer;
  } catch (error) {
    job.held.delete(href);
    throw aboutOne(files, file, error);
  }
}

async function discard(files: readonly WantedFile[], job: FetchJob): Promise<void> {
  job.held.clear();
  for (const file of files) await rm(folderOf(job, file), { recursive: true, force: true });
}

/** What can be said only of all files: how large they are together, that they speak for one day, that none was replaced meanwhile. */
async function checkTogether(
  files: readonly WantedFile[],
  held: readonly HeldFile[],
  get: Get,
  job: FetchJob,
): Promise<void> {
  const byteCount = held.reduce((sum, file) => sum + file.byteCount, 0);
  if (byteCount > job.mostBytes) throw tooLarge(byteCount, job.mostBytes);
  const days = held.map(
    ({ name }, index) => job.dateOf(files[index]?.text ?? '') ?? job.dateOf(name),
  );
  if (new Set(days.filter((day) => day !== undefined)).size > 1) throw differentDays(held, days);
  for (const [index, file] of files.slice(0, -1).entries()) {
    const copy = held[index];
    if (copy !== undefined && (await hasChanged(file, copy, get)))
      throw aboutOne(files, file, replaced(file.address));
  }
}

/** A failure of one file, as one of the return that is all of them. */
function aboutOne(files: readonly WantedFile[], { address }: WantedFile, error: unknown): unknown {
  if (files.length === 1 || !(error instanceof QuarterlyError) || error.code !== 'missing')
    return error;
  const message = `${publicAddress(address)}: ${error.message} It is one of the return's ${files.length} files, none of which is taken.`;
  const { fix, place, facts } = error;
  return new QuarterlyError(error.code, message, { fix, place, facts, cause: error });
}

function notThere(address: URL): QuarterlyError {
  return remoteFailure(`There is no file at ${address.host}${address.pathname}.`, {
    fix: 'It may still be to come: the next pull tries again. If its publisher has moved it, fix its address in quarterly.yaml.',
    canRetry: false,
  });
}

function replaced(address: URL): QuarterlyError {
  return remoteFailure(`${address.host} replaced it while the others were fetched.`, {
    fix: 'The next pull tries again.',
    canRetry: true,
  });
}

function tooLarge(byteCount: number, mostBytes: number): QuarterlyError {
  const [sum, most] = [Math.ceil(byteCount / MEGABYTE), Math.floor(mostBytes / MEGABYTE)];
  return remoteFailure(
    `The return's files have ${sum} MB together, more than the ${most} MB that are allowed.`,
    {
      fix: 'Check that they are the right files; if so, raise most_megabytes in quarterly.yaml.',
      canRetry: false,
    },
  );
}
const MEGABYTE = 1_000_000;

function differentDays(
  held: readonly HeldFile[],
  days: readonly (string | undefined)[],
): QuarterlyError {
  const dates = held
    .map(
      ({ name }, index) => `${name} ${days[index] === undefined ? 'none' : longDate(days[index])}`,
    )
    .join(', ');
  return remoteFailure(`The files of the return are dated differently: ${dates}.`, {
    fix: 'The files of a return must be for one day. The next pull tries again. If these files do belong together, receive them by hand with --as-at.',
    canRetry: false,
  });
}

function folderOf(job: FetchJob, { address }: WantedFile): string {
  const name = sha256(address.href).slice(0, 16);
  return path.join(job.staging, name);
}

/** An address as the ledger keeps it: what follows the question mark may hold a token. */
function publicAddress(address: URL): string {
  return `${address.origin}${address.pathname}`;
}

function marksIn(mark: string | undefined): FileMark[] {
  return mark === undefined ? [] : (JSON.parse(mark) as FileMark[]);
}
