import { describe, expect, it } from 'vitest';
import { parseQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Pin } from '../../../pipeline/measure/pins.js';
import { type MeasuredFrom, openWays, reachable } from '../../../pipeline/measure/which-return.js';
import type { NotCounting, SourceFacts } from '../../../pipeline/measure/source-facts.js';
import { aDefinition } from './builders.js';

const q3 = parseQuarter('2017-18-Q3');

const sources = new Map<string, SourceFacts>([
  [
    'annex-a',
    {
      id: 'annex-a',
      title: 'Annex A',
      called: 'Annex A',
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
      called: 'the school inspections',
      extent: 'national',
      personal: false,
      reach: { kind: 'snapshot', maxAgeDays: 366 },
    },
  ],
  [
    'cin-census',
    {
      id: 'cin-census',
      title: 'Children in need census',
      called: 'the census',
      extent: 'authority',
      personal: true,
      reach: { kind: 'period', covers: 'financial year', graceDays: 45 },
    },
  ],
  [
    'ssd',
    {
      id: 'ssd',
      title: 'Standard Safeguarding Dataset',
      called: 'the SSD',
      extent: 'authority',
      personal: true,
      reach: { kind: 'period', covers: 'six years', graceDays: 45 },
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

describe('what the returns reach', () => {
  const flow = aDefinition({ bases: ['quarter', 'ytd'], needs: { 'annex-a': ['cp_plan'] } });

  it('is computed where every day of the window is spoken for', () => {
    const earlier = aPin({ isCurrent: false, coversFrom: '2017-04-01', coversTo: '2017-06-30' });
    expect(reachable(flow, 'ytd', q3, [earlier, aPin({})], sources)).toEqual({
      can: true,
      window: { from: '2017-04-01', to: '2017-12-31' },
      choice: { source: 'annex-a', note: null },
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

  it('what is followed for a year needs its period, and the year after, of whichever return counts', () => {
    const cohort = {
      ...aDefinition({ bases: ['quarter'], needs: { 'annex-a': ['referral'] } }),
      ...{ followsMonths: 12, orElse: [{ ssd: ['cin_episode'] }] },
    };
    const short = reachable(cohort, 'quarter', q3, [aPin({})], sources);
    expect(!short.can && short.reason).toContain('needs October 2016 to December 2017');
    const long = [aPin({ coversFrom: '2016-10-01' })];
    expect(reachable(cohort, 'quarter', q3, long, sources).can).toBe(true);
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

describe('which return counts', () => {
  const plans = aDefinition({
    bases: ['quarter', 'rolling12'],
    needs: { 'annex-a': ['cp_plan'] },
    orElse: [{ 'cin-census': ['cp_plan'] }, { ssd: ['cp_plan'] }],
  });
  const annexA = aPin({});
  const census = aPin({ source: 'cin-census', returnNo: 2, coversFrom: '2017-04-01' });
  const dataset = aPin({ source: 'ssd', returnNo: 3, coversFrom: '2012-01-01' });

  function chosen(basis: 'quarter' | 'rolling12', pins: Pin[], measuredFrom: MeasuredFrom = {}) {
    const answer = reachable(plans, basis, q3, pins, sources, measuredFrom);
    return answer.can ? answer.choice : answer.reason;
  }

  it('is the only one that came, and the figure says so where it isn’t the usual one', () => {
    expect(chosen('quarter', [annexA])).toEqual({ source: 'annex-a', note: null });
    expect(chosen('quarter', [census])).toEqual({
      source: 'cin-census',
      note: "from the census, since Annex A hasn't been received",
    });
  });

  it('of those of one date is the first in the measure’s order', () => {
    expect(chosen('quarter', [dataset, census, annexA])).toEqual({
      source: 'annex-a',
      note: 'from Annex A, not the census or the SSD',
    });
  });

  it('is one that reaches the whole period, before one that doesn’t', () => {
    expect(chosen('rolling12', [annexA, census, dataset])).toEqual({
      source: 'ssd',
      note: "from the SSD, since Annex A can't give it",
    });
  });

  it('of those that reach the whole period is the freshest', () => {
    const fresher = { ...dataset, asAt: '2018-01-20' };
    expect(chosen('quarter', [annexA, census, fresher])).toEqual({
      source: 'ssd',
      note: 'from the SSD of 20 January 2018, which is fresher than Annex A of 31 December 2017',
    });
  });

  it('is the one that the council chose for the measure, or for all, if it can give the figure', () => {
    const asChosen = { source: 'ssd', note: 'from the SSD, as the council chose' };
    expect(chosen('quarter', [annexA, dataset], { 'invented-measure': 'ssd' })).toEqual(asChosen);
    expect(chosen('quarter', [annexA, dataset], { all: 'ssd' })).toEqual(asChosen);
    const first = { all: 'ssd', 'invented-measure': 'annex-a' };
    expect(chosen('quarter', [annexA, dataset], first)).toMatchObject({ source: 'annex-a' });
    expect(chosen('rolling12', [annexA, dataset], { all: 'annex-a' })).toMatchObject({
      source: 'ssd',
    });
  });

  it('where none reaches, the reason is that of the return that came', () => {
    expect(chosen('rolling12', [census])).toBe(
      'The returns "Children in need census" hold April to December 2017; the measure needs January to December 2017.',
    );
    expect(chosen('rolling12', [])).toBe(
      'No return "Annex A" for 31 December 2017 has been received.',
    );
  });

  it('every return that can give a figure is known, for a reconciliation', () => {
    const ways = (basis: 'quarter' | 'rolling12') =>
      openWays(plans, basis, q3, [annexA, census, dataset], sources).map(({ source }) => source);
    expect(ways('quarter')).toEqual(['annex-a', 'cin-census', 'ssd']);
    expect(ways('rolling12')).toEqual(['ssd']);
  });
});
