import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ByteSource } from '../core/files/tabular-file.js';
import { QuarterlyError } from '../core/errors.js';
import { moveTo } from '../core/files/move.js';
import { syncFolder } from '../core/files/sync-folder.js';
import { damaged, encryptedWithin, encrypt, SEAL_BYTES, decrypt } from './encryption.js';

/** Received bytes, kept under their name: the sha256 of the plain bytes, sealed or not. */
export interface LandedFile {
  readonly sha256: string;
  /** Plain bytes. */
  readonly byteCount: number;
  readonly isEncrypted: boolean;
  /** False where the same bytes were there already. */
  readonly isNew: boolean;
}

const CHUNK_BYTES = 64 * 1024;
const SEALED = '.sealed';
const LANDING = '.landing-';

/**
 * Keeps a file's bytes in the store, streamed: whole under its name or not at all, even after a power cut. The same bytes again
 * are nothing new; bytes once kept open are replaced by sealed ones when a personal source brings them.
 * @param sealWith the key for bytes of a personal source; undefined leaves them open.
 */
export async function landFile(
  store: string,
  source: ByteSource,
  encryptWith: Uint8Array | undefined,
): Promise<LandedFile> {
  await mkdir(store, { recursive: true });
  const temporary = path.join(store, `${LANDING}${randomBytes(8).toString('hex')}.part`);
  try {
    const { sha256, byteCount } = await write(temporary, source, encryptWith);
    const open = landedPath(store, sha256);
    const sealed = `${open}${SEALED}`;
    const known = { sha256, byteCount, isEncrypted: true, isNew: false };
    if (await exists(sealed)) return known;
    if (encryptWith === undefined && (await exists(open))) return { ...known, isEncrypted: false };
    await mkdir(path.dirname(open), { recursive: true });
    await moveTo(temporary, encryptWith === undefined ? open : sealed);
    await syncFolder(path.dirname(open));
    if (encryptWith !== undefined) await rm(open, { force: true });
    return { sha256, byteCount, isEncrypted: encryptWith !== undefined, isNew: true };
  } finally {
    await rm(temporary, { force: true });
  }
}

/**
 * Landed bytes as a file to read again, from their start each time. A stream read to its end throws `integrity` there unless
 * every byte is what was received. Throws `integrity` where there are no such bytes.
 * @param name the file's name as it was received.
 */
export async function landedSource(
  store: string,
  sha256: string,
  name: string,
  key: Uint8Array,
): Promise<ByteSource> {
  const open = landedPath(store, sha256);
  const sealed = `${open}${SEALED}`;
  const sealedSize = await sizeOf(sealed);
  const size = sealedSize === undefined ? await sizeOf(open) : sealedSize - SEAL_BYTES;
  if (size === undefined) throw missing(open);
  const place = sealedSize === undefined ? open : sealed;
  const plain = (): AsyncIterable<Uint8Array> =>
    sealedSize === undefined ? pieces(open) : unsealed(sealed, sealedSize, key);
  return { name, size, stream: () => verified(plain(), sha256, place) };
}

/** `store/ab/abcdef…`: no folder of tens of thousands. */
export function landedPath(store: string, sha256: string): string {
  return path.join(store, sha256.slice(0, 2), sha256);
}

/** Where the bytes of a hash may be: open, sealed. */
export function landedPlaces(store: string, sha256: string): string[] {
  const open = landedPath(store, sha256);
  return [open, `${open}${SEALED}`];
}

/** Whether the bytes of a hash are in the store. */
export async function isLanded(store: string, sha256: string): Promise<boolean> {
  const found = await Promise.all(landedPlaces(store, sha256).map(exists));
  return found.includes(true);
}

/** Deletes the bytes of a hash, and what a change of key that was cut off made of them. */
export async function forgetLanded(store: string, sha256: string): Promise<void> {
  for (const place of landedPlaces(store, sha256)) await rm(place, { force: true });
  await forgetReencrypted(store, sha256);
}

/**
 * Deletes what no return needs: bytes of other hashes, which a receipt that was cut off leaves too, and what it left unfinished. The
 * caller holds the run lock, so nobody is landing anything.
 */
export async function sweepStore(store: string, kept: ReadonlySet<string>): Promise<void> {
  const names = await readdir(store, { recursive: true }).catch(() => []);
  for (const name of names) {
    const [hash] = /[0-9a-f]{64}/.exec(path.basename(name)) ?? [];
    const isUnfinished = path.basename(name).startsWith(LANDING);
    if (isUnfinished || (hash !== undefined && !kept.has(hash)))
      await rm(path.join(store, name), { force: true });
  }
}

/** Encrypted files of the store, by sha256 of their plain bytes, in that order: those that no return names too. */
export async function encryptedHashes(store: string): Promise<string[]> {
  const names = await readdir(store, { recursive: true }).catch(() => []);
  return names
    .filter((name) => name.endsWith(SEALED))
    .map((name) => path.basename(name, SEALED))
    .sort();
}

