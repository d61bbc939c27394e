import { describe, expect, it } from 'vitest';
import type { BasisItem, RunReturn } from '../../../pipeline/quarter/basis.js';
import { type Cause, diffRuns, type RunSide } from '../../../pipeline/quarter/diff.js';
import type { FrozenValue } from '../../../pipeline/quarter/read-values.js';

const QUARTER = '2017-18-Q3';

const plans: FrozenValue = {
  flags: [],
  measure: 'plans',
  version: 1,
  basis: 'snapshot',
  areaCode: 'E06000004',
  breakdown: 'all',
  quarter: QUARTER,
  numerator: 240,
  denominator: 43_000,
  symbol: null,
  word: null,
};

const code: BasisItem = { kind: 'code', name: '0.1.0', sha256: 'a' };
const definition: BasisItem = { kind: 'definition', name: 'plans.sql', sha256: 'a' };
const settings: BasisItem = { kind: 'configuration', name: 'quarterly.yaml', sha256: 'a' };
const annexA = returned('annex-a', 'one');

function returned(source: string, returnId: string, quarter = QUARTER): RunReturn {
  return { quarter, source, asAt: '2017-12-31', returnId, isCurrent: true };
}

const first: RunSide = {
  runId: 'first',
  values: [plans],
  returns: [annexA],
  basis: [code, definition, settings],
  definitions: [
    {
      measure: 'plans',
      version: 1,
      file: 'plans.sql',
      unit: 'rate_per_10000',
      needs: { 'annex-a': ['cp_plan'] },
      uses: {},
    },
  ],
};
const second: RunSide = { ...first, runId: 'second', values: [{ ...plans, numerator: 241 }] };

function causes(before: RunSide, after: RunSide): readonly Cause[] | undefined {
  return diffRuns(before, after).changes[0]?.causes;
}

function changed(item: BasisItem): RunSide {
  const basis = first.basis.map((each) => (each === item ? { ...item, sha256: 'b' } : each));
  return { ...second, basis };
}

describe('what differs between two runs', () => {
  it('is nothing where nothing does', () => {
    expect(diffRuns(first, first)).toMatchObject({
      changes: [],
      measures: { added: [], removed: [] },
      returns: { added: [], removed: [] },
    });
  });

  it('is a figure that changed, came or went, with what it was and is', () => {
    const other = { ...plans, breakdown: 'category:neglect' };
    const { changes } = diffRuns(
      { ...first, values: [plans, other] },
      {
        ...second,
        values: [
          { ...plans, symbol: 'x', numerator: null },
          { ...plans, measure: 'new' },
        ],
      },
    );
    expect(changes.map(({ change, key }) => [change, key.measure, key.breakdown])).toEqual([
      ['added', 'new', 'all'],
      ['changed', 'plans', 'all'],
      ['removed', 'plans', 'category:neglect'],
    ]);
    expect(changes[1]).toMatchObject({ before: { numerator: 240 }, after: { symbol: 'x' } });
  });

  it.each<[string, RunSide, RunSide, readonly Cause[]]>([
    ['a return that had not come', { ...first, returns: [] }, second, ['late entry']],
    [
      'another return in the place of the one that counted',
      first,
      { ...second, returns: [returned('annex-a', 'two')] },
      ['correction'],
    ],
    ['a return that counts no longer', first, { ...second, returns: [] }, ['withdrawn']],
    ['the measure’s own SQL', first, changed(definition), ['definition']],
    [
      'the population under a rate',
      first,
      { ...second, returns: [annexA, returned('population', 'of 2018')] },
      ['population'],
    ],
    ['a setting', first, changed(settings), ['configuration']],
    ['the program', first, changed(code), ['program']],
    ['nothing that the ledger keeps', first, second, ['not known']],
    [
      'several things at once, what is nearest to the figure alone',
      first,
      { ...changed(definition), returns: [returned('annex-a', 'two')] },
      ['definition', 'correction'],
    ],
    [
      'nothing of its own, where only another source or quarter changed',
      first,
      {
        ...second,
        returns: [annexA, returned('ssda903', 'one'), returned('annex-a', 'two', '2017-18-Q2')],
      },
      ['not known'],
    ],
  ])('is put down to %s', (_what, before, after, expected) => {
    expect(causes(before, after)).toEqual(expected);
  });

  it('of a count isn’t put down to the population', () => {
    const counts = first.definitions.map((each) => ({ ...each, unit: 'count' as const }));
    const [before, after] = [first, second].map((side) => ({ ...side, definitions: counts }));
    if (before === undefined || after === undefined) throw new Error('two sides');
    expect(causes(before, { ...after, returns: [annexA, returned('population', 'two')] })).toEqual([
      'not known',
    ]);
  });
});
