import { createHmac } from 'node:crypto';

/** Children remembered, so that a child's hash is computed once and not once a row; some 40 MiB when full. */
const REMEMBERED = 300_000;
const BYTES = 12;

/**
 * A child's pseudonym: the first 96 bits, in hex, of HMAC-SHA256 over authority and identifier. The same child of the same
 * authority has the same one in every return; without the key it can't be computed.
 */
export function pseudonymiser(key: Uint8Array, authority: string): (identifier: string) => string {
  const known = new Map<string, string>();
  return (identifier) => {
    const remembered = known.get(identifier);
    if (remembered !== undefined) return remembered;
    const made = createHmac('sha256', key)
      .update(`${authority}\0${identifier}`)
      .digest()
      // Written out at its length: a slice of a longer text would keep all of it in memory.
      .toString('hex', 0, BYTES);
    if (known.size < REMEMBERED) known.set(identifier, made);
    return made;
  };
}
