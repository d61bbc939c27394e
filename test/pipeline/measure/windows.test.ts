import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Pin } from '../../../pipeline/measure/pins.js';
import type { NotCounting, SourceFacts } from '../../../pipeline/measure/source-facts.js';
import { reachable, speaksThroughout, windowOf } from '../../../pipeline/measure/windows.js';
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

  /** The facts of a source with returns of it that don't count. */
  const withReturns = (id: string, ...notCounting: NotCounting[]): typeof sources => {
    const facts = sources.get(id);
    if (facts === undefined) throw new Error(id);
    return new Map([...sources, [id, { ...facts, notCounting }]]);
  };
  const refused: NotCounting = {
    asAt: '2017-12-31',
    status: 'refused',
    refusedWhy: '3 of 9 rows break a rule. Fix the rows that are listed.',
    layout: null,
  };

  it('says of a refused return that it came, why it was refused, and what to do', () => {
    expect(reachable(flow, 'quarter', q3, [], withReturns('annex-a', refused))).toEqual({
      can: false,
      reason:
        'The return "Annex A" of 31 December 2017 was received and refused. 3 of 9 rows break a rule. Fix the rows that are listed. Correct it and receive it again.',
    });
    const schools = aDefinition({ needs: { 'ofsted-schools': ['school'] } });
    const long = `t.csv: the headings are missing: ${Array.from({ length: 40 }, (_, n) => `h${n}`).join(', ')}.`;
    const known = withReturns(
      'ofsted-schools',
      { ...refused, asAt: '2016-08-31' },
      { ...refused, asAt: '2017-08-31', refusedWhy: long },
    );
    expect(reachable(schools, 'snapshot', q3, [], known)).toEqual({
      can: false,
      reason: `The return "School inspections" of 31 August 2017 was received and refused. T.csv: the headings are missing: ${Array.from({ length: 23 }, (_, n) => `h${n}`).join(', ')}, … Correct it and receive it again.`,
    });
  });

  it('says nothing of a refused return of another quarter, nor where another counts', () => {
    const before = withReturns('annex-a', { ...refused, asAt: '2017-09-30' });
    expect(reachable(flow, 'quarter', q3, [], before)).toEqual({
      can: false,
      reason: 'No return "Annex A" for 31 December 2017 has been received.',
    });
    const both = withReturns('annex-a', refused);
    expect(reachable(flow, 'quarter', q3, [aPin({})], both).can).toBe(true);
  });

  it('says of a gap that the return which would fill it was refused, or deleted at its time', () => {
    const known = withReturns('annex-a', { ...refused, asAt: '2017-06-30', refusedWhy: 'No rows' });
    expect(reachable(flow, 'ytd', q3, [aPin({})], known)).toEqual({
      can: false,
      reason:
        'The returns "Annex A" hold July to December 2017; the measure needs April to December 2017. The return "Annex A" of 30 June 2017 was received and refused. No rows. Correct it and receive it again.',
    });
    const gone = withReturns('annex-a', {
      ...{ asAt: '2017-12-31', layout: null, refusedWhy: null },
      status: 'expired',
    });
    expect(reachable(flow, 'quarter', q3, [], gone)).toEqual({
      can: false,
      reason:
        'The return "Annex A" of 31 December 2017 was deleted when its retention period ended.',
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
