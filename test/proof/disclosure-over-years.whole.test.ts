import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseQuarter, quartersUpTo } from '../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { PublicSeries } from '../../pipeline/core/figure/public-series.js';
import type { Value } from '../../pipeline/core/figure/value.js';
import { choosePublicBases } from '../../reports/disclosure/public-bases.js';
import { keyText } from '../../reports/disclosure/cells.js';
import { loadSolver, type Row } from '../../reports/disclosure/solver.js';
import { suppress } from '../../reports/disclosure/suppress.js';
import type { EarlierRelease } from '../../reports/input.js';
import { sums } from '../reports/disclosure/support.js';
import { atLength } from '../support/length.js';
import { definition, value } from '../reports/support/figures.js';

/*
 * Generated councils release nine quarters in a row, over three financial years, some with a correction. Then a reader of all that
 * they published, who isn't the program's own attack, writes down every equation himself and tries to find each small quarter.
 */

const THRESHOLD = 5;
/** Quarters whose events are known before the first release. */
const BEFORE = 7;
const RELEASES = 9;
const ALL = quartersUpTo(parseQuarter('2018-19-Q1'), BEFORE + RELEASES);
/** Quarters that a pack shows. */
const SHOWN = 8;

const repeats = definition({
  measure: 'repeats',
  unit: 'percent',
  denominator: 'plans started',
  bases: ['ytd', 'rolling12'],
  sums: sums({ windows: true }),
});
const starts = definition({
  measure: 'starts',
  bases: ['quarter', 'ytd'],
  sums: sums({ windows: true }),
});
const definitions: readonly MeasureDefinition[] = [repeats, starts];

/** What happened in one quarter: some of so many. */
interface Flow {
  readonly numerator: number;
  readonly denominator: number;
}
type Flows = readonly Flow[];

/** One council: its quarters, and the one that a later release corrects. */
interface Council {
  readonly flows: Readonly<Record<'repeats' | 'starts', Flows>>;
  readonly correction: {
    readonly from: number;
    readonly quarter: number;
    readonly by: number;
  } | null;
}

const small = fc.record({
  numerator: fc.nat(8),
  rest: fc.oneof(fc.nat(8), fc.integer({ min: 10, max: 40 })),
});
const large = fc.record({
  numerator: fc.integer({ min: 12, max: 60 }),
  rest: fc.integer({ min: 12, max: 60 }),
});
const flowsOf = (of: typeof small): fc.Arbitrary<Flows> =>
  fc
    .array(of, { minLength: ALL.length, maxLength: ALL.length })
    .map((all) => all.map(({ numerator, rest }) => ({ numerator, denominator: numerator + rest })));
const council: fc.Arbitrary<Council> = fc.record({
  flows: fc.record({
    repeats: fc.oneof(flowsOf(small), flowsOf(large)),
    starts: fc.oneof(flowsOf(small), flowsOf(large)),
  }),
  correction: fc.option(
    fc.record({
      from: fc.integer({ min: 2, max: RELEASES - 1 }),
      quarter: fc.integer({ min: BEFORE - 2, max: BEFORE + 1 }),
      by: fc.integer({ min: 1, max: 4 }),
    }),
  ),
});

/** The quarters of a window that ends with a quarter, by their places. */
function windowOf(basis: Value['basis'], last: number): number[] {
  const quarter = ALL[last];
  const length = basis === 'quarter' ? 1 : basis === 'ytd' ? (quarter?.number ?? 1) : 4;
  return Array.from({ length }, (_, back) => last - back);
}

/** What happened as release number `at` knows it. */
function knownAt({ flows, correction }: Council, measure: 'repeats' | 'starts', at: number): Flows {
  if (correction === null || at < correction.from) return flows[measure];
  return flows[measure].map((flow, index) =>
    index === correction.quarter
      ? { numerator: flow.numerator + correction.by, denominator: flow.denominator + correction.by }
      : flow,
  );
}

/** The values of a pack, and which quarters each is made of. */
function packOf(of: Council, at: number): { readonly value: Value; readonly parts: number[] }[] {
  const last = BEFORE + at;
  return (['repeats', 'starts'] as const).flatMap((measure) => {
    const flows = knownAt(of, measure, at);
    const bases = (measure === 'repeats' ? repeats : starts).bases;
    return bases.flatMap((basis) =>
      Array.from({ length: SHOWN }, (_, back) => last - back).flatMap((index) => {
        const parts = windowOf(basis, index);
        if (parts.some((part) => part < 0)) return [];
        const add = (side: keyof Flow): number =>
          parts.reduce((sum, part) => sum + (flows[part]?.[side] ?? 0), 0);
        const denominator = measure === 'starts' ? 1 : add('denominator');
        const quarter = ALL[index]?.key ?? '';
        return [
          {
            value: value({ measure, basis, quarter, numerator: add('numerator'), denominator }),
            parts,
          },
        ];
      }),
    );
  });
}

