import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Pin } from '../../../pipeline/measure/pins.js';
import {
  reachable,
  type SourceFacts,
  speaksThroughout,
  windowOf,
} from '../../../pipeline/measure/windows.js';
import { aDefinition } from './builders.js';

const q3 = parseQuarter('2017-18-Q3');

const sources = new Map<string, SourceFacts>([
  [
    'annex-a',
    {
      id: 'annex-a',
      title: 'Annex A',
      extent: 'authority',
      personal: true,
      reach: { kind: 'period', covers: 'six months', graceDays: 45 },
    },
  ],
  [
    'ofsted-schools',
    {
      id: 'ofsted-schools',
      title: 'School inspections',
      extent: 'national',
      personal: false,
      reach: { kind: 'snapshot', maxAgeDays: 366 },
    },
  ],
]);

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

describe('what the returns reach', () => {
  const flow = aDefinition({ bases: ['quarter', 'ytd'], needs: { 'annex-a': ['cp_plan'] } });

  it('is computed where every day of the window is spoken for', () => {
    const earlier = aPin({ isCurrent: false, coversFrom: '2017-04-01', coversTo: '2017-06-30' });
    expect(reachable(flow, 'ytd', q3, [earlier, aPin({})], sources)).toEqual({
      can: true,
      window: { from: '2017-04-01', to: '2017-12-31' },
    });
  });

  it('says what the returns hold and what the measure needs where they fall short', () => {
    expect(reachable(flow, 'ytd', q3, [aPin({})], sources)).toEqual({
      can: false,
      reason:
        'The returns "Annex A" hold July to December 2017; the measure needs April to December 2017.',
    });
  });

  it('names the gap that a missing return leaves', () => {
    const old = aPin({ isCurrent: false, coversFrom: '2016-10-01', coversTo: '2017-03-31' });
    const later = aPin({ isCurrent: false, coversFrom: '2017-04-01', coversTo: '2017-05-10' });
    expect(reachable(flow, 'ytd', q3, [old, later, aPin({})], sources)).toEqual({
      can: false,
      reason:
        'The returns "Annex A" hold 1 April 2017 to 10 May 2017 and July to December 2017; the measure needs April to December 2017.',
    });
  });

  it('names the return that is missing, and for which date', () => {
    expect(reachable(flow, 'quarter', q3, [], sources)).toEqual({
      can: false,
      reason: 'No return "Annex A" for 31 December 2017 has been received.',
    });
    const snapshot = aDefinition({ needs: { 'ofsted-schools': ['school'] } });
    expect(reachable(snapshot, 'snapshot', q3, [], sources)).toEqual({
      can: false,
      reason:
        'No return "School inspections" of 31 December 2017, or of the 366 days before, has been received.',
    });
  });

  it('a snapshot needs only the current return, unless it looks back', () => {
    const snapshot = aDefinition({ bases: ['snapshot'], needs: { 'annex-a': ['cp_plan'] } });
    expect(reachable(snapshot, 'snapshot', q3, [aPin({})], sources).can).toBe(true);
    const looksBack = { ...snapshot, reachesBackMonths: 12 };
    expect(reachable(looksBack, 'snapshot', q3, [aPin({})], sources).can).toBe(false);
  });

  it('leaves out the layouts that can’t give it, for the reason the definition gives', () => {
    const definition = aDefinition({
      needs: { 'ofsted-schools': ['school'] },
      notFrom: [{ source: 'ofsted-schools', layout: 'card-*', why: 'Too few grades.' }],
    });
    const pin = aPin({ source: 'ofsted-schools', layout: 'card-2025' });
    expect(reachable(definition, 'snapshot', q3, [pin], sources)).toEqual({
      can: false,
      reason: 'Too few grades.',
    });
    expect(
      reachable(definition, 'snapshot', q3, [{ ...pin, layout: 'mi-2024' }], sources).can,
    ).toBe(true);
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
