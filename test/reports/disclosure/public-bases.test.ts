import { expect, it } from 'vitest';
import { quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import {
  choosePublicBases,
  officersOnly,
  officersReason,
} from '../../../reports/disclosure/public-bases.js';
import { definition, QUARTER, value } from '../support/figures.js';
import { repeats, shown, starts, sums, suppressed } from './support.js';

const last = quartersUpTo(QUARTER, 8).map((quarter) => quarter.key);

/** Years to date of a series that has so many in each quarter. */
function yearsToDate(measure: string, flows: readonly number[], rest = 100) {
  let numerator = 0;
  let denominator = 0;
  return last.map((quarter, index) => {
    const isFirst = quarter.endsWith('Q1');
    numerator = (isFirst ? 0 : numerator) + (flows[index] ?? 0);
    denominator = (isFirst ? 0 : denominator) + (flows[index] ?? 0) + rest;
    return value({ measure, basis: 'ytd', quarter, numerator, denominator });
  });
}

const order = { definitions: [repeats, starts], threshold: 5, kept: [], set: {} };
const basesOf = (values: ReturnType<typeof yearsToDate>, over = {}) =>
  choosePublicBases({ ...order, values, ...over }).map(({ measure, bases }) => [measure, bases]);

it('a series whose quarters are never small publishes all its bases', () => {
  expect(basesOf(yearsToDate('repeats', Array<number>(8).fill(11)))).toEqual([
    ['repeats', ['quarter', 'ytd', 'rolling12']],
  ]);
});

it('one with a small quarter publishes rolling 12 months, or whole financial years where it has none', () => {
  const flows = [20, 20, 20, 4, 20, 20, 20, 20];
  expect(basesOf(yearsToDate('repeats', flows))).toEqual([['repeats', ['rolling12']]]);
  expect(basesOf(yearsToDate('starts', flows))).toEqual([['starts', ['financial-year']]]);
});

it('what isn’t in the numerator counts as well', () => {
  expect(basesOf(yearsToDate('repeats', Array<number>(8).fill(50), 3))).toEqual([
    ['repeats', ['rolling12']],
  ]);
});

it('a series of which little is known may be small, unless it is many times the threshold', () => {
  const one = (flow: number) =>
    basesOf(yearsToDate('starts', [0, 0, 0, 0, 0, flow]).slice(5, 6)).flatMap(([, bases]) => bases);
  expect(last[5]).toBe('2017-18-Q1');
  expect(one(30)).toEqual(['financial-year']);
  expect(one(300)).toEqual(['quarter', 'ytd']);
});

it('what a release chose holds for ever, whatever the figures are now', () => {
  const kept = [
    {
      measure: 'repeats',
      breakdown: 'all',
      bases: ['rolling12' as const],
      chosenBy: 'rule' as const,
      why: '',
    },
  ];
  const values = yearsToDate('repeats', Array<number>(8).fill(90));
  expect(basesOf(values, { kept })).toEqual([['repeats', ['rolling12']]]);
});

it('a council’s own choice goes before the rule', () => {
  const values = yearsToDate('repeats', Array<number>(8).fill(90));
  expect(basesOf(values, { set: { repeats: ['financial-year'] } })).toEqual([
    ['repeats', ['financial-year']],
  ]);
});

it('a rate publishes no basis that the count under it keeps for officers', () => {
  const rate = definition({
    measure: 'starts-rate',
    unit: 'rate_per_10000',
    bases: ['quarter'],
    sums: sums({ equal: { numerator: 'starts.numerator' } }),
  });
  const values = [
    ...yearsToDate('starts', Array<number>(8).fill(4)),
    value({ measure: 'starts-rate', basis: 'quarter', numerator: 4, denominator: 40_000 }),
  ];
  expect(basesOf(values, { definitions: [starts, rate] })).toEqual([
    ['starts', ['financial-year']],
    ['starts-rate', []],
  ]);
});

it('the public has the chosen basis and, of the others, what is published in their place', () => {
  const chosen = choosePublicBases({
    ...order,
    values: yearsToDate('starts', [20, 20, 20, 20, 20, 20, 20, 4]),
  });
  const isForOfficers = officersOnly(chosen);
  const ytd = { measure: 'starts', breakdown: 'all', basis: 'ytd' as const };
  expect(isForOfficers({ ...ytd, quarter: '2016-17-Q4' })).toBe(false);
  expect(isForOfficers({ ...ytd, quarter: '2017-18-Q3' })).toBe(true);
  expect(officersReason(chosen, ytd)).toBe(
    'Published for whole financial years only, so that no child can be recognised.',
  );
});

it('the difference of two years to date is a figure too: 10 and then 11 would show one child', () => {
  const grows = definition({
    measure: 'met',
    bases: ['ytd'],
    sums: sums({ grows: ['numerator'] }),
  });
  const met = (quarter: string, numerator: number) =>
    value({ measure: 'met', basis: 'ytd', quarter, numerator });
  const values = [met('2017-18-Q1', 10), met('2017-18-Q2', 30), met('2017-18-Q3', 31)];
  const { values: open } = suppressed(values, { definitions: [grows] });
  expect(shown(open)).toEqual([10, '[c]', 31]);
});

it('two financial years’ releases don’t give a quarter back: 16 less (19 less 7) was 4', () => {
  const all = {
    '2016-17-Q1': 7,
    '2016-17-Q2': 1,
    '2016-17-Q3': 9,
    '2016-17-Q4': 2,
    '2017-18-Q1': 4,
  };
  const quarters = Object.keys(all);
  const flows = Object.values(all);
  const windows = quarters.flatMap((quarter, index) => {
    const year = flows.slice(quarter.startsWith('2017') ? 4 : 0, index + 1);
    const twelve = flows.slice(Math.max(0, index - 3), index + 1);
    const sum = (of: readonly number[]) => of.reduce((a, b) => a + b, 0);
    const over = { measure: 'repeats', quarter, denominator: 400 };
    return [
      value({ ...over, basis: 'ytd', numerator: sum(year), denominator: 100 * year.length }),
      ...(index < 3 ? [] : [value({ ...over, basis: 'rolling12', numerator: sum(twelve) })]),
    ];
  });
  const until = (quarter: string) => windows.filter((each) => each.quarter <= quarter);
  const publicSeries = choosePublicBases({
    ...order,
    definitions: [repeats],
    values: until('2016-17-Q4'),
  });
  const first = suppressed(until('2016-17-Q4'), { publicSeries, quarter: '2016-17-Q4' });
  const hidden = new Set([...first.primary, ...first.secondary, ...first.concealed]);
  const earlier = [
    {
      release: '2016-17-Q4',
      values: until('2016-17-Q4').map((each) => ({
        ...each,
        numerator: each.numerator ?? 0,
        denominator: each.denominator ?? 1,
        isHidden: hidden.has(
          `${each.measure} ${each.basis} ${each.areaCode} ${each.breakdown} ${each.quarter}`,
        ),
      })),
    },
  ];
  const second = suppressed(until('2017-18-Q1'), {
    publicSeries,
    earlier,
    quarter: '2017-18-Q1',
  });
  expect(second.deducible).toEqual([]);
  expect(shown(second.values).at(-1)).toBe(16);
  expect(shown(second.values).at(-2)).toBe('[c]');
});
