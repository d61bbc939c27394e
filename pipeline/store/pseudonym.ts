import { hash } from 'node:crypto';

const BYTES = 12;

/**
 * A child's pseudonym: the first 96 bits, in hex, of HMAC-SHA256 over authority and identifier. The same child of the same
 * authority has the same one in every return; without the key it can't be computed.
 */
export function pseudonymiser(key: Uint8Array, authority: string): (identifier: string) => string {
  const mac = hmacSha256(key);
  return (identifier) => mac(`${authority}\0${identifier}`, BYTES);
}

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const [INNER, OUTER] = [0x36, 0x5c];

/**
 * HMAC-SHA256 (RFC 2104) of texts under one key, its first `length` bytes in hex. Node's own sets up a stream and a key for every text,
 * which takes longer than both hashes of a short one; and a digest comes quicker as a text of bytes than as a Buffer.
 */
function hmacSha256(key: Uint8Array): (text: string, length: number) => string {
  const block = Buffer.alloc(BLOCK_BYTES);
  block.set(key.byteLength > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  outer.set(block.map((byte) => byte ^ OUTER));
  let inner = Buffer.from(block.map((byte) => byte ^ INNER));
  return (text, length) => {
    const needed = BLOCK_BYTES + Buffer.byteLength(text);
    if (inner.byteLength < needed) inner = Buffer.concat([inner], needed * 2);
    inner.write(text, BLOCK_BYTES);
    outer.write(hash('sha256', inner.subarray(0, needed), 'binary'), BLOCK_BYTES, 'latin1');
    outer.write(hash('sha256', outer, 'binary'), BLOCK_BYTES, 'latin1');
    return outer.toString('hex', BLOCK_BYTES, BLOCK_BYTES + length);
  };
}
