import { hash } from 'node:crypto';

/** Children remembered, so that a child's hash is computed once and not once a row; some 40 MiB when full. */
const REMEMBERED = 300_000;
const BYTES = 12;

/**
 * A child's pseudonym: the first 96 bits, in hex, of HMAC-SHA256 over authority and identifier. The same child of the same
 * authority has the same one in every return; without the key it can't be computed.
 */
export function pseudonymiser(key: Uint8Array, authority: string): (identifier: string) => string {
  const numbered = new Map<number, string>();
  const named = new Map<string, string>();
  const mac = hmacSha256(key);
  return (identifier) => {
    const number = canonicalNumber(identifier);
    const remembered = number < 0 ? named.get(identifier) : numbered.get(number);
    if (remembered !== undefined) return remembered;
    const made = mac(`${authority}\0${identifier}`, BYTES);
    if (numbered.size + named.size < REMEMBERED) {
      if (number < 0) named.set(identifier, made);
      else numbered.set(number, made);
    }
    return made;
  };
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

/**
 * An identifier that is a number and written as numbers are ("104", not "0104"), up to nine digits; else -1. Most case systems
 * number children, and among hundreds of thousands a number is found in half the time of a text.
 */
function canonicalNumber(identifier: string): number {
  const length = identifier.length;
  if (length === 0 || length > 9) return -1;
  let number = 0;
  for (let at = 0; at < length; at += 1) {
    const digit = identifier.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return identifier.charCodeAt(0) === 48 && length > 1 ? -1 : number;
}
