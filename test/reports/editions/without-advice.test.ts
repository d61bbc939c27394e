import { describe, expect, it } from 'vitest';
import { withoutAdvice } from '../../../reports/editions/without-advice.js';

describe('a reason without advice to officers', () => {
  it.each([
    [
      'No published figure has been received. Receive LAIT’s bulk file.',
      'No published figure has been received.',
    ],
    [
      'The return "Annex A" of 31 December 2017 was refused. Correct it and receive it again.',
      'The return "Annex A" of 31 December 2017 was refused.',
    ],
    [
      'No published figure has been received. Receive DfE’s table “Exclusions” or LAIT’s bulk file. The last is of 2016.',
      'No published figure has been received. The last is of 2016.',
    ],
  ])('keeps what happened: %s', (reason, rest) => {
    expect(withoutAdvice(reason)).toBe(rest);
  });

  it('is the reason itself where there is none to take out', () => {
    expect(withoutAdvice('The return has not been received.')).toBe(
      'The return has not been received.',
    );
    expect(withoutAdvice(null)).toBeNull();
  });
});
