import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Pin } from '../../../pipeline/measure/pins.js';
import { speaksThroughout, windowOf } from '../../../pipeline/measure/windows.js';

const q3 = parseQuarter('2017-18-Q3');

function aPin(pin: Partial<Pin>): Pin {
  return {
    quarter: q3.key,
    source: 'annex-a',
    returnNo: 1,
    isCurrent: true,
    coversFrom: '2017-07-01',
    coversTo: '2017-12-31',
    asAt: '2017-12-31',
    layout: null,
    recency: 1,
    ...pin,
  };
}

describe('windows', () => {
  it.each([
    ['snapshot', '2017-12-31', '2017-12-31'],
    ['quarter', '2017-10-01', '2017-12-31'],
    ['ytd', '2017-04-01', '2017-12-31'],
    ['rolling12', '2017-01-01', '2017-12-31'],
    ['rolling36', '2015-01-01', '2017-12-31'],
  ] as const)('%s holds its first and last day', (basis, from, to) => {
    expect(windowOf(basis, q3)).toEqual({ from, to });
  });

  it('go from month end to month end, over a leap year too', () => {
    expect(windowOf('rolling12', parseQuarter('2015-16-Q1')).from).toBe('2014-07-01');
    expect(windowOf('rolling12', parseQuarter('2015-16-Q4')).from).toBe('2015-04-01');
  });
});

describe('days spoken for', () => {
  it('are all there only without a gap', () => {
    const first = aPin({ coversFrom: '2017-01-01', coversTo: '2017-03-31' });
    const second = aPin({ coversFrom: '2017-04-01', coversTo: '2017-06-30' });
    expect(speaksThroughout([second, first], '2017-02-01', '2017-06-30')).toBe(true);
    expect(speaksThroughout([second, first], '2016-12-31', '2017-06-30')).toBe(false);
    expect(speaksThroughout([second, first], '2017-02-01', '2017-07-01')).toBe(false);
    expect(
      speaksThroughout(
        [{ ...second, coversFrom: '2017-04-02' }, first],
        '2017-02-01',
        '2017-06-30',
      ),
    ).toBe(false);
    expect(speaksThroughout([], '2017-02-01', '2017-02-01')).toBe(false);
  });
});