const solve = await loadSolver();

interface Published {
  /** What the reader sees of each release, and the quarters that a number is made of. */
  readonly pack: { readonly value: Value; readonly parts: number[]; readonly isShown: boolean }[];
}

/** Releases every quarter, each beside those before it. */
function releaseAll(of: Council): {
  readonly published: Published[];
  readonly series: PublicSeries[];
} {
  const earlier: EarlierRelease[] = [];
  let kept: PublicSeries[] = [];
  const published: Published[] = [];
  for (let at = 0; at < RELEASES; at++) {
    const pack = packOf(of, at);
    const values = pack.map((each) => each.value);
    kept = choosePublicBases({ values, definitions, threshold: THRESHOLD, kept, set: {} });
    const shown = suppress(
      {
        values,
        definitions,
        quarter: ALL[BEFORE + at]?.key ?? '',
        rule: { threshold: THRESHOLD },
        earlier,
        reason: null,
        publicSeries: kept,
      },
      solve,
    ).values;
    const isShown = (index: number): boolean => shown[index]?.symbol === null;
    published.push({ pack: pack.map((each, index) => ({ ...each, isShown: isShown(index) })) });
    earlier.push({
      release: `release-${at}`,
      values: values.map((each, index) => ({
        ...each,
        numerator: each.numerator ?? 0,
        denominator: each.denominator ?? 1,
        isHidden: !isShown(index),
      })),
    });
  }
  return { published, series: kept };
}

/** Every small quarter of a council, as it was known first and last, and how few numbers the reader leaves it. */
function narrowedBy(of: Council, published: readonly Published[]) {
  let tried = 0;
  const narrowed: string[] = [];
  for (const measure of ['repeats', 'starts'] as const) {
    for (const at of of.correction === null
      ? [RELEASES - 1]
      : [of.correction.from - 1, RELEASES - 1]) {
      const flows = knownAt(of, measure, at);
      const rows = equations(of, measure, at, published);
      const ids = new Set(rows.flatMap((row) => [...row.terms.keys()]));
      for (const [index, flow] of flows.entries()) {
        const rest = flow.denominator - flow.numerator;
        const secrets: [string, number, ReadonlyMap<string, number>][] = [
          ['numerator', flow.numerator, new Map([[`n${index}`, 1]])],
          ...(measure === 'starts'
            ? []
            : ([
                [
                  'rest',
                  rest,
                  new Map([
                    [`d${index}`, 1],
                    [`n${index}`, -1],
                  ]),
                ],
              ] as [string, number, ReadonlyMap<string, number>][])),
        ];
        for (const [side, count, terms] of secrets) {
          if (count < 1 || count > THRESHOLD) continue;
          if (![...terms.keys()].every((id) => ids.has(id))) continue;
          tried += 1;
          const bounds = new Map([...ids].map((id) => [id, { least: 0, most: 10_000 }]));
          const end = (aim: 'minimise' | 'maximise'): number => {
            const answer = solve({ aim, objective: terms, rows, bounds, isWhole: true });
            return answer.status === 'optimal' ? Math.round(answer.value) : Number.NaN;
          };
          const [least, most] = [end('minimise'), end('maximise')];
          if (!(most - least + 1 >= THRESHOLD))
            narrowed.push(`${measure} ${ALL[index]?.key ?? ''} ${side} ${least} to ${most}`);
        }
      }
    }
  }
  return { tried, narrowed };
}

/** What is known of the quarters as release `at` has them: every number shown, in it or in any release that gives the same number. */
function equations(
  of: Council,
  measure: 'repeats' | 'starts',
  at: number,
  published: readonly Published[],
): Row[] {
  const flows = knownAt(of, measure, at);
  const rows: Row[] = [];
  for (const { pack } of published) {
    for (const each of pack) {
      if (!each.isShown || each.value.measure !== measure) continue;
      const isSame = (side: keyof Flow): boolean =>
        each.parts.reduce((sum, part) => sum + (flows[part]?.[side] ?? 0), 0) === each.value[side];
      const isOurs = isSame('numerator') && (measure === 'starts' || isSame('denominator'));
      if (!isOurs) continue;
      const sum = (side: 'n' | 'd', right: number | null): Row => ({
        terms: new Map(each.parts.map((part) => [`${side}${part}`, 1])),
        sense: '=',
        right: right ?? 0,
      });
      rows.push(sum('n', each.value.numerator));
      if (measure === 'repeats') rows.push(sum('d', each.value.denominator));
    }
  }
  const parts = new Set(rows.flatMap((row) => [...row.terms.keys()].map((id) => id.slice(1))));
  for (const part of measure === 'repeats' ? parts : [])
    rows.push({
      terms: new Map([
        [`d${part}`, 1],
        [`n${part}`, -1],
      ]),
      sense: '>=',
      right: 0,
    });
  return rows;
}

