import { beforeAll, describe, expect, it } from 'vitest';
import { judge } from '../../../pipeline/measure/judge/judge.js';
import { loadSolver, type Solve } from '../../../reports/disclosure/solver.js';
import { suppress } from '../../../reports/disclosure/suppress.js';
import { publicInput } from '../../../reports/editions/public-input.js';
import type { PackInput } from '../../../reports/input.js';
import { QUARTER } from '../support/figures.js';
import { inputWith, planted } from './support.js';

let solve: Solve;
beforeAll(async () => {
  solve = await loadSolver();
});

function open(input: PackInput): PackInput {
  const { values, definitions, disclosure } = input;
  const rule = { threshold: disclosure.threshold };
  const order = { values, definitions, quarter: QUARTER.key, rule, earlier: [], reason: null };
  return publicInput(input, suppress(order, solve));
}

const find = (input: PackInput, measure: string, breakdown = 'all') =>
  input.figures.find((each) => each.definition.measure === measure && each.breakdown === breakdown);

describe('the public input', () => {
  it('shows neither status, direction nor change of a hidden figure', () => {
    const figure = find(open(inputWith(planted)), 'plans-two-years');
    expect(figure?.current.symbol).toBe('c');
    expect(figure?.judgement).toMatchObject({
      rag: 'not available',
      shortTerm: { word: 'not comparable', change: null },
      longTerm: { word: 'not comparable', change: null },
      target: 3,
    });
  });

  it('distinguishes no direction from a hidden quarter, but the status of the one that is shown', () => {
    const figure = find(open(inputWith({ ...planted, long: 9 })), 'plans-two-years');
    expect(figure?.current.numerator).toBe(9);
    expect(figure?.judgement.rag).toBe('green');
    expect(figure?.judgement.longTerm).toMatchObject({ word: 'not comparable', change: null });
    expect(figure?.judgement.shortTerm?.word).not.toBe('not comparable');
  });

  it('says of a revised figure what was given out and what is now, and nothing of one hidden both times', () => {
    const input = inputWith(planted);
    const now = find(input, 'plans-two-years')?.current;
    const shown = find(input, 'child-protection-plans')?.current;
    if (now === undefined || shown === undefined) throw new Error('the sample lacks them');
    const line = { release: 'a release', causes: ['correction'], wasHidden: false };
    const before = { numerator: 9, denominator: 307, symbol: null, word: null };
    const lines = [
      { ...line, before: { ...before, numerator: 77, denominator: 78 }, wasHidden: true, now },
      { ...line, before, now },
      {
        ...line,
        before: { ...before, numerator: 88, denominator: 89 },
        wasHidden: true,
        now: shown,
      },
    ];
    const { revisions } = open({ ...input, revisions: { band: 5, reason: null, lines } });
    expect(revisions?.lines).toHaveLength(2);
    expect(revisions?.lines[0]).toMatchObject({ before, now: { symbol: 'c', numerator: null } });
    expect(revisions?.lines[1]).toMatchObject({
      before: { symbol: 'c', numerator: null, denominator: null },
      now: { symbol: null, numerator: shown.numerator },
    });
  });

  it('keeps a headline, its baseline that the strategy published, and their change', () => {
    const input = inputWith(planted);
    const [whole, public_] = [input, open(input)].map((each) =>
      find(each, 'child-protection-plans'),
    );
    expect(public_?.judgement).toEqual(whole?.judgement);
    expect(public_?.judgement.baseline?.change).not.toBeNull();
  });

  it('judges as the suppressed values would be judged from the start', () => {
    for (const sketch of [planted, { ...planted, long: 9 }, { ...planted, longBefore: 9 }]) {
      for (const figure of open(inputWith(sketch)).figures) {
        const series = new Map(figure.series.map((value) => [value.quarter, value]));
        const { definition, basis, polarity, judgement } = figure;
        const anew = judge({
          definition,
          basis,
          quarter: QUARTER,
          series,
          polarity,
          target: judgement.target,
          tolerance: judgement.tolerance,
          baseline: null,
          tooFew: 10,
          asAt: {},
        });
        const words = (of: typeof anew) => [of.shortTerm, of.longTerm].map((each) => each?.word);
        expect(words(judgement)).toEqual(words(anew));
        if (figure.current.symbol === 'c') expect(judgement.rag).toBe(anew.rag);
      }
    }
  });

  it('shows an exception, its limits and a course only where it shows every figure behind them', () => {
    const limits = { points: 12, centre: 3.5, lower: 0, upper: 9.1 } as const;
    const exception = {
      word: 'exceptional',
      fired: ['outside limits'],
      side: 'above',
      limits,
      why: null,
    } as const;
    const course = {
      word: 'on course',
      targetDate: '2020-03-31',
      target: 3,
      needed: 3.4,
      projected: 2.6,
      why: null,
    } as const;
    const judged = (input: PackInput): PackInput => ({
      ...input,
      figures: input.figures.map((figure) => ({
        ...figure,
        judgement: { ...figure.judgement, exception, course },
      })),
    });
    const hidden = {
      word: 'cannot say',
      why: 'some of the figures that it rests on are suppressed',
    };
    // Shown this quarter, hidden a year before: that quarter is behind both.
    const partly = find(open(judged(inputWith({ ...planted, long: 9 }))), 'plans-two-years');
    expect(partly?.current.symbol).toBeNull();
    expect(partly?.judgement.exception).toEqual({ ...hidden, fired: [], side: null, limits: null });
    expect(partly?.judgement.course).toMatchObject({ ...hidden, needed: null, projected: null });
    const whole = find(open(judged(inputWith(planted))), 'child-protection-plans');
    expect(whole?.judgement).toMatchObject({ exception, course });
  });

  it('hides an exception where a quarter of its history is hidden, though no series shows it', () => {
    const input = inputWith(planted);
    const exception = {
      word: 'not exceptional',
      fired: [],
      side: null,
      limits: null,
      why: null,
    } as const;
    const figures = input.figures.map((figure) => ({
      ...figure,
      judgement: { ...figure.judgement, exception },
      history: figure.series.slice(0, 1).map((value) => ({
        ...value,
        quarter: '2015-16-Q3',
        numerator: figure.definition.measure === 'plans-two-years' ? 2 : value.numerator,
      })),
    }));
    const values = [...input.values, ...figures.flatMap((figure) => figure.history)];
    const shown = { ...planted, long: 9, longBefore: 9 };
    const base = inputWith(shown);
    const with_ = {
      ...base,
      values: [...base.values, ...values.filter((value) => value.quarter === '2015-16-Q3')],
      figures: base.figures.map((figure, index) => ({
        ...figure,
        history: figures[index]?.history ?? [],
        judgement: { ...figure.judgement, exception },
      })),
    };
    const figure = find(open(with_), 'plans-two-years');
    expect(figure?.series.some((value) => value.symbol === 'c')).toBe(false);
    expect(figure?.history.map((value) => value.symbol)).toEqual(['c']);
    expect(figure?.judgement.exception?.word).toBe('cannot say');
    expect(find(open(base), 'plans-two-years')?.history).toEqual([]);
  });

  it('says nothing of the returns’ files, rows and remarks', () => {
    for (const each of open(inputWith(planted)).returns) {
      expect(each).toMatchObject({ files: [], notes: [], read: 0, rejected: 0 });
    }
  });
});
