import { beforeAll, describe, expect, it } from 'vitest';
import { shiftQuarter } from '../../../pipeline/core/calendar/quarter.js';
import type { Value } from '../../../pipeline/core/figure/value.js';
import { judge } from '../../../pipeline/measure/judge/judge.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import type { PackInput } from '../../../reports/input.js';
import { QUARTER } from '../support/figures.js';
import { inputWith, planted, publicFiles } from './support.js';

/** Five quarters before the series, the same in every council: with them each figure has history enough. */
function historyOf(figure: Figure): Value[] {
  return figure.series.slice(0, 5).map((value, index) => ({
    ...value,
    quarter: shiftQuarter(QUARTER, index - 12).key,
  }));
}

/** The input with its figures judged again, by all their thirteen quarters and towards a target date. */
function judged(input: PackInput): PackInput {
  const figures = input.figures.map((figure): Figure => {
    const history = historyOf(figure);
    const values = [...history, ...figure.series];
    const { definition, polarity } = figure;
    const judgement = judge({
      definition,
      // Single quarters are charted, so that there are limits to hide.
      basis: 'quarter',
      quarter: QUARTER,
      series: new Map(values.map((value) => [value.quarter, value])),
      polarity,
      target: 0.01,
      tolerance: 0.01,
      targetDate: '2020-03-31',
      baseline: { kind: 'quarter', quarter: '2016-17-Q4' },
      tooFew: 10,
      asAt: {},
    });
    return { ...figure, history, judgement };
  });
  return {
    ...input,
    figures,
    values: [...input.values, ...figures.flatMap((figure) => figure.history)],
    // Baselines that are the council's own figures.
    strategies: input.strategies.map((strategy) => ({
      ...strategy,
      priorities: strategy.priorities.map((priority) => ({
        ...priority,
        measures: priority.measures.map((promise) => ({
          ...promise,
          baseline: { kind: 'quarter' as const, quarter: '2016-17-Q4' },
        })),
      })),
    })),
  };
}

describe('exceptions and courses of hidden figures', () => {
  const first = judged(inputWith(planted));
  const second = judged(
    inputWith({ small: 1, protecting: 7921, long: 2, longBefore: 5, fileName: planted.fileName }),
  );
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await publicFiles(first);
  });

  it('differ between two councils that differ only in hidden numbers, so that reporting them would show', () => {
    const told = (input: PackInput) =>
      JSON.stringify(input.figures.map(({ judgement }) => [judgement.exception, judgement.course]));
    expect(told(first)).not.toBe(told(second));
    const all = first.figures.map((figure) => figure.judgement.exception?.limits ?? null);
    expect(all.filter((limits) => limits !== null).length).toBeGreaterThan(3);
  });

  it('are in no public file: both councils publish the same bytes', async () => {
    const others = await publicFiles(second);
    expect([...others.keys()]).toEqual([...files.keys()]);
    for (const [name, text] of others) expect(text, name).toBe(files.get(name));
    const all = [...files.values()].join('\n');
    expect(/some of the figures that it rests on are suppressed/i.test(all)).toBe(true);
    expect(/the mean at [\d.]+, with limits of/.test(all)).toBe(true);
  });
});
