import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';

import { QuarterlyError } from '../errors.js';
import { megabytes, refusal } from '../zip/refuse.js';
import type { ByteSource } from './tabular-file.js';

/** Large enough that decoding and splitting are called seldom, small enough to hold several. */
const CHUNK_BYTES = 64 * 1024;

/** A file on disk; its name is the last part of the path. Throws `usage` where there is no such file. */
export function fileSource(file: string): ByteSource {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true)
    throw new QuarterlyError('usage', `There is no file ${file}.`, {
      fix: 'Check the path; a folder is received as a set, not as a file.',
      place: { file },
    });
  return {
    name: path.basename(file),
    size: found.size,
    stream: () => createReadStream(file, { highWaterMark: CHUNK_BYTES }),
  };
}

/** Bytes in memory under a name. */
export function bufferSource(name: string, bytes: Uint8Array): ByteSource {
  return { name, size: bytes.byteLength, stream: () => slices(bytes) };
}

/** Bytes in pieces of a bounded size. */
export async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES)
    yield await Promise.resolve(bytes.subarray(at, at + CHUNK_BYTES));
}

/** The first bytes of a source: `length` of them, or fewer where it is shorter. */
export async function readHead(source: ByteSource, length: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let have = 0;
  for await (const piece of source.stream()) {
    pieces.push(piece);
    have += piece.byteLength;
    if (have >= length) break;
  }
  return Buffer.concat(pieces).subarray(0, length);
}

/** All bytes of a source that may hold `limit` of them; a larger one is refused before it is read. */
export async function readWhole(source: ByteSource, limit: number): Promise<Buffer> {
  const tooLarge = () =>
    refusal(
      { file: source.name },
      `The file is larger than a workbook or zip may be (${megabytes(limit)}).`,
      'Send the rows as CSV, which may be of any size, or take pictures and unused sheets out.',
    );
  if (source.size > limit) throw tooLarge();
  const whole = Buffer.allocUnsafe(source.size);
  let at = 0;
  for await (const piece of source.stream()) {
    if (at + piece.byteLength > whole.byteLength) throw tooLarge();
    whole.set(piece, at);
    at += piece.byteLength;
  }
  return whole.subarray(0, at);
}
