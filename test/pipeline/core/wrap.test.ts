import { describe, expect, it } from 'vitest';
import { wrap } from '../../../pipeline/core/wrap.js';

describe('wrapped text', () => {
  it('breaks at spaces and leaves short lines as they are', () => {
    expect(wrap('one two three four five six\nshort', 20)).toBe(
      'one two three four\nfive six\nshort',
    );
  });

  it('hangs what follows a dash under its first word', () => {
    expect(wrap('- one two three four five six', 20)).toBe('- one two three four\n  five six');
  });

  it('keeps the indent of an indented line', () => {
    expect(wrap('    one two three four five', 20)).toBe('    one two three\n    four five');
  });

  it('never cuts a word', () => {
    expect(wrap('a/very/long/path/that/has/no/space b', 20)).toBe(
      'a/very/long/path/that/has/no/space\nb',
    );
  });
});
