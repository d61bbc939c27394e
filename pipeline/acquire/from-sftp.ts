import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type SftpServer, type SftpSession, withSftp } from '../core/remote/sftp.js';
import type { FetchJob, FetchResult } from './fetch-job.js';
import { safeName } from './file-name.js';
import { fitsPattern } from './name-pattern.js';
import { type InboxEntry, STILL_WRITTEN } from '../core/files/inbox.js';
import { isLeftOut } from '../core/files/names.js';
import { markOf } from './listing-mark.js';
import { takeChanged } from './take-changed.js';

export interface SftpPlace {
  readonly server: SftpServer;
  readonly folder: string;
  /** Names with * and ?; left out: all. */
  readonly files?: string | undefined;
}

/** Takes every return in a folder of an SFTP server that has changed since it was last taken, as {@link fromFolder} does of a share. */
export function fromSftp(place: SftpPlace, job: FetchJob): Promise<FetchResult> {
  return withSftp(place.server, job.signal, (session) =>
    takeChanged(
      job,
      () => look(session, place, job),
      (entry) => takeEntry(session, place, entry, job),
    ),
  );
}

/** What is in the folder; a folder in it is one return, of the files in it. */
async function look(session: SftpSession, place: SftpPlace, job: FetchJob): Promise<InboxEntry[]> {
  const pattern = place.files ?? '*';
  const entries: InboxEntry[] = [];
  for (const item of await session.list(place.folder)) {
    if (isLeftOut(item.name) || !fitsPattern(pattern, item.name)) continue;
    const inFolder = `${place.folder}/${item.name}`;
    const files = item.isFolder
      ? (await session.list(inFolder)).filter((file) => !file.isFolder && !isLeftOut(file.name))
      : [{ ...item, name: '' }];
    entries.push({
      source: job.source,
      path: whereIs(place, item.name),
      name: item.name,
      files: new Map(files.map((file) => [file.name, file])),
    });
  }
  return entries;
}

async function takeEntry(
  session: SftpSession,
  place: SftpPlace,
  entry: InboxEntry,
  job: FetchJob,
): Promise<string | undefined> {
  const copy = path.join(job.staging, safeName(entry.name));
  const isFolder = !entry.files.has('');
  // No name is reported: a file may be called after a child.
  if (new Set([...entry.files.keys()].map(nameHere)).size < entry.files.size)
    return 'two of its files would have one name on this machine; have one renamed there';
  try {
    await mkdir(isFolder ? copy : path.dirname(copy), { recursive: true, mode: 0o700 });
    for (const [name, { size }] of entry.files) {
      const from = [place.folder, entry.name, name].filter((part) => part !== '').join('/');
      const to = isFolder ? path.join(copy, safeName(name)) : copy;
      const count = await download(session, from, to, size);
      if (count !== size) return STILL_WRITTEN;
    }
    const now = await look(session, place, job);
    const after = now.find((each) => each.path === entry.path);
    const mark = markOf(entry.files);
    if (after === undefined || markOf(after.files) !== mark) return STILL_WRITTEN;
    await job.take({ place: entry.path, paths: [copy], alsoNamed: [], mark });
    return undefined;
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** What a file would be called where some letters mayn't be used and capitals don't count. */
function nameHere(name: string): string {
  return safeName(name).toLowerCase();
}

/** Writes a file's bytes down; one that grows meanwhile is left off soon after the size that it had. */
async function download(
  session: SftpSession,
  from: string,
  to: string,
  size: number,
): Promise<number> {
  let count = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of session.read(from)) {
      count += piece.byteLength;
      yield piece;
      if (count > size) return;
    }
  }
  await pipeline(Readable.from(pieces()), createWriteStream(to, { mode: 0o600 }));
  return count;
}

/** `sftp://user@host:port/folder/name`: where a return came from, as the ledger keeps it. */
function whereIs({ server, folder }: SftpPlace, name: string): string {
  const slash = folder.startsWith('/') ? '' : '/';
  return `sftp://${server.user}@${server.host}:${server.port}${slash}${folder}/${name}`;
}
