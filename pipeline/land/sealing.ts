import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { QuarterlyError } from '../errors.js';

/** Sealed bytes: a mark, a nonce, the encrypted content, the tag that vouches for it (AES-256-GCM). */
const MARK = Buffer.from('QTR1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MARK.length + NONCE_BYTES;

/** How much longer the sealed bytes are than the plain ones. */
export const SEAL_BYTES = HEADER_BYTES + TAG_BYTES;

/** Encrypts a stream. A nonce is drawn for each call, so that no two files share one. */
export async function* seal(
  plain: AsyncIterable<Uint8Array>,
  key: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(MARK);
  yield Buffer.concat([MARK, nonce]);
  for await (const piece of plain) yield cipher.update(piece);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/**
 * Decrypts a sealed stream. What it gives is vouched for only once it has ended without an error: nothing made of it
 * may be committed before. Throws `integrity` at the end where the key or any byte is wrong.
 */
export async function* unseal(
  sealed: AsyncIterable<Uint8Array>,
  key: Uint8Array,
  place: string,
): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  let decipher: ReturnType<typeof begin> | undefined;
  for await (const piece of sealed) {
    held = held.length === 0 ? Buffer.from(piece) : Buffer.concat([held, piece]);
    if (decipher === undefined) {
      if (held.length < HEADER_BYTES) continue;
      decipher = begin(held.subarray(0, HEADER_BYTES), key, place);
      held = held.subarray(HEADER_BYTES);
    }
    // The tag is the last bytes, and only the end tells which those are.
    if (held.length > TAG_BYTES) {
      const ready = held.subarray(0, held.length - TAG_BYTES);
      held = held.subarray(held.length - TAG_BYTES);
      yield decipher.update(ready);
    }
  }
  if (decipher === undefined || held.length !== TAG_BYTES) throw damaged(place);
  decipher.setAuthTag(held);
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(place, cause);
  }
}

function begin(header: Buffer, key: Uint8Array, place: string) {
  if (!header.subarray(0, MARK.length).equals(MARK)) throw damaged(place);
  const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(MARK.length));
  decipher.setAAD(MARK);
  return decipher;
}

/** A landed file whose bytes are not those that were received. */
export function damaged(place: string, cause?: unknown): QuarterlyError {
  return new QuarterlyError(
    'integrity',
    'A landed file is not what was received, or the key is not the one it was sealed with.',
    {
      mend: 'Restore this file of store/ and the key from the same backup, or receive the return again.',
      place: { file: place },
      cause,
    },
  );
}
