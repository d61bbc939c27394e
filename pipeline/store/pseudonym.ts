import { createHmac, createSecretKey } from 'node:crypto';

const HEX_DIGITS = 24;

/**
 * A child's pseudonym: the first 96 bits, in hex, of HMAC-SHA256 over authority and identifier. The same child of the same
 * authority has the same one in every return; without the key it can't be computed.
 */
export function pseudonymiser(key: Uint8Array, authority: string): (identifier: string) => string {
  const secret = createSecretKey(key);
  return (identifier) =>
    createHmac('sha256', secret)
      .update(`${authority}\0${identifier}`)
      .digest('hex')
      .slice(0, HEX_DIGITS);
}
