import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { keyText } from '../../../reports/disclosure/cells.js';
import type { EarlierRelease } from '../../../reports/input.js';
import { atLength } from '../../support/length.js';
import { QUARTER, value } from '../support/figures.js';
import { breakdownOf, lastQuarters, suppressed, total } from './support.js';

const THRESHOLD = 5;
/** No count in these tables comes near it. */
const CAP = 40;

/** All whole-number tables that a reader must think possible; the test's own, without any solver. */
type Worlds = (hidden: ReadonlySet<Value>) => readonly ReadonlyMap<Value, number>[];

/** Hidden values that a reader who tries every possible table narrows down too far. */
function brokenBy(worlds: Worlds, hidden: ReadonlySet<Value>): Value[] {
  const possible = worlds(hidden);
  return [...hidden].filter((each) => {
    const counts = possible.map((world) => world.get(each) ?? 0);
    return Math.max(...counts) - Math.min(...counts) + 1 < THRESHOLD;
  });
}

/** Whole numbers from the least on that add up to a sum, in so many places. */
function waysToAddUp(sum: number, places: number, least: number): number[][] {
  if (places === 0) return sum === 0 ? [[]] : [];
  return Array.from({ length: Math.max(0, sum + 1 - least) }, (_, index) => index + least).flatMap(
    (first) => waysToAddUp(sum - first, places - 1, least).map((rest) => [first, ...rest]),
  );
}

/** One total, parted in one way or two: each way is worked out by itself, as the total is the only thing they share. */
function worldsOf(whole: Value, breakdowns: readonly (readonly Value[])[]): Worlds {
  return (hidden) => {
    const sums = hidden.has(whole)
      ? Array.from({ length: CAP }, (_, index) => index + 1)
      : [whole.numerator ?? 0];
    return sums.flatMap((sum) => {
      const ways = breakdowns.map((parts) => {
        const unknown = parts.filter((part) => hidden.has(part));
        const rest = parts
          .filter((part) => !hidden.has(part))
          .reduce((left, part) => left - (part.numerator ?? 0), sum);
        // Zero is shown, unless a breakdown is withheld whole, since its headline leaves too little for as many parts.
        const isWithheld =
          whole.quarter === QUARTER.key &&
          unknown.length === parts.length &&
          sum - parts.length + 1 < THRESHOLD;
        const least = isWithheld ? 0 : 1;
        return waysToAddUp(rest, unknown.length, least).map(
          (counts) => new Map(unknown.map((part, index) => [part, counts[index] ?? 0])),
        );
      });
      if (ways.some((each) => each.length === 0)) return [];
      // What one breakdown may be doesn't hang on the other: laid side by side, the longer list sets the length.
      const length = Math.max(1, ...ways.map((each) => each.length));
      return Array.from(
        { length },
        (_, index) =>
          new Map([
            [whole, sum] as const,
            ...ways.flatMap((each) => [...(each[index % each.length] ?? [])]),
          ]),
      );
    });
  };
}

const counts = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 2, maxLength: 4 }),
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 4 }),
);

/** One total with its parts, and the same total parted in another way. */
const twoWays = fc.tuple(counts, fc.nat(60), fc.boolean()).map(([age, cut, isEarlier]) => {
  const sum = age.reduce((one, two) => one + two, 0);
  const over = isEarlier ? { quarter: '2017-18-Q2' } : {};
  const first = sum === 0 ? 0 : cut % (sum + 1);
  return {
    whole: total(sum, over),
    age: breakdownOf('age', age, over),
    sex: breakdownOf('sex', [first, sum - first], over),
  };
});

function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>(
    (found, item) => [...found, ...found.map((each) => [...each, item])],
    [[]],
  );
}

/** What is hidden of a table; each is worked out once, since several tests look at the same tables (by the same seed). */
const once = new Map<string, ReturnType<typeof suppressed>>();
function suppressedOnce(values: readonly Value[]): ReturnType<typeof suppressed> {
  const key = JSON.stringify(values);
  const found = once.get(key) ?? suppressed(values);
  once.set(key, found);
  return found;
}

const hiddenOf = (values: readonly Value[], shown: readonly Value[]): Set<Value> =>
  new Set(values.filter((_, index) => shown[index]?.symbol === 'c'));

const isSmall = ({ numerator }: Value): boolean =>
  numerator !== null && numerator >= 1 && numerator <= THRESHOLD;

/** A breakdown as it was released, and as it is after a correction of some of its parts. */
const corrected = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.option(fc.integer({ min: 0, max: 9 }))), {
    minLength: 2,
    maxLength: 4,
  })
  .map((pairs) => ({
    before: pairs.map(([then]) => then),
    after: pairs.map(([then, now]) => now ?? then),
  }));

