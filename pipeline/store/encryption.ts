import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { QuarterlyError } from '../core/errors.js';

/** Sealed bytes: a mark, a nonce, the encrypted content, the tag that vouches for it (AES-256-GCM). */
const MARK = Buffer.from('QTR1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MARK.length + NONCE_BYTES;

/** How much longer the sealed bytes are than the plain ones. */
export const SEAL_BYTES = HEADER_BYTES + TAG_BYTES;

/** Encrypts a stream. A nonce is drawn for each call, so that no two files share one. */
export async function* encrypt(
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

/** Where in `size` sealed bytes the encrypted ones are: from, and before. */
export function encryptedWithin(size: number): readonly [number, number] {
  return [HEADER_BYTES, size - TAG_BYTES];
}

/**
 * Decrypts what {@link seal} gave. What comes is vouched for only once it has ended without an error: nothing made of it
 * may be committed before. Throws `integrity` at the end where the key or any byte is wrong.
 * @param header what is before the encrypted bytes; `tag` what is behind them.
 * @param encrypted its pieces may share memory: each is done with before the next is asked for.
 */
export async function* decrypt(
  header: Uint8Array,
  encrypted: AsyncIterable<Uint8Array>,
  tag: Uint8Array,
  key: Uint8Array,
  place: string,
): AsyncGenerator<Uint8Array> {
  if (tag.byteLength !== TAG_BYTES || !MARK.equals(header.subarray(0, MARK.length)))
    throw damaged(place);
  const decipher = createDecipheriv('aes-256-gcm', key, header.subarray(MARK.length));
  decipher.setAAD(MARK);
  decipher.setAuthTag(tag);
  for await (const piece of encrypted) yield decipher.update(piece);
  try {
    decipher.final();
  } catch (cause) {
    throw damaged(place, cause);
  }
}

/** A landed file whose bytes are not those that were received. */
export function damaged(place: string, cause?: unknown): QuarterlyError {
  return new QuarterlyError(
    'integrity',
    'A stored file isn’t what was received, or the key isn’t the one that encrypted it.',
    {
      fix: 'Restore this file of store/ and the key from the same backup, or receive the return again.',
      place: { file: place },
      cause,
    },
  );
}
