import { describe, expect, it } from 'vitest';
import { quarterOf } from '../../../../pipeline/core/calendar/quarter.js';
import { readQuarter } from '../../../../pipeline/core/calendar/written-quarter.js';
import { QuarterlyError } from '../../../../pipeline/core/errors.js';

describe('a quarter as people write it', () => {
  it.each([
    '2017-18-Q3',
    '2017-18-q3',
    'Q3 2017-18',
    'q3 2017/18',
    '2017-18 Q3',
    '2017/2018 Q3',
    ' 2017-18  q3 ',
    '2017-18Q3',
    'Quarter 3 2017-18',
    quarterOf(2017, 3).label,
  ])('is understood as %s', (text) => {
    expect(readQuarter(text).key).toBe('2017-18-Q3');
  });

  it('goes over the turn of the century', () => {
    expect(readQuarter('Q1 1999-00').key).toBe('1999-00-Q1');
    expect(readQuarter('Q1 1999-2000').key).toBe('1999-00-Q1');
  });

  it.each(['', 'Q5 2017-18', 'Q3', '2017-18', 'Q3 Q4 2017-18', '2017-18-Q33', 'autumn 2017'])(
    'is refused as %j',
    (text) => {
      expect(() => readQuarter(text)).toThrow(QuarterlyError);
    },
  );

  it('is asked for again where the year is open, with both that it may be', () => {
    expect(fixOf('Q4 2018')).toBe(
      'Write 2018-19-Q4 for Jan to Mar 2019, or 2017-18-Q4 for Jan to Mar 2018.',
    );
  });

  it('is corrected where its years don’t follow each other', () => {
    expect(fixOf('2017-19-Q3')).toContain('write 2017-18-Q3');
  });
});

function fixOf(text: string): string {
  try {
    readQuarter(text);
  } catch (error) {
    return error instanceof QuarterlyError ? error.fix : '';
  }
  return '';
}
