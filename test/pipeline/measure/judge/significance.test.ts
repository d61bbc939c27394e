import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  againstLastYear,
  againstOthers,
} from '../../../../pipeline/measure/compare/significance-of.js';
import {
  compareWithReference,
  compareYears,
  type Counts,
  overdispersionOf,
} from '../../../../pipeline/measure/judge/significance.js';
import { hasSharedData, sharedData } from '../../../support/shared-data.js';
import { aDefinition, aValue } from '../builders.js';

const counts = (numerator: number, denominator: number): Counts => ({ numerator, denominator });
const times = (number: number, of: Counts): Counts[] => Array.from({ length: number }, () => of);
const alike = times(40, counts(200, 1000));
const england = counts(8000, 40_000);

describe('A difference from a reference', () => {
  it('is inside or outside 99.8% limits for an authority of its size', () => {
    // 3.09 standard deviations of a share of 20% of 1,000: 3.9 points.
    const at = (numerator: number) =>
      compareWithReference(counts(numerator, 1000), england, alike, 'proportion');
    expect(at(239)?.word).toBe('similar');
    expect(at(240)?.word).toBe('higher');
    expect(at(161)?.word).toBe('similar');
    expect(at(160)?.word).toBe('lower');
    expect(at(200)?.limits.lower).toBeCloseTo(0.1609, 4);
    expect(at(200)?.limits.upper).toBeCloseTo(0.2391, 4);
  });

  it('is of a rate by Poisson limits, which have no upper end', () => {
    const found = compareWithReference(
      counts(60, 10_000),
      counts(400, 100_000),
      times(30, counts(40, 10_000)),
      'rate',
    );
    // 40 expected: 40 and 3.09 times its root is 59.5.
    expect(found).toMatchObject({ word: 'higher', overdispersion: 1 });
  });

  it('has wider limits where authorities differ by more than chance', () => {
    const apart = [...times(20, counts(140, 1000)), ...times(20, counts(260, 1000))];
    const found = compareWithReference(counts(240, 1000), england, apart, 'proportion');
    // Each lies 6 points off, where chance gives 1.26: 22.5 times the variance.
    expect(found?.overdispersion).toBeCloseTo(22.5, 1);
    expect(found?.word).toBe('similar');
  });

  it('is not decided by a few odd authorities', () => {
    const odd = [...alike, counts(900, 1000), counts(950, 1000)];
    expect(overdispersionOf(odd, 'proportion')).toBeLessThan(8);
  });

  it('cannot be told where too few are counted, or too few authorities are known', () => {
    expect(compareWithReference(counts(3, 20), england, alike, 'proportion')).toBeNull();
    expect(
      compareWithReference(counts(200, 1000), england, alike.slice(0, 19), 'proportion'),
    ).toBeNull();
    // Of a share the rest has to be enough too.
    expect(
      compareWithReference(
        counts(98, 100),
        counts(980, 1000),
        times(30, counts(98, 100)),
        'proportion',
      ),
    ).toBeNull();
  });

  it('turns round with the counts: what isn’t counted is lower where what is counted is higher', () => {
    const mirrored = { higher: 'lower', lower: 'higher', similar: 'similar' } as const;
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999 }), (numerator) => {
        const one = compareWithReference(counts(numerator, 1000), england, alike, 'proportion');
        const other = compareWithReference(
          counts(1000 - numerator, 1000),
          counts(32_000, 40_000),
          times(40, counts(800, 1000)),
          'proportion',
        );
        expect(other?.word).toBe(mirrored[one?.word ?? 'similar']);
      }),
    );
  });
});

