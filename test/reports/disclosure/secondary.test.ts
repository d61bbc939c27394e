import { describe, expect, it } from 'vitest';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { readDefinitions } from '../../../pipeline/measure/definitions.js';
import type { EarlierRelease } from '../../../reports/input.js';
import { definition, value } from '../support/figures.js';
import {
  breakdownOf,
  definitions,
  lastQuarters,
  shown,
  suppressed,
  sums,
  total,
} from './support.js';

describe('what would give a hidden number away', () => {
  it('of a breakdown a second part is hidden with the small one, the smallest that protects', () => {
    const { values, secondary } = suppressed([
      total(75),
      ...breakdownOf('age', [3, 40, 20, 12, 0]),
    ]);
    expect(shown(values)).toEqual([75, '[c]', 40, 20, '[c]', 0]);
    expect(secondary).toEqual(['plans snapshot E06000004 age:3 2017-18-Q3']);
  });

  it('two small parts protect each other where their sum leaves five values', () => {
    const { values } = suppressed([total(66), ...breakdownOf('age', [3, 3, 60])]);
    expect(shown(values)).toEqual([66, '[c]', '[c]', 60]);
  });

  it('two small parts with a sum of five don’t: a third is hidden', () => {
    const { values } = suppressed([total(65), ...breakdownOf('age', [3, 2, 60])]);
    expect(shown(values)).toEqual([65, '[c]', '[c]', '[c]']);
  });

  it('withholds a breakdown whole, zeros too, where its headline leaves too little between small parts', () => {
    const { values } = suppressed([total(6), ...breakdownOf('age', [2, 2, 2, 0])]);
    expect(shown(values)).toEqual([6, '[c]', '[c]', '[c]', '[c]']);
  });

  it('hides crosswise where a breakdown is by two things', () => {
    const cross = [
      [3, 20],
      [30, 40],
    ].flatMap((row, age) =>
      row.map((numerator, sex) =>
        value({ measure: 'plans', breakdown: `age:${age},sex:${sex}`, numerator }),
      ),
    );
    const { values } = suppressed([
      total(93),
      ...breakdownOf('age', [23, 70]),
      ...breakdownOf('sex', [33, 60]),
      ...cross,
    ]);
    expect(shown(values)).toEqual([93, 23, 70, 33, 60, '[c]', '[c]', '[c]', '[c]']);
  });

  it('a count that is hidden isn’t given back by its rate', () => {
    const rate = value({ measure: 'plans-rate', numerator: 4, denominator: 43152 });
    expect(shown(suppressed([total(4), rate]).values)).toEqual(['[c]', '[c]']);
  });

  it('of parts that make up a denominator, without a headline, a second one is hidden as well', () => {
    const mix = definition({
      measure: 'mix',
      unit: 'percent',
      denominator: 'children looked after',
      breakdowns: ['kind'],
      partsOnly: 'such as kind:home',
      sums: sums({ parts: ['kind'], equal: { denominator: 'plans.numerator' } }),
    });
    const parts = [3, 40, 20].map((numerator, at) =>
      value({ measure: 'mix', breakdown: `kind:${at}`, numerator, denominator: 63 }),
    );
    const seen = suppressed([total(63), ...parts], { definitions: [...definitions, mix] });
    expect(shown(seen.values)).toEqual([63, '[c]', 40, '[c]']);
    const undeclared = { ...mix, sums: sums({}) };
    const leaks = suppressed([total(63), ...parts], { definitions: [...definitions, undeclared] });
    expect(shown(leaks.values)).toEqual([63, '[c]', 40, 20]);
  });

  it('a hidden part isn’t given back by another measure that parts the same children otherwise', () => {
    const mix = definition({
      measure: 'mix',
      unit: 'percent',
      denominator: 'children',
      breakdowns: ['kind'],
      partsOnly: 'such as kind:home',
      sums: sums({
        parts: ['kind'],
        matches: [{ parts: ['kind:0', 'kind:1'], of: 'plans.numerator', are: ['age:0'] }],
      }),
    });
    const parts = [20, 23, 40].map((numerator, at) =>
      value({ measure: 'mix', breakdown: `kind:${at}`, numerator, denominator: 83 }),
    );
    const ages = breakdownOf('age', [43, 17, 3, 20]);
    const seen = suppressed([total(83), ...ages, ...parts], { definitions: [...definitions, mix] });
    expect(shown(seen.values).slice(0, 5)).toEqual([83, 43, '[c]', '[c]', 20]);
    // Were the first age hidden for another’s sake, the two kinds would give it back: one of them is hidden too.
    const small = suppressed(
      [
        total(83),
        ...breakdownOf('age', [3, 60, 20]),
        ...[1, 2, 80].map((numerator, at) =>
          value({ measure: 'mix', breakdown: `kind:${at}`, numerator, denominator: 83 }),
        ),
      ],
      { definitions: [...definitions, mix] },
    );
    expect(shown(small.values).filter((each) => each === '[c]').length).toBeGreaterThan(4);
  });

  it('a hidden quarter isn’t the difference of two year-to-date figures', () => {
    const [q1 = '', q2 = '', q3 = ''] = lastQuarters(3);
    const of = (
      basis: 'quarter' | 'ytd',
      quarter: string,
      numerator: number,
      denominator: number,
    ) => value({ measure: 'repeats', basis, quarter, numerator, denominator });
    const { values, secondary } = suppressed([
      of('ytd', q1, 20, 60),
      of('ytd', q2, 24, 120),
      of('ytd', q3, 40, 180),
      of('quarter', q1, 20, 60),
      of('quarter', q2, 4, 60),
      of('quarter', q3, 16, 60),
    ]);
    // Of the pack's own quarter all stays; of the earlier ones what would tell 24 - 20 goes.
    expect(shown(values)[2]).toBe(40);
    expect(shown(values)[5]).toBe(16);
    expect(shown(values)[4]).toBe('[c]');
    expect(secondary.length).toBeGreaterThan(0);
  });

  it('hides a headline where nothing else keeps a hidden number', () => {
    const [q1 = '', q2 = ''] = lastQuarters(2);
    // The year has two quarters shown by the pack's own: year to date less the quarter is the one before.
    const of = (basis: 'quarter' | 'ytd', quarter: string, numerator: number) =>
      value({ measure: 'repeats', basis, quarter, numerator, denominator: 100 });
    const before = value({
      measure: 'repeats',
      basis: 'ytd',
      quarter: q1,
      numerator: 4,
      denominator: 50,
    });
    const now = value({
      measure: 'repeats',
      basis: 'ytd',
      quarter: q2,
      numerator: 24,
      denominator: 150,
    });
    // Both of the pack's own quarter would give 24 - 20 back: one of them goes, and no more.
    const { values, deducible } = suppressed([before, now, of('quarter', q2, 20)]);
    expect(shown(values).filter((each) => each === '[c]')).toHaveLength(2);
    expect(shown(values)[0]).toBe('[c]');
    expect(deducible).toEqual([]);
  });

  // With the measures as they are: a sum that one of them no longer declares lets the number out.
  const shippedMeasures = readDefinitions();
  const shownOf = (values: readonly Value[], over = {}): unknown[] =>
    shown(suppressed(values, { definitions: shippedMeasures, ...over }).values);

  it('a hidden flow isn’t the change of a state less what came the other way', () => {
    const state = (measure: string, then: number, now: number): Value[] => [
      value({ measure, quarter: '2017-18-Q2', numerator: then }),
      value({ measure, numerator: now }),
    ];
    const flow = (measure: string, numerator: number): Value =>
      value({ measure, basis: 'quarter', numerator });
    for (const [stock, began, ended] of [
      ['children-looked-after', 'began-to-be-looked-after', 'ceased-to-be-looked-after'],
      ['child-protection-plans', 'child-protection-plans-begun', 'child-protection-plans-ended'],
    ] as const) {
      // 54 less 45 less 12 is 3 the other way.
      const open = shownOf([...state(stock, 45, 54), flow(began, 12), flow(ended, 3)]);
      expect(open[3]).toBe('[c]');
      expect(open.slice(0, 3)).toContain('[c]');
    }
  });

  it('a hidden age isn’t what is left of those who were seen alone', () => {
    const ages = { 'under-1': 4, '1-to-4': 30, '5-to-9': 40, '10-to-15': 20 };
    const open = shownOf([
      value({ measure: 'child-protection-plans', numerator: 94 }),
      ...Object.entries(ages).map(([age, numerator]) =>
        value({ measure: 'child-protection-plans', breakdown: `age:${age}`, numerator }),
      ),
      value({ measure: 'seen-alone-at-last-visit', numerator: 50, denominator: 60 }),
    ]);
    // The second part to hide is one under five: 94 less 60 is both together, and 30 would leave 4.
    expect(open).toEqual([94, '[c]', '[c]', 40, 20, 50]);
  });

  it('a hidden quarter isn’t given back by another measure of the same events with other windows', () => {
    const ended = (basis: Value['basis'], quarter: string, numerator: number): Value =>
      value({ measure: 'child-protection-plans-ended', basis, quarter, numerator });
    // The first quarter of a year to date is that quarter.
    const open = shownOf(
      [
        ended('quarter', '2017-18-Q1', 4),
        value({
          measure: 'plans-ended-two-years',
          basis: 'ytd',
          quarter: '2017-18-Q1',
          numerator: 0,
          denominator: 4,
        }),
      ],
      { quarter: '2017-18-Q1' },
    );
    expect(open).toEqual(['[c]', '[c]']);
    const apart = shownOf([
      ended('quarter', '2017-18-Q1', 12),
      ended('quarter', '2017-18-Q2', 3),
      value({
        measure: 'plans-ended-two-years',
        basis: 'ytd',
        quarter: '2017-18-Q2',
        numerator: 0,
        denominator: 15,
      }),
    ]);
    // 15 less 12 would be the 3.
    expect(apart[1]).toBe('[c]');
    expect([apart[0], apart[2]]).toContain('[c]');
  });

  it('sums that corrected returns no longer keep are left out, and told', () => {
    const { broken, values } = suppressed([total(80), ...breakdownOf('age', [3, 40, 20])]);
    expect(broken).toEqual(['plans snapshot E06000004 all 2017-18-Q3 age']);
    expect(shown(values)).toEqual([80, '[c]', 40, 20]);
  });

  it('is the same whatever order values come in', () => {
    const values = [total(75), ...breakdownOf('age', [3, 40, 20, 12])];
    const [one, two] = [values, [...values].reverse()].map((each) => suppressed(each));
    expect(two?.secondary).toEqual(one?.secondary);
  });
});

