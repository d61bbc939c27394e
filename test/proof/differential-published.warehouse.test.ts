import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { parseQuarter } from '../../pipeline/core/calendar/quarter.js';
import { ratio } from '../../pipeline/core/figure/rounding.js';
import { comparatorsOf } from '../../pipeline/measure/compare/comparators.js';
import { readComparatorFacts } from '../../pipeline/measure/compare/comparator-facts.js';
import { readDefinitions } from '../../pipeline/measure/definitions.js';
import { choosePins } from '../../pipeline/measure/pins.js';
import { sourceFacts } from '../../pipeline/measure/source-facts.js';
import { openWarehouse } from '../../pipeline/warehouse/open.js';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { sources } from '../../sources/register.js';
import { aValue } from '../pipeline/measure/builders.js';
import { give } from '../sql/given.js';
import { atLength } from '../support/length.js';
import { sqliteDatabases } from '../support/warehouses.js';
import { nationOn, neighbours, published } from './truth/uneven.js';

const OWN = 'E06000004';
const QUARTER = parseQuarter('2018-19-Q4');
const facts = sourceFacts(sources);

/** What an edition prints of an authority: plans begun, and how many of them are repeats; hidden, not available, or no row. */
type Printed = { readonly of: number; readonly is: number | 'c' | 'x' } | null;

const of = fc.constantFrom(3, 12, 40, 55, 100, 180);
const printed: fc.Arbitrary<Printed> = fc.oneof(
  {
    weight: 40,
    arbitrary: of.chain((total) => fc.record({ of: fc.constant(total), is: fc.nat(total) })),
  },
  { weight: 4, arbitrary: fc.record({ of, is: fc.constant('c' as const) }) },
  { weight: 2, arbitrary: fc.record({ of, is: fc.constant('x' as const) }) },
  { weight: 1, arbitrary: fc.constant(null) },
);

/** To one decimal, halves up. */
function percent(part: number, whole: number): number {
  return Math.round((1000 * part) / whole + 1e-9) / 10;
}

/** Least and most of an authority's percentage as printed; null where nothing bounds it. */
function rangeOf(row: Printed): readonly [number, number] | null {
  if (row === null || row.is === 'x') return null;
  const ends = row.is === 'c' ? [1, Math.min(5, row.of)] : [row.is, row.is];
  return [percent(ends[0] ?? 0, row.of), percent(ends[1] ?? 0, row.of)];
}

/** The exact middle of percentages that are printed, or worked out of counts, to one decimal. */
function middle(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const half = sorted.length / 2;
  const mean = ((sorted[Math.floor(half)] ?? NaN) + (sorted[Math.ceil(half) - 1] ?? NaN)) / 2;
  return Math.round(mean * 10 + 1e-9) / 10;
}

/** The same end of a range, unrounded where it is worked out of counts. */
function endOf(row: Printed, end: 0 | 1): number | null {
  if (row?.is !== 'c') return rangeOf(row)?.[end] ?? null;
  return (100 * (end === 0 ? 1 : Math.min(5, row.of))) / row.of;
}

