import type { FileState, InboxEntry } from '../core/files/inbox.js';

/** What distinguishes an entry's content from a later one, without reading it: how many files, how large, when last changed. */
export function markOf(files: ReadonlyMap<string, FileState>): string {
  const states = [...files.values()];
  const size = states.reduce((sum, file) => sum + file.size, 0);
  const newest = Math.max(0, ...states.map((file) => file.modifiedMs));
  return `${states.length} files, ${size} bytes, ${new Date(newest).toISOString()}`;
}

/** Bytes of all files together. */
function sizeOf(entry: InboxEntry): number {
  return [...entry.files.values()].reduce((sum, file) => sum + file.size, 0);
}

/** Why an entry can't be taken yet, or at all; undefined where it can. */
export function tooLargeWhy(entry: InboxEntry, mostBytes: number): string | undefined {
  const size = sizeOf(entry);
  if (size <= mostBytes) return undefined;
  return `it has ${Math.ceil(size / 1_000_000)} MB, more than the ${Math.floor(mostBytes / 1_000_000)} MB that are allowed (most_megabytes)`;
}
