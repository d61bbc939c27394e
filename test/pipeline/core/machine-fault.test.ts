import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { exitCodeOf, QuarterlyError } from '../../../pipeline/core/errors.js';
import { withMachineFault } from '../../../pipeline/core/machine-fault.js';

/** An error as Node throws it. */
function thrown(code: string, file?: string): Error {
  return Object.assign(new Error(`${code}: it failed`), { code, path: file });
}

describe('a fault of this machine', () => {
  it.each(['ENOSPC', 'EDQUOT', 'SQLITE_FULL'])(
    '%s is told as a full disk, with exit code 10',
    (code) => {
      const told = withMachineFault(thrown(code));
      expect(told).toMatchObject({ code: 'machine', message: `The disk is full (${code}).` });
      expect(exitCodeOf(told)).toBe(10);
    },
  );

  it.each(['EACCES', 'EROFS'])(
    '%s names the folder, never the file, which may be called after a child',
    (code) => {
      const told = withMachineFault(
        thrown(code, path.join('inbox', 'annex-a', 'Wendy Darling.xlsx')),
      );
      expect(told).toMatchObject({
        message: `Permission denied: quarterly can't read or write ${path.join('inbox', 'annex-a')} (${code}).`,
      });
      expect(JSON.stringify(told)).not.toContain('Wendy');
    },
  );

  it.each([
    ['EIO', 10, 'The disk fails to read or write (EIO).'],
    ['SQLITE_CORRUPT', 8, 'The warehouse is damaged (SQLITE_CORRUPT).'],
    ['XX001', 8, 'The warehouse is damaged (XX001).'],
  ])('%s is told in words, with exit code %i', (code, exitCode, message) => {
    const told = withMachineFault(thrown(code));
    expect(told).toMatchObject({ message });
    expect(exitCodeOf(told)).toBe(exitCode);
  });

  it('is nothing else: what has words already keeps them, and what nobody foresaw stays so', () => {
    const known = new QuarterlyError('missing', 'It is late.', { fix: 'Wait.' });
    const unforeseen = new TypeError('x is not a function');
    for (const error of [known, unforeseen, thrown('ENOENT'), 'text'])
      expect(withMachineFault(error)).toBe(error);
  });
});