describe('whatever the table', () => {
  it('no reader who tries every possible table narrows a hidden number down', () => {
    fc.assert(
      fc.property(twoWays, ({ whole, age, sex }) => {
        const values = [whole, ...age, ...sex];
        const hidden = hiddenOf(values, suppressedOnce(values).values);
        expect(brokenBy(worldsOf(whole, [age, sex]), hidden)).toEqual([]);
        expect(values.filter((each) => isSmall(each) && !hidden.has(each))).toEqual([]);
      }),
      { numRuns: atLength({ sample: 20, full: 400 }), seed: 1 },
    );
  });

  it('a headline total is hidden only where it is small itself, and zero only with its whole breakdown', () => {
    fc.assert(
      fc.property(twoWays, ({ whole, age, sex }) => {
        const values = [whole, ...age, ...sex];
        const hidden = hiddenOf(values, suppressedOnce(values).values);
        const headlines = [...hidden].filter(
          (each) => each.breakdown === 'all' && each.quarter === QUARTER.key,
        );
        expect(headlines.every(isSmall)).toBe(true);
        for (const parts of [age, sex]) {
          const isWithheld = parts.every((each) => hidden.has(each));
          const hidesZero = parts.some((each) => hidden.has(each) && each.numerator === 0);
          expect(isWithheld || !hidesZero).toBe(true);
        }
      }),
      { numRuns: atLength({ sample: 20, full: 400 }), seed: 1 },
    );
  });

  it('no pattern with fewer values hidden would protect: the factor over the optimum is 1', () => {
    fc.assert(
      fc.property(twoWays, ({ whole, age, sex }) => {
        const values = [whole, ...age, ...sex];
        const { secondary } = suppressedOnce(values);
        const worlds = worldsOf(whole, [age, sex]);
        const primary = values.filter(isSmall);
        // A total of an earlier quarter is dearer than any number of parts, so it is left out here as it is there.
        const free = [...age, ...sex].filter((each) => !isSmall(each) && each.numerator !== 0);
        const enough = subsets(free)
          .filter((extra) => brokenBy(worlds, new Set([...primary, ...extra])).length === 0)
          .map((extra) => extra.length);
        if (primary.length === 0) expect(secondary).toEqual([]);
        else if (enough.length > 0) expect(secondary).toHaveLength(Math.min(...enough));
      }),
      { numRuns: atLength({ sample: 15, full: 300 }), seed: 1 },
    );
  });

  it('no reader who compares a release with the corrected one before it narrows down what either hides', () => {
    let refused = 0;
    fc.assert(
      fc.property(corrected, ({ before, after }) => {
        const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
        const then = [total(sum(before)), ...breakdownOf('age', before)];
        const now = [total(sum(after)), ...breakdownOf('age', after)];
        const hiddenThen = hiddenOf(then, suppressed(then).values);
        const earlier = [releasedAs(then, hiddenThen)];
        const order = { earlier };
        const { values, deducible } = suppressed(now, { ...order, reason: 'asked for' });
        refused += deducible.length > 0 ? 1 : 0;
        const hiddenNow = hiddenOf(now, values);
        const isLost = (value: Value, release: string): boolean =>
          deducible.some(({ value: key }) => key === keyText(value) + release);
        const seen = seenBefore(then, hiddenThen, now);
        const possible = worldsOfBoth(then, hiddenThen, now, hiddenNow);
        const width = (counts: readonly number[]): number =>
          Math.max(...counts) - Math.min(...counts) + 1;
        for (const each of [...hiddenThen].filter(isSmall)) {
          if (isLost(each, '') || isLost(each, ' as in first')) continue;
          const counts = possible.map((world) => world.then.get(each) ?? 0);
          expect(width(counts)).toBeGreaterThanOrEqual(THRESHOLD);
        }
        for (const each of [...hiddenNow].filter((one) => !isLost(one, '') && !seen.has(one))) {
          const counts = possible.map((world) => world.now.get(each) ?? 0);
          expect(width(counts)).toBeGreaterThanOrEqual(THRESHOLD);
        }
      }),
      { numRuns: atLength({ sample: 30, full: 600 }), seed: 5 },
    );
    expect(refused).toBeLessThan(30);
  });

  it('quarters and years to date never give each other back', () => {
    const quarters = lastQuarters(3);
    const flows = fc.tuple(...quarters.map(() => fc.integer({ min: 0, max: 9 })));
    let refused = 0;
    fc.assert(
      fc.property(flows, (truth) => {
        const windows = quarters.flatMap((quarter, index) => [
          { from: index, to: index, basis: 'quarter' as const, quarter },
          { from: 0, to: index, basis: 'ytd' as const, quarter },
        ]);
        const add = (flow: readonly number[], from: number, to: number): number =>
          flow.slice(from, to + 1).reduce((one, two) => one + two, 0);
        const values = windows.map(({ from, to, basis, quarter }) =>
          value({ measure: 'starts', basis, quarter, numerator: add(truth, from, to) }),
        );
        const worlds: Worlds = (hidden) =>
          everyFlow(20).flatMap((flow) => {
            const world = new Map(
              values.map((each, index) => {
                const window = windows[index] ?? { from: 0, to: 0 };
                return [each, add(flow, window.from, window.to)] as const;
              }),
            );
            const agrees = values.every((each) =>
              hidden.has(each) ? (world.get(each) ?? 0) >= 1 : world.get(each) === each.numerator,
            );
            return agrees ? [world] : [];
          });
        try {
          const hidden = hiddenOf(values, suppressed(values).values);
          expect(brokenBy(worlds, hidden)).toEqual([]);
        } catch (error) {
          if (!(error instanceof QuarterlyError)) throw error;
          // Refused rightly: with all hidden that may be, a number could still be deduced.
          refused++;
          const all = values.filter(
            (each) => each.numerator !== 0 && (each.quarter !== QUARTER.key || isSmall(each)),
          );
          expect(brokenBy(worlds, new Set(all)).some(isSmall)).toBe(true);
        }
      }),
      { numRuns: atLength({ sample: 12, full: 250 }), seed: 4 },
    );
    expect(refused).toBeLessThan(25);
  });
});

