import { describe, expect, it } from 'vitest';
import { comparatorsOf } from '../../../../pipeline/measure/compare/comparators.js';
import { readDefinitions } from '../../../../pipeline/measure/definitions.js';
import { england } from '../../../../pipeline/measure/roll-up.js';
import type { Basis } from '../../../../pipeline/core/figure/value.js';
import { aValue } from '../builders.js';

const repeatPlans = readDefinitions().find(({ measure }) => measure === 'repeat-plans');

/** Whether England's figure of the year to March 2017 covers as long a period as ours. */
function isAsLong(basis: Basis, quarter: string): boolean | undefined {
  if (repeatPlans === undefined) throw new Error('There is no measure repeat-plans.');
  const ours = aValue({ areaCode: 'E06000004', basis, quarter, numerator: 18, denominator: 90 });
  const theirs = {
    areaCode: england,
    from: '2016-04-01',
    to: '2017-03-31',
    ...{ scaled: 187, scale: 1, symbol: null, table: 'repeat-plans', releasedTo: '2017-03-31' },
    ...{ jointWith: [], roundedTo: null, counts: null, children: null, rows: [] },
  };
  const facts = {
    neighbours: null,
    published: new Map([['cpp-subsequent-percent', [theirs]]]),
    ...{ received: new Set<string>(), quarterEnd: '2017-12-31' },
    authority: 'E06000004',
    region: null,
    authorities: [],
  };
  const how = { asAt: '2017-12-31', polarity: 'low' } as const;
  return comparatorsOf(repeatPlans, ours, [], facts, how).comparators[0]?.isLike;
}

describe('a figure next to a published year’s', () => {
  it('is compared where it counts twelve months, and only shown where it counts fewer', () => {
    expect(isAsLong('rolling12', '2017-18-Q3')).toBe(true);
    expect(isAsLong('ytd', '2017-18-Q4')).toBe(true);
    expect(isAsLong('ytd', '2017-18-Q3')).toBe(false);
    expect(isAsLong('quarter', '2017-18-Q3')).toBe(false);
  });
});
