import { describe, expect, it } from 'vitest';
import { coloured } from '../../../pipeline/core/colour.js';

describe('colour', () => {
  it('is used on a terminal', () => {
    expect(coloured('✓', 'green', { isTerminal: true, environment: {} })).toBe(
      '\u001b[32m✓\u001b[39m',
    );
  });

  it.each([
    [false, {}],
    [true, { NO_COLOR: '1' }],
    [true, { TERM: 'dumb' }],
  ])('is left out elsewhere, and where it isn’t wanted', (isTerminal, environment) => {
    expect(coloured('✓', 'green', { isTerminal, environment })).toBe('✓');
  });

  it('is used where NO_COLOR is there and empty, as its rule says', () => {
    expect(coloured('✗', 'red', { isTerminal: true, environment: { NO_COLOR: '' } })).toContain(
      '31m',
    );
  });
});