/** Every flow of three quarters, each from 0 to the most. */
function everyFlow(most: number): number[][] {
  const each = Array.from({ length: most + 1 }, (_, index) => index);
  return each.flatMap((a) => each.flatMap((b) => each.map((c) => [a, b, c])));
}

function releasedAs(values: readonly Value[], hidden: ReadonlySet<Value>): EarlierRelease {
  return {
    release: 'first',
    values: values.map((each) => ({
      ...each,
      numerator: each.numerator ?? 0,
      denominator: each.denominator ?? 1,
      isHidden: hidden.has(each),
    })),
  };
}

/** What the release showed, and is the same now: no longer a secret, though a withheld breakdown hides it with the rest. */
function seenBefore(
  then: readonly Value[],
  hiddenThen: ReadonlySet<Value>,
  now: readonly Value[],
): Set<Value> {
  return new Set(
    now.filter((each, index) => {
      const before = then[index];
      return before?.numerator === each.numerator && !hiddenThen.has(before);
    }),
  );
}

interface Both {
  readonly then: ReadonlyMap<Value, number>;
  readonly now: ReadonlyMap<Value, number>;
}

/** Every pair of tables that a reader must think possible who knows which numbers the correction left as they were. */
function worldsOfBoth(
  then: readonly Value[],
  hiddenThen: ReadonlySet<Value>,
  now: readonly Value[],
  hiddenNow: ReadonlySet<Value>,
): Both[] {
  const same = then.map((each, index) => each.numerator === now[index]?.numerator);
  const open = tables(now, hiddenNow, seenBefore(then, hiddenThen, now));
  return tables(then, hiddenThen, new Set()).flatMap((one) =>
    open
      .filter((two) =>
        then.every((each, index) => {
          const other = now[index];
          return !same[index] || (other !== undefined && one.get(each) === two.get(other));
        }),
      )
      .map((two) => ({ then: one, now: two })),
  );
}

/**
 * Every table of a total and its parts that agrees with what is shown. Hidden parts aren't zero, unless all are hidden, and what a
 * reader hasn't seen of them before leaves so little that the breakdown must have been withheld whole.
 */
function tables(
  [whole, ...parts]: readonly Value[],
  hidden: ReadonlySet<Value>,
  seen: ReadonlySet<Value>,
): ReadonlyMap<Value, number>[] {
  if (whole === undefined) return [];
  const unknown = parts.filter((part) => hidden.has(part) && !seen.has(part));
  const known = parts
    .filter((part) => !unknown.includes(part))
    .reduce((sum, part) => sum + (part.numerator ?? 0), 0);
  const isWithheld = (rest: number): boolean =>
    parts.every((part) => hidden.has(part)) && rest - unknown.length + 1 < THRESHOLD;
  const sums = hidden.has(whole)
    ? Array.from({ length: CAP }, (_, index) => index + 1)
    : [whole.numerator ?? 0];
  return sums.flatMap((sum) =>
    waysToAddUp(sum - known, unknown.length, isWithheld(sum - known) ? 0 : 1).map(
      (counts) =>
        new Map<Value, number>([
          [whole, sum],
          ...parts.map((part) => [part, part.numerator ?? 0] as const),
          ...unknown.map((part, index) => [part, counts[index] ?? 0] as const),
        ]),
    ),
  );
}