/** What a council has at the end of each quarter, by age, and what began and ended in it. */
interface States {
  readonly parts: readonly (readonly number[])[];
  readonly began: readonly number[];
  readonly ended: readonly number[];
}

const plans = definition({
  measure: 'plans',
  breakdowns: ['age'],
  sums: sums({ parts: ['age'], flow: { in: 'starts.numerator', out: 'ends.numerator' } }),
});
const ends = definition({
  measure: 'ends',
  bases: ['quarter', 'ytd'],
  sums: sums({ windows: true }),
});

/** Enough begin in a quarter to be published, few enough end to be hidden. */
const begins = fc.integer({ min: 12, max: 30 });

/** Of each part a few children leave in a quarter, and others come. */
const states: fc.Arbitrary<States> = fc
  .record({
    first: fc.tuple(fc.nat(8), fc.nat(8), fc.integer({ min: 10, max: 40 })),
    moves: fc.array(fc.tuple(fc.nat(3), fc.nat(3), begins, fc.nat(3), fc.nat(3), fc.nat(3)), {
      minLength: ALL.length,
      maxLength: ALL.length,
    }),
  })
  .map(({ first, moves }) => {
    let now: readonly number[] = first;
    const all = moves.map((move) => {
      const more = move.slice(0, 3);
      const less = move.slice(3).map((count, part) => Math.min(count, now[part] ?? 0));
      now = now.map((count, part) => count + (more[part] ?? 0) - (less[part] ?? 0));
      return { parts: now, began: total(more), ended: total(less) };
    });
    return {
      parts: all.map(({ parts }) => parts),
      began: all.map(({ began }) => began),
      ended: all.map(({ ended }) => ended),
    };
  });