/**
 * Encrypts a stored file with another key, next to the old one, which stays as it is. One that an earlier try left whole is kept.
 * Throws `integrity` where the old key doesn't open the file.
 */
export async function reencrypt(
  store: string,
  sha256: string,
  oldKey: Uint8Array,
  newKey: Uint8Array,
): Promise<void> {
  const next = reencryptedPath(store, sha256);
  if (await opensWith(next, sha256, newKey)) return;
  await rm(next, { force: true });
  await write(next, await landedSource(store, sha256, sha256, oldKey), newKey);
  await syncFolder(path.dirname(next));
}

/** Puts a file that {@link reencrypt} made in the old one's place, in one step; does nothing where that is done. */
export async function placeReencrypted(store: string, sha256: string): Promise<void> {
  const next = reencryptedPath(store, sha256);
  if (!(await exists(next))) return;
  await moveTo(next, `${landedPath(store, sha256)}${SEALED}`);
  await syncFolder(path.dirname(next));
}

/** Deletes what {@link reencrypt} made of a file. */
export async function forgetReencrypted(store: string, sha256: string): Promise<void> {
  await rm(reencryptedPath(store, sha256), { force: true });
}

/** Named as what is being written: no backup copies it. */
function reencryptedPath(store: string, sha256: string): string {
  return path.join(path.dirname(landedPath(store, sha256)), `.${sha256}.rekey.part`);
}

async function opensWith(file: string, sha256: string, key: Uint8Array): Promise<boolean> {
  const size = await sizeOf(file);
  if (size === undefined) return false;
  try {
    const bytes = verified(unsealed(file, size, key), sha256, file)[Symbol.asyncIterator]();
    while ((await bytes.next()).done !== true);
    return true;
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'integrity') return false;
    throw error;
  }
}

async function write(
  file: string,
  source: ByteSource,
  encryptWith: Uint8Array | undefined,
): Promise<{ sha256: string; byteCount: number }> {
  const hash = createHash('sha256');
  let byteCount = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of source.stream()) {
      hash.update(piece);
      byteCount += piece.byteLength;
      yield piece;
    }
  }
  const handle = await open(file, 'wx', 0o600);
  try {
    const bytes = encryptWith === undefined ? counted() : encrypt(counted(), encryptWith);
    // While a piece is written the next is read and hashed.
    let written = Promise.resolve();
    for await (const piece of bytes) {
      await written;
      written = handle.writeFile(piece);
      written.catch(() => undefined);
    }
    await written;
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { sha256: hash.digest('hex'), byteCount };
}

function pieces(file: string): AsyncIterable<Uint8Array> {
  return createReadStream(file, { highWaterMark: CHUNK_BYTES });
}

async function* unsealed(file: string, size: number, key: Uint8Array): AsyncGenerator<Uint8Array> {
  if (size < SEAL_BYTES) throw damaged(file);
  const [from, to] = encryptedWithin(size);
  const handle = await open(file);
  try {
    const header = await bytesAt(handle, 0, from);
    const tag = await bytesAt(handle, to, size - to);
    yield* decrypt(header, passing(handle, from, to), tag, key, file);
  } finally {
    await handle.close();
  }
}

/**
 * Bytes of an open file from a place to before another, in pieces that take turns in two memories: one is read while the
 * other is made use of. A piece is good until the next is asked for.
 */
async function* passing(handle: FileHandle, from: number, to: number): AsyncGenerator<Uint8Array> {
  let [memory, other] = [Buffer.alloc(CHUNK_BYTES), Buffer.alloc(CHUNK_BYTES)];
  let place = from;
  const readNext = (): ReturnType<typeof handle.read> =>
    handle.read(memory, 0, Math.min(CHUNK_BYTES, to - place), place);
  let ahead = readNext();
  try {
    for (;;) {
      const { bytesRead } = await ahead;
      if (bytesRead === 0) return;
      const piece = memory.subarray(0, bytesRead);
      place += bytesRead;
      [memory, other] = [other, memory];
      ahead = readNext();
      yield piece;
    }
  } finally {
    // Anyone who stops early has no use for the next piece, nor for why it can't be read.
    ahead.catch(() => undefined);
  }
}

async function bytesAt(handle: FileHandle, place: number, length: number): Promise<Uint8Array> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, place);
  return buffer.subarray(0, bytesRead);
}

async function* verified(
  plain: AsyncIterable<Uint8Array>,
  sha256: string,
  place: string,
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  for await (const piece of plain) {
    hash.update(piece);
    yield piece;
  }
  if (hash.digest('hex') !== sha256) throw damaged(place);
}

function missing(file: string): QuarterlyError {
  return new QuarterlyError('integrity', 'The bytes of a return are not in the store.', {
    fix: 'Restore store/ from your backup, or receive the return again.',
    place: { file },
  });
}

async function exists(file: string): Promise<boolean> {
  return (await sizeOf(file)) !== undefined;
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch {
    return undefined;
  }
}