describe('A difference between two years of a flow', () => {
  it('allows for chance in both', () => {
    expect(compareYears(counts(230, 1000), counts(250, 1000), 'proportion')).toBe('similar');
    expect(compareYears(counts(190, 1000), counts(250, 1000), 'proportion')).toBe('lower');
    expect(compareYears(counts(500, 40_000), counts(400, 40_000), 'rate')).toBe('higher');
    expect(compareYears(counts(190, 1000), counts(250, 1000), 'proportion', 2)).toBe('similar');
    expect(compareYears(counts(3, 20), counts(4, 20), 'proportion')).toBeNull();
  });

  const flow = aDefinition({ bases: ['rolling12'] });
  const now = aValue({ basis: 'rolling12', numerator: 190, denominator: 1000 });
  const then = aValue({
    basis: 'rolling12',
    numerator: 250,
    denominator: 1000,
    quarter: '2016-17-Q3',
  });

  it('is said of a flow, and never of two dates of one stock', () => {
    expect(againstLastYear(flow, now, then, [])).toMatchObject({
      against: 'last year',
      word: 'lower',
    });
    const stock = { basis: 'snapshot' } as const;
    expect(
      againstLastYear(aDefinition(), { ...now, ...stock }, { ...then, ...stock }, []),
    ).toBeNull();
  });

  it('is not said across a break, nor of pupils, who change their group a school at a time', () => {
    expect(againstLastYear(flow, { ...now, flags: ['b'] }, then, [])).toBeNull();
    expect(againstLastYear({ ...flow, counts: 'pupils' }, now, then, [])).toBeNull();
  });
});

describe('Significance of a figure', () => {
  it('has an entry for each area with counts, with its limits in the unit', () => {
    const found = againstOthers(
      aDefinition(),
      aValue({ numerator: 240, denominator: 1000 }),
      [
        { name: 'England', counts: england },
        { name: 'North East', counts: { numerator: null, denominator: null } },
      ],
      alike,
    );
    expect(found).toEqual([
      {
        ...{ against: 'England', word: 'higher', overdispersion: 1, why: null },
        limits: { lower: 16.1, upper: 23.9 },
      },
    ]);
  });

  it('says why where there are too few counts, and nothing of a published value without any', () => {
    const others = [{ name: 'England', counts: england }];
    expect(againstOthers(aDefinition(), aValue(), others, [])[0]).toMatchObject({
      word: 'cannot say',
      why: 'too few authorities have published counts for a test',
    });
    const printed = aValue({
      published: {
        ...{ period: '31 March 2017', when: 'at 31 March 2017', to: '2017-03-31' },
        ...{ numerator: null, denominator: null },
      },
    });
    expect(againstOthers(aDefinition(), printed, others, alike)).toEqual([]);
  });
});

const found = hasSharedData(
  'benchmarks',
  'that plain limits would call most authorities different',
);

it.skipIf(!found)(
  'Plain limits call most authorities different on the looked-after rate; widened ones few',
  () => {
    const rows = parse<Record<string, string>>(
      readFileSync(sharedData('benchmarks', 'cla_number_and_rate_per_10k_children.csv')),
      { columns: true, bom: true },
    ).filter(
      (row) =>
        row['time_period'] === '2025' &&
        row['population_type'] === 'Children looked after on 31 March each year',
    );
    const read = (level: string): Counts[] =>
      rows
        .filter((row) => row['geographic_level'] === level)
        .map((row) => counts(Number(row['children_count']), Number(row['population_estimate'])))
        .filter(({ numerator, denominator }) => numerator >= 0 && denominator > 0);
    const [national] = read('National');
    const peers = read('Local authority');
    if (national === undefined) throw new Error('no row of England');
    const target = national.numerator / national.denominator;
    const outsidePlain = peers.filter(
      ({ numerator, denominator }) =>
        Math.abs(numerator - denominator * target) > 3.09 * Math.sqrt(denominator * target),
    );
    const outside = peers.filter(
      (each) => compareWithReference(each, national, peers, 'rate')?.word !== 'similar',
    );
    expect(outsidePlain.length).toBeGreaterThan(90);
    expect(overdispersionOf(peers, 'rate')).toBeGreaterThan(10);
    expect(outside.length).toBeLessThan(15);
  },
);
