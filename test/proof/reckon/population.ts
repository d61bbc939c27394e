import fc from 'fast-check';
import type { GivenReturn } from '../../sql/given.js';
import { areaCode } from '../generated.js';
import type { Tally } from './tally.js';

/** One authority's estimates in two releases, of years before, in and after the financial year that begins in 2017. */
export type Populations = readonly Estimate[];

interface Estimate {
  readonly release: (typeof RELEASES)[number];
  readonly year: number;
  readonly ages: '0-17' | '18-25';
  readonly people: number;
}

/** As-at dates: both hold earlier years, since estimates are revised. */
const RELEASES = ['2016-06-30', '2017-06-30'] as const;

export const populations: fc.Arbitrary<Populations> = fc.array(
  fc.record({
    release: fc.constantFrom(...RELEASES),
    year: fc.constantFrom(2015, 2016, 2017, 2017, 2018),
    ages: fc.constantFrom('0-17' as const, '0-17' as const, '0-17' as const, '18-25' as const),
    people: fc.integer({ min: 1, max: 99_999 }),
  }),
  { maxLength: 5 },
);

export function populationReturns(all: readonly Populations[]): GivenReturn[] {
  return RELEASES.map((release) => ({
    source: 'population',
    as_at: release,
    rows: {
      estimate: all.flatMap((estimates, index) =>
        estimates
          .filter((each) => each.release === release)
          .map(({ year, ages, people }) => ({
            area_code: areaCode(index),
            year,
            age_group: ages,
            people_count: people,
          })),
      ),
    },
  }));
}

/** Puts the rates beside the counts that they are of; without a population there is no rate, without a count it is nought. */
export function reckonRates(
  tally: Tally,
  estimates: Populations,
  counts: Readonly<Record<string, string>>,
): Tally {
  const people = childrenOf2017(estimates);
  if (people === null) return tally;
  for (const [rate, count] of Object.entries(counts)) {
    tally.set(rate, {
      numerator: tally.get(count)?.numerator ?? 0,
      denominator: people,
      unknown: 0,
    });
  }
  return tally;
}

/** The year 2017, else the one before; of a year the newest release; of a release what it says last. */
function childrenOf2017(estimates: Populations): number | null {
  for (const year of [2017, 2016, 2015]) {
    for (const release of RELEASES.toReversed()) {
      const said = estimates.findLast(
        (each) => each.ages === '0-17' && each.year === year && each.release === release,
      );
      if (said !== undefined) return said.people;
    }
  }
  return null;
}
