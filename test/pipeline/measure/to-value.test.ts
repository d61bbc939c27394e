import { expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { toValue } from '../../../pipeline/measure/to-value.js';
import { definition } from '../../reports/support/figures.js';

/** The note of a figure of 100 children of whom so many are unknown. */
function noteOf(unknownCount: number, threshold?: number): string | null {
  const row = {
    quarter: '2017-18-Q3',
    basis: 'snapshot' as const,
    areaCode: 'E06000004',
    breakdown: 'all',
    numerator: 40,
    denominator: 200,
    word: null,
    note: null,
    reason: null,
    coverageTotal: null,
    leftOutCount: null,
    unknownCount,
    assumedCount: null,
    populationYear: null,
    populationReleasedOn: null,
  };
  const seen = definition({ measure: 'seen', unit: 'percent', unknown: 'children not asked' });
  const received = { pins: [], sources: new Map(), threshold };
  const choice = { source: 'annex-a', note: null, isOther: false };
  return toValue(row, seen, parseQuarter('2017-18-Q3'), received, choice).note;
}

it('says of few unknown children that they are as few as the council’s threshold, or fewer', () => {
  expect(noteOf(3)).toBe('unknown and left out: 5 or fewer children not asked');
  expect(noteOf(7)).toBe('unknown and left out: 7 children not asked');
  expect(noteOf(7, 9)).toBe('unknown and left out: 9 or fewer children not asked');
});
