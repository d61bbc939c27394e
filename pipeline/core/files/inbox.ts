import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SkipReason } from './skipped.js';
import { isLeftOut } from './names.js';

/** A return that waits: a file, a zip or a folder in `inbox/<source>/`, or directly in `inbox/`. */
export interface WaitingReturn {
  /** The source whose folder it is in; empty for what is directly in the inbox: its headings say what it is. */
  readonly source: string;
  /** Absolute path. */
  readonly path: string;
  readonly name: string;
}

/** What was left for another time, and why. */
export interface SkippedReturn extends WaitingReturn {
  readonly cause: SkipReason;
  readonly why: string;
}

export interface Inbox {
  readonly waiting: readonly WaitingReturn[];
  readonly left: readonly SkippedReturn[];
}

/** An entry of the inbox with the files that make it up: path within the entry to what says whether it changed. */
export interface InboxEntry extends WaitingReturn {
  readonly files: ReadonlyMap<string, FileState>;
}

export interface FileState {
  readonly size: number;
  readonly modifiedMs: number;
}

/** What a later look will find whole. */
export const STILL_WRITTEN = 'it is still being written';
/** How long apart the two looks at a file are: anyone who copies a file writes to it more often than this. */
const BETWEEN_LOOKS_MS = 400;
/** A file that nobody has touched for so long needs no second look. */
const SETTLED_AFTER_MS = 60_000;

/**
 * The returns that wait in an inbox, by source and name. What stays there after receipt is listed again: the ledger knows its
 * bytes, and receiving it twice is nothing new. A file that is still being written is left for the next time.
 */
export async function waiting(
  inbox: string,
  options: {
    /** Milliseconds since 1970 by the clock that stamps files. */
    readonly nowMs: number;
    /** The sources that a folder can be named after. */
    readonly sourceIds: readonly string[];
    readonly pause?: (milliseconds: number) => Promise<void>;
  },
): Promise<Inbox> {
  const first = await inboxEntries(inbox, options.sourceIds);
  const young = first.some((entry) => isYoung(entry, options.nowMs));
  if (!young) return decide(first, first);
  await (options.pause ?? sleep)(BETWEEN_LOOKS_MS);
  return decide(first, await inboxEntries(inbox, options.sourceIds));
}

/** Which entries are whole: those that two looks show alike and that hold something. Pure. */
export function decide(first: readonly InboxEntry[], second: readonly InboxEntry[]): Inbox {
  const waiting: WaitingReturn[] = [];
  const left: SkippedReturn[] = [];
  for (const entry of [...second].sort(bySourceAndName)) {
    const { source, path: place, name } = entry;
    const before = first.find((other) => other.path === place);
    const why = whySkipped(before, entry);
    if (why === undefined) waiting.push({ source, path: place, name });
    else left.push({ source, path: place, name, ...why });
  }
  return { waiting, left };
}

function whySkipped(
  before: InboxEntry | undefined,
  entry: InboxEntry,
): Pick<SkippedReturn, 'cause' | 'why'> | undefined {
  if (entry.files.size === 0) return { cause: 'empty', why: 'the folder is empty' };
  if ([...entry.files.values()].every((file) => file.size === 0))
    return { cause: 'empty', why: 'there is nothing in it' };
  const unchanged =
    before?.files.size === entry.files.size &&
    [...entry.files].every(([name, file]) => {
      const old = before.files.get(name);
      return old?.size === file.size && old.modifiedMs === file.modifiedMs;
    });
  return unchanged ? undefined : { cause: 'being written', why: STILL_WRITTEN };
}

function isYoung(entry: InboxEntry, nowMs: number): boolean {
  return [...entry.files.values()].some(
    (file) => Math.abs(nowMs - file.modifiedMs) < SETTLED_AFTER_MS,
  );
}

function bySourceAndName(a: InboxEntry, b: InboxEntry): number {
  const [left, right] = [`${a.source}\0${a.name}`, `${b.source}\0${b.name}`];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Everything in an inbox. Empty if there is no inbox. */
export async function inboxEntries(
  inbox: string,
  sourceIds: readonly string[],
): Promise<InboxEntry[]> {
  const entries: InboxEntry[] = [];
  for (const entry of await entriesIn(inbox, '').catch(ifAbsent)) {
    if (sourceIds.includes(entry.name)) {
      entries.push(...(await entriesIn(entry.path, entry.name)));
    } else entries.push(entry);
  }
  return entries;
}

/** The returns of one source that are in a folder: files, and folders of files. Throws where the folder can't be read. */
export async function entriesIn(folder: string, source: string): Promise<InboxEntry[]> {
  const entries: InboxEntry[] = [];
  for (const item of await readdir(folder, { withFileTypes: true })) {
    if (isLeftOut(item.name) || !(item.isFile() || item.isDirectory())) continue;
    const place = path.join(folder, item.name);
    const files = item.isDirectory() ? await filesOf(place) : new Map([['', await state(place)]]);
    entries.push({ source, path: place, name: item.name, files });
  }
  return entries;
}

function ifAbsent(error: unknown): InboxEntry[] {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
  throw error;
}

async function filesOf(folder: string): Promise<Map<string, FileState>> {
  const files = new Map<string, FileState>();
  for (const item of await readdir(folder, { withFileTypes: true })) {
    if (item.isFile() && !isLeftOut(item.name))
      files.set(item.name, await state(path.join(folder, item.name)));
  }
  return files;
}

async function state(file: string): Promise<FileState> {
  const { size, mtimeMs } = await stat(file);
  return { size, modifiedMs: mtimeMs };
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
