import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pseudonymiser } from '../../../pipeline/store/pseudonym.js';

describe('a pseudonym', () => {
  it('is the start of HMAC-SHA256 over authority and identifier, whatever the key and the text', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 100 }),
        fc.oneof(fc.string({ maxLength: 300, unit: 'grapheme' }), fc.nat().map(String)),
        (key, identifier) => {
          const expected = createHmac('sha256', key)
            .update(`E06000004\0${identifier}`)
            .digest('hex')
            .slice(0, 24);
          const pseudonym = pseudonymiser(key, 'E06000004');
          expect(pseudonym(identifier)).toBe(expected);
          expect(pseudonym(identifier)).toBe(expected);
        },
      ),
    );
  });

  it('distinguishes 104 from 0104', () => {
    const pseudonym = pseudonymiser(new Uint8Array(32), 'E06000004');
    expect(pseudonym('104')).not.toBe(pseudonym('0104'));
  });
});
