import { describe, expect, it } from 'vitest';
import { usualColours, colourSchemeOf } from '../../../../pipeline/core/council/colours.js';
import { chartOverTime } from '../../../../reports/html/charts/over-time.js';
import { type Box, pointsAlong, textBox } from '../../../../reports/html/charts/place-labels.js';
import { WIDTH, widthOf } from '../../../../reports/html/charts/svg.js';
import type { Cell, Chart, Table } from '../../../../reports/pack/model.js';

const number = (value: number): Cell => ({ kind: 'number', value, decimals: 1, suffix: '%' });

/** A line over eight quarters with its target and its baseline. */
function drawn(values: readonly number[], target: number, baseline: number): string {
  const words: Cell[] = ['Plans', 'Target', 'Baseline'].map((text) => ({ kind: 'text', text }));
  const rows = [values, values.map(() => target), values.map(() => baseline)];
  const table: Table = {
    kind: 'table',
    name: 'Lines',
    columns: ['Measure', ...values.map((_, at) => `Jan to Mar ${2010 + at}`)].map((heading) => ({
      heading,
      width: 10,
    })),
    rows: rows.map((row, at) => [words[at] ?? number(0), ...row.map(number)]),
  };
  const chart: Chart = {
    ...{ kind: 'chart', type: 'line', title: 'Plans', altText: 'Plans', table: 'Lines' },
    categories: values.map((_, at) => at + 1),
    series: [
      { at: 0, name: 'Plans' },
      { at: 1, name: 'Target', level: 'target' },
      { at: 2, name: 'Baseline', level: 'baseline' },
    ],
    ...{ decimals: 1, suffix: '%', axis: 'Percentage' },
  };
  return chartOverTime(chart, table, colourSchemeOf(usualColours)).body;
}

/** Boxes of all texts, by what they say. */
function boxesOf(body: string): [string, Box][] {
  return [...body.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(
    ([, attributes = '', text = '']) => {
      const of = (name: string): string | undefined =>
        new RegExp(`${name}="([^"]*)"`).exec(attributes)?.[1];
      const width = widthOf(text, of('font-weight') === 'bold');
      const share = { middle: 0.5, end: 1 }[of('text-anchor') ?? ''] ?? 0;
      return [text, textBox(Number(of('x')) - share * width, Number(of('y')), width)];
    },
  );
}

const overlap = (one: Box, other: Box): boolean =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

/** The same numbers in each run. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

describe('the labels of a line', () => {
  const random = numbers(17);
  const next = (): number => random.next().value as number;
  const charts = Array.from({ length: 150 }, () => {
    const [middle, step] = [20 + next() * 60, 1 + next() * 8];
    const near = (value: number): number => Number((value + (next() - 0.5) * step).toFixed(1));
    const values = Array.from({ length: 7 }).reduce<number[]>(
      (walked) => [...walked, near(walked.at(-1) ?? middle)],
      [near(middle)],
    );
    return drawn(values, near(middle), near(middle));
  });

  it('never lie on each other, nor leave the chart', () => {
    for (const body of charts) {
      const boxes = boxesOf(body);
      const found = boxes.flatMap(([text, box], at) =>
        boxes
          .slice(at + 1)
          .flatMap(([other, its]) => (overlap(box, its) ? [`${text}, ${other}`] : [])),
      );
      expect(found, body).toEqual([]);
      expect(boxes.every(([, { left, right }]) => left >= -1 && right <= WIDTH + 1)).toBe(true);
    }
  });

  it('are not struck through by the line, its ends’ numbers least of all', () => {
    const struck = charts.flatMap((body) => {
      const steps = [...body.matchAll(/[ML](\S+?) ([\d.]+)/g)];
      const line = pointsAlong(steps.map(([, x, y]) => ({ x: Number(x), y: Number(y) })));
      return boxesOf(body)
        .filter(([text]) => /^(?:Target|Baseline|[\d.]+%$)/.test(text))
        .filter(([text]) => text.includes('.'))
        .filter(([, box]) =>
          line.some(({ x, y }) =>
            overlap(box, { left: x - 1, right: x + 1, top: y - 1, bottom: y + 1 }),
          ),
        )
        .map(([text]) => text);
    });
    // A steep line between two levels leaves now and then no place for a number, or for a level's name.
    expect(struck.filter((text) => !/^[A-Z]/.test(text)).length).toBeLessThan(3);
    expect(struck.length).toBeLessThan(charts.length / 20);
  });
});