describe('comparators agree with a reckoning without SQL', () => {
  const databases = sqliteDatabases();
  afterAll(() => databases.drop());

  it('of partial nations in two editions, some of them suppressed', async () => {
    const { all } = await loadAuthorities();
    const nation = await nationOn('2017-03-31');
    const ten = nation.filter((code) => code !== OWN).slice(0, 10);
    const definition = readDefinitions().find(({ measure }) => measure === 'repeat-plans');
    if (definition === undefined) throw new Error('There is no measure repeat-plans.');
    const worlds = fc.sample(
      fc.record({
        own: fc.nat(100),
        first: fc.array(printed, { minLength: nation.length, maxLength: nation.length }),
        revised: fc.array(fc.option(printed, { nil: undefined, freq: 3 }), {
          ...{ minLength: nation.length, maxLength: nation.length },
        }),
        // Of some nations a seventh has no row at all.
        isPartial: fc.boolean(),
      }),
      { numRuns: atLength({ sample: 40, full: 300 }), seed: 20_171_231 },
    );
    const warehouse = await openWarehouse(await databases.make());
    const seen = { ranks: 0, ranges: 0, unranked: 0, hidden: 0, without: 0, medians: 0 };
    for (const { own, first, revised, isPartial } of worlds) {
      const isThere = (index: number): boolean => !(isPartial && index % 7 === 4);
      const inEdition = (rows: readonly (Printed | undefined)[]) =>
        nation.flatMap((area, index) => {
          const row = area === OWN ? { of: 100, is: own } : rows[index];
          return row == null || !isThere(index) ? [] : [{ area, row }];
        });
      const editions = [inEdition(first), inEdition(revised)];
      const rows = new Map(editions.flat().map(({ area, row }) => [area, row]));
      const { comparators, rank } = await warehouse.read(async (trx) => {
        const given = [
          ...editions.map((edition, index) => ({
            ...published(
              'repeat-plans',
              'CPP_subsequent_percent',
              edition.map(({ area, row }) => ({
                area,
                percent: typeof row.is === 'number' ? percent(row.is, row.of) : row.is,
                counts: { CPP_start: row.of, CPP_subsequent: row.is },
              })),
            ),
            as_at: `${2017 + index}-11-30`,
          })),
          neighbours(ten),
        ];
        const returns = await give(trx, warehouse.engine, given);
        const pins = choosePins(returns, (id) => facts.get(id)?.reach, [QUARTER], '9999');
        const known = await readComparatorFacts(
          trx,
          QUARTER,
          pins,
          { authority: OWN, region: null, authorities: all },
          [definition],
        );
        const current = aValue({
          ...{ areaCode: OWN, basis: 'rolling12', quarter: QUARTER.key },
          ...{ numerator: 20, denominator: 100 },
        });
        const how = { asAt: QUARTER.lastDay, polarity: 'low' as const };
        return comparatorsOf(definition, current, [], known, how);
      });
      const median = comparators.find(({ name }) => name.startsWith('Statistical'))?.value;
      const known = ten.flatMap((code) => (rangeOf(rows.get(code) ?? null) === null ? [] : [code]));
      const [least, most] = ([0, 1] as const).map((end) =>
        middle(known.map((code) => endOf(rows.get(code) ?? null, end) ?? NaN)),
      );
      const expected = known.length < 9 ? 'x' : least === most ? least : 'c';
      const found =
        median?.symbol ?? ratio(median?.numerator ?? null, median?.denominator ?? null, 'percent');
      expect(found).toBe(expected);
      const others = nation.filter((code) => code !== OWN);
      const ranges = others.flatMap((code) => {
        const range = rangeOf(rows.get(code) ?? null);
        return range === null ? [] : [range];
      });
      const mine = percent(own, 100);
      const place = {
        position: 1 + ranges.filter(([from, to]) => from < mine && to < mine).length,
        worst: 1 + ranges.filter(([from, to]) => from < mine || to < mine).length,
        ...{ of: ranges.length + 1, isOfSome: ranges.length < others.length, reason: null },
      };
      const isCovered = rows.size * 100 >= nation.length * 95;
      const reason = `the file holds ${rows.size} of ${nation.length} authorities`;
      if (isCovered) expect(rank).toMatchObject(place);
      else expect(rank?.reason?.toLowerCase()).toContain(reason);
      seen.ranks += isCovered ? 1 : 0;
      seen.ranges += isCovered && place.position < place.worst ? 1 : 0;
      seen.unranked += isCovered ? 0 : 1;
      seen.hidden += expected === 'c' ? 1 : 0;
      seen.without += expected === 'x' ? 1 : 0;
      seen.medians += typeof expected === 'number' ? 1 : 0;
    }
    await warehouse.close();
    // Each kind was tried.
    expect(Object.values(seen).every((count) => count > 2)).toBe(true);
  });
});
