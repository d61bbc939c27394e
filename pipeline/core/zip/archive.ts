import { Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';

import { fromBufferPromise, type Entry, type ZipFile } from 'yauzl';

import { QuarterlyError } from '../errors.js';
import { slices } from '../files/byte-source.js';
import type { ReadLimits } from './limits.js';
import type { Member } from './member.js';
import { damaged, megabytes, refusal } from './refuse.js';
import { utf8Text, wholeCharacters } from './utf8.js';

const INFLATED_CHUNK = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * Looks through the directory of a zip in memory before a byte of it is unpacked, and refuses (`contract`) what no honest
 * sender makes: too many or too large members, an absurd ratio, names that are encrypted, repeated or lead out of it.
 * Folders are left out.
 */
export async function openArchive(
  bytes: Buffer,
  file: string,
  limits: ReadLimits,
): Promise<readonly Member[]> {
  const zip = await fromBufferPromise(bytes).catch((error: unknown) => {
    throw damaged({ file }, 'its directory of contents is missing', error);
  });
  if (zip.entryCount > limits.entries) throw tooMany(file, zip.entryCount, limits);
  const members: Member[] = [];
  const names = new Set<string>();
  let unpacked = 0;
  let packed = 0;
  for (const entry of await entriesOf(zip, file)) {
    if (entry.isEncrypted())
      throw refusal(
        { file },
        'The file is protected by a password.',
        'Take the password off and send it again by a safe way.',
      );
    unpacked += entry.uncompressedSize;
    packed += entry.compressedSize;
    if (entry.fileName.endsWith('/')) continue;
    if (entry.fileName.split('/').some((name) => Buffer.byteLength(name) > limits.nameBytes))
      throw refusal(
        { file },
        `The file holds a part whose name is longer than ${limits.nameBytes} bytes, ${shown(entry.fileName)}.`,
        'Give the files shorter names, and make the zip again.',
      );
    const key = entry.fileName.toLowerCase();
    if (names.has(key))
      throw damaged({ file }, `it holds two parts of the name ${shown(entry.fileName)}`);
    names.add(key);
    if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
      throw damaged({ file }, `${shown(entry.fileName)} is packed in an unusual way`);
    members.push(member(zip, entry, bytes, file));
  }
  if (unpacked > limits.unpackedBytes)
    throw refusal(
      { file },
      `The file would unpack to ${megabytes(unpacked)}; ${megabytes(limits.unpackedBytes)} is the most that is read.`,
      'Send the rows as CSV, or take empty formatted rows and unused sheets out.',
    );
  if (unpacked > limits.ratioFromBytes && unpacked > packed * limits.ratio)
    throw refusal(
      { file },
      `The file would unpack to ${Math.round(unpacked / Math.max(packed, 1)).toLocaleString('en-GB')} times its size. No table of data does that.`,
      'Copy the rows into a new workbook (only values), save it as .xlsx, and send that.',
    );
  return members;
}

async function entriesOf(zip: ZipFile, file: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) entries.push(entry);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    if (/absolute path|relative path/.test(why))
      throw refusal(
        { file },
        'The zip holds a file whose name leads out of the zip.',
        'Make the zip again from the files themselves.',
        error,
      );
    throw damaged({ file }, 'its directory of contents cannot be read', error);
  }
  return entries;
}

function tooMany(file: string, count: number, limits: ReadLimits): Error {
  return refusal(
    { file },
    `The file holds ${count.toLocaleString('en-GB')} parts; at most ${limits.entries.toLocaleString('en-GB')} are read.`,
    'Send only the return’s own files.',
  );
}

function member(zip: ZipFile, entry: Entry, bytes: Buffer, file: string): Member {
  // The host in the upper byte of `versionMadeBy` is 3 for Unix, whose file type is in the upper half of the attributes.
  const isUnix = entry.versionMadeBy >>> 8 === 3;
  const isSymbolicLink = isUnix && ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;
  return {
    name: entry.fileName,
    size: entry.uncompressedSize,
    isSymbolicLink,
    stream: () => unpack(zip, entry, bytes, file),
    text: () => textOf(unpack(zip, entry, bytes, file), entry.fileName, file),
  };
}

async function* textOf(
  stream: AsyncGenerator<Uint8Array>,
  name: string,
  file: string,
): AsyncGenerator<string> {
  for await (const piece of wholeCharacters(stream)) {
    const text = utf8Text(piece);
    if (text === undefined) throw damaged({ file }, `its part ${shown(name)} is not UTF-8`);
    yield text;
  }
}

async function* unpack(
  zip: ZipFile,
  entry: Entry,
  bytes: Buffer,
  file: string,
): AsyncGenerator<Uint8Array> {
  const broken = (why: string, cause?: unknown) =>
    damaged({ file }, `${shown(entry.fileName)} ${why}`, cause);
  let start: number;
  try {
    start = (await zip.readLocalFileHeaderPromise(entry, { minimal: true })).fileDataStart;
  } catch (error) {
    throw broken('cannot be found', error);
  }
  const packed = bytes.subarray(start, start + entry.compressedSize);
  if (packed.byteLength !== entry.compressedSize) throw broken('is cut short');
  let size = 0;
  let checksum = 0;
  const plain: AsyncIterable<Uint8Array> =
    entry.compressionMethod === STORED ? slices(packed) : inflated(packed);
  try {
    for await (const piece of plain) {
      size += piece.byteLength;
      if (size > entry.uncompressedSize) throw broken('is larger than it says');
      checksum = crc32(piece, checksum);
      yield piece;
    }
  } catch (error) {
    throw error instanceof QuarterlyError ? error : broken('cannot be unpacked', error);
  }
  if (size !== entry.uncompressedSize) throw broken('is smaller than it says');
  if (checksum !== entry.crc32) throw broken('does not match its checksum');
}

/** Unpacks on a thread of Node's pool, so that the next piece is made while this one is read. */
function inflated(packed: Buffer): Readable {
  const inflate = createInflateRaw({ chunkSize: INFLATED_CHUNK });
  inflate.end(packed);
  return inflate;
}

/** A member's name, made safe to print. */
export function shown(name: string): string {
  return `"${name.replace(/[\p{C}]/gu, '?').slice(0, 80)}"`;
}