function total(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

/** One number that is published, or hidden, and what it is made of, in the reader's own words. */
interface Figure {
  readonly value: Value;
  readonly terms: ReadonlyMap<string, number>;
}

/** A release's numbers of states, their parts, and flows. */
function figuresOf({ parts, began, ended }: States, at: number): Figure[] {
  const last = BEFORE + at;
  const shown = Array.from({ length: SHOWN }, (_, back) => last - back);
  return shown.flatMap((index) => {
    const quarter = ALL[index]?.key ?? '';
    const own = parts[index] ?? [];
    const flows = (
      [
        ['starts', 'b', began],
        ['ends', 'e', ended],
      ] as const
    ).flatMap(([measure, letter, counts]) =>
      (['quarter', 'ytd'] as const).flatMap((basis): Figure[] => {
        const of = windowOf(basis, index);
        if (of.some((part) => part < 0)) return [];
        const numerator = total(of.map((part) => counts[part] ?? 0));
        const terms = new Map(of.map((part) => [`${letter}${part}`, 1]));
        return [{ value: value({ measure, basis, quarter, numerator }), terms }];
      }),
    );
    return [
      {
        value: value({ measure: 'plans', quarter, numerator: total(own) }),
        terms: new Map(own.map((_, part) => [`p${index}.${part}`, 1])),
      },
      ...own.map((numerator, part) => ({
        value: value({ measure: 'plans', breakdown: `age:${part}`, quarter, numerator }),
        terms: new Map([[`p${index}.${part}`, 1]]),
      })),
      ...flows,
    ];
  });
}

/** Small numbers that a reader of all releases narrows down who knows how parts, states and flows hang together. */
function narrowedStates(of: States): { readonly tried: number; readonly narrowed: string[] } {
  const earlier: EarlierRelease[] = [];
  const rows: Row[] = [];
  const secrets = new Map<string, Figure>();
  const open = new Set<string>();
  let kept: PublicSeries[] = [];
  const measures = [plans, starts, ends];
  for (let at = 0; at < RELEASES; at++) {
    const figures = figuresOf(of, at);
    const values = figures.map((each) => each.value);
    const chosen = { values, definitions: measures, threshold: THRESHOLD, kept, set: {} };
    kept = choosePublicBases(chosen);
    const order = { values, definitions: measures, quarter: ALL[BEFORE + at]?.key ?? '' };
    const given = { rule: { threshold: THRESHOLD }, earlier, reason: null, publicSeries: kept };
    const shown = suppress({ ...order, ...given }, solve).values;
    const isHidden = (index: number): boolean => shown[index]?.symbol !== null;
    for (const [index, figure] of figures.entries()) {
      const name = keyText(figure.value);
      const right = figure.value.numerator ?? 0;
      if (!isHidden(index)) {
        open.add(name);
        rows.push({ terms: figure.terms, sense: '=', right });
      } else if (right >= 1 && right <= THRESHOLD) secrets.set(name, figure);
    }
    earlier.push({
      release: `release-${at}`,
      values: values.map((each, index) => ({
        ...each,
        numerator: each.numerator ?? 0,
        denominator: each.denominator ?? 1,
        isHidden: isHidden(index),
      })),
    });
  }
  for (let index = 1; index < ALL.length; index++) {
    const state = (quarter: number, factor: number) =>
      (of.parts[quarter] ?? []).map((_, part) => [`p${quarter}.${part}`, factor] as const);
    const terms = new Map([
      ...state(index, 1),
      ...state(index - 1, -1),
      [`b${index}`, -1] as const,
      [`e${index}`, 1] as const,
    ]);
    rows.push({ terms, sense: '=', right: 0 });
  }
  const ids = new Set(rows.flatMap((row) => [...row.terms.keys()]));
  const bounds = new Map([...ids].map((id) => [id, { least: 0, most: 10_000 }]));
  const tried = [...secrets].filter(
    ([name, { terms }]) => !open.has(name) && [...terms.keys()].every((id) => ids.has(id)),
  );
  const narrowed = tried.flatMap(([name, { terms: objective }]) => {
    const [least, most] = (['minimise', 'maximise'] as const).map((aim) => {
      const answer = solve({ aim, objective, rows, bounds, isWhole: true });
      return answer.status === 'optimal' ? Math.round(answer.value) : Number.NaN;
    });
    const width = (most ?? 0) - (least ?? 0) + 1;
    return width >= THRESHOLD ? [] : [`${name}: ${least ?? ''} to ${most ?? ''}`];
  });
  return { tried: tried.length, narrowed };
}

describe('councils that release nine quarters in a row over three financial years', () => {
  it('give no small quarter away, whatever a reader lays side by side, and none is refused', () => {
    let tried = 0;
    let shownHeadlines = 0;
    let headlines = 0;
    fc.assert(
      fc.property(council, (of) => {
        const { published } = releaseAll(of);
        const found = narrowedBy(of, published);
        tried += found.tried;
        for (const [at, { pack }] of published.entries()) {
          const own = pack.filter(({ value: { quarter } }) => quarter === ALL[BEFORE + at]?.key);
          for (const measure of ['repeats', 'starts']) {
            headlines += 1;
            if (own.some((each) => each.value.measure === measure && each.isShown))
              shownHeadlines += 1;
          }
        }
        expect(found.narrowed).toEqual([]);
      }),
      { numRuns: atLength({ sample: 8, full: 60 }), seed: 13 },
    );
    console.log(
      `${tried} small quarters tried, 0 narrowed; ${shownHeadlines} of ${headlines} headlines shown`,
    );
    expect(tried).toBeGreaterThan(50);
  }, 600_000);

  it('give no small part, state or flow away: what began and ended is how a state changes', () => {
    let tried = 0;
    fc.assert(
      fc.property(states, (of) => {
        const found = narrowedStates(of);
        tried += found.tried;
        expect(found.narrowed).toEqual([]);
      }),
      { numRuns: atLength({ sample: 3, full: 40 }), seed: 13 },
    );
    console.log(`${tried} small parts, states and flows tried, 0 narrowed`);
    expect(tried).toBeGreaterThan(10);
  }, 600_000);

  it('the reader finds what is hidden where every basis is published: the attack can succeed', () => {
    const flows = [7, 1, 9, 2, 4, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9].map((numerator) => ({
      numerator,
      denominator: numerator + 50,
    }));
    const of: Council = { flows: { repeats: flows, starts: flows }, correction: null };
    const all = Array.from({ length: RELEASES }, (_, at) => ({
      pack: packOf(of, at).map((each) => ({ ...each, isShown: true })),
    }));
    expect(narrowedBy(of, all).narrowed).toContain('repeats 2015-16-Q2 numerator 4 to 4');
  });
});