const ID = '2017-18-Q3-E06000004-release-1';

/** What a release held: those that it hid are named by their place. */
function released(values: readonly Value[], hidden: readonly number[] = []): EarlierRelease {
  return {
    release: ID,
    values: values.flatMap((each, index) =>
      each.numerator === null || each.denominator === null
        ? []
        : [
            {
              ...each,
              numerator: each.numerator,
              denominator: each.denominator,
              isHidden: hidden.includes(index),
            },
          ],
    ),
  };
}

describe('what earlier releases show', () => {
  const parts = breakdownOf('age', [3, 12, 20, 40]);

  it('a part that was public isn’t taken to protect another', () => {
    const { values } = suppressed([total(75), ...parts], {
      earlier: [released([parts[1] ?? total(0)])],
    });
    expect(shown(values)).toEqual([75, '[c]', 12, '[c]', 40]);
  });

  it('a number that was public can’t be hidden: the pack is refused without a reason', () => {
    const order = { earlier: [released(parts.slice(0, 1))] };
    expect(() => suppressed([total(75), ...parts], order)).toThrow(
      expect.objectContaining({ code: 'audit' }),
    );
    const { deducible } = suppressed([total(75), ...parts], {
      ...order,
      reason: 'Published in January before the rule changed',
    });
    expect(deducible).toEqual([
      { value: 'plans snapshot E06000004 age:0 2017-18-Q3', by: 'earlier releases' },
    ]);
  });

  it('a number that was public and is another now doesn’t bind', () => {
    const { values } = suppressed([total(75), ...parts], {
      earlier: [released([{ ...(parts[0] ?? total(0)), numerator: 9 }])],
    });
    expect(shown(values)).toEqual([75, '[c]', '[c]', 20, 40]);
  });

  it('what a release hid, the next doesn’t tell though it is small no more', () => {
    const before = released([total(75), ...parts], [1, 2]);
    const now = [total(79), ...breakdownOf('age', [7, 12, 20, 40])];
    expect(shown(suppressed(now).values)).toEqual([79, 7, 12, 20, 40]);
    // 75 less 12, 20 and 40 would be the 3 that was hidden.
    const { values, primary, secondary } = suppressed(now, { earlier: [before] });
    expect(shown(values)).toEqual([79, '[c]', '[c]', 20, 40]);
    expect([primary, secondary.length]).toEqual([[], 2]);
  });

  it('a correction of everything tells nothing of what was hidden before it', () => {
    const before = released([total(75), ...parts], [1, 2]);
    const now = [total(95), ...breakdownOf('age', [7, 17, 25, 46])];
    expect(shown(suppressed(now, { earlier: [before] }).values)).toEqual([95, 7, 17, 25, 46]);
  });

  it('sums that a correction broke are left out, of the release before it too', () => {
    const longPlans = value({ measure: 'long-plans', numerator: 0, denominator: 4 });
    const before = released([total(4), longPlans], [0, 1]);
    const { values, deducible, broken } = suppressed([total(9), longPlans], { earlier: [before] });
    expect(shown(values)).toEqual([9, '[c]']);
    expect(deducible).toEqual([]);
    expect(broken).toEqual(['long-plans snapshot E06000004 all 2017-18-Q3 denominator']);
  });

  it('a breakdown that was withheld whole, zeros too, stays possible to think of', () => {
    const parts = breakdownOf('age', [2, 2, 2, 0]);
    const before = released([total(6), ...parts], [1, 2, 3, 4]);
    const now = [total(16), ...breakdownOf('age', [2, 2, 12, 0])];
    const { values, bounds } = suppressed(now, { earlier: [before] });
    expect(shown(values)[0]).toBe(16);
    expect(bounds.length).toBeGreaterThan(0);
    expect(bounds.every(({ least, most }) => most - least >= 4)).toBe(true);
  });

  it('this year to date less the last one’s gives a hidden quarter away, once both are public', () => {
    const [q1 = '', q2 = '', q3 = ''] = lastQuarters(3);
    const of = (basis: 'quarter' | 'ytd', quarter: string, n: number, d: number) =>
      value({ measure: 'repeats', basis, quarter, numerator: n, denominator: d });
    const [ytd1, ytd2, second] = [
      of('ytd', q1, 20, 60),
      of('ytd', q2, 24, 120),
      of('quarter', q2, 4, 60),
    ];
    const now = [ytd1, ytd2, second, of('ytd', q3, 40, 180), of('quarter', q3, 16, 60)];
    // Had the year's first releases not come out, the pack would hide one of its earlier years to date.
    expect(shown(suppressed(now).values).slice(0, 3)).toContain('[c]');
    const earlier = [
      { ...released([ytd1]), release: 'Q1' },
      { ...released([ytd1, ytd2]), release: 'Q2' },
    ];
    expect(() => suppressed(now, { earlier })).toThrow(
      /repeats quarter \S+ all 2017-18-Q2 \(earlier releases\)/,
    );
    // With only the first public, this pack's own headlines would give the rest: 40 less 16 less 20. One of them is hidden.
    const alone = suppressed(now, { earlier: earlier.slice(0, 1) });
    expect(shown(alone.values).slice(3)).toContain('[c]');
    expect(alone.deducible).toEqual([]);
    // One release showed the first, another the second.
    const halves = [
      { ...released([ytd1]), release: 'Q1' },
      { ...released([ytd2]), release: 'Q2' },
    ];
    expect(() => suppressed(now, { earlier: halves })).toThrow('earlier releases');
  });

  it('a release that hid what this one would show keeps its secret beside one that showed the rest', () => {
    const first = { ...released([total(75), ...parts], [1, 2]), release: 'first' };
    // A correction moves children from the fourth part to the third; the first two stay as they were.
    const now = [total(75), ...breakdownOf('age', [3, 12, 25, 35])];
    const { values } = suppressed(now, { earlier: [first] });
    expect(shown(values).slice(0, 3)).toEqual([75, '[c]', '[c]']);
  });
});
