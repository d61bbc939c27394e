import { describe, expect, it } from 'vitest';
import { lookOf, usualColours } from '../../../reports/pack/colours.js';
import type { Chart, Sheet } from '../../../reports/pack/model.js';
import { chartXml } from '../../../reports/workbook/charts/chart-xml.js';
import { layOut } from '../../../reports/workbook/layout.js';

/** The axis of numbers of a chart of one row. */
function scaleOf(type: Chart['type'], numbers: readonly number[]): Record<string, number> {
  const chart: Chart = {
    kind: 'chart',
    type,
    title: 'Distance to target',
    altText: 'Distances',
    table: 'Own',
    categories: numbers.map((_, index) => index + 1),
    series: [{ at: 0, name: 'Distance' }],
    decimals: 1,
    suffix: '%',
    axis: 'Percentage',
  };
  const sheet: Sheet = {
    name: 'Own',
    kind: 'briefing',
    title: 'Own',
    about: 'Own',
    blocks: [
      {
        kind: 'table',
        name: 'Own',
        columns: ['Measure', ...numbers.map(String)].map((heading) => ({ heading, width: 12 })),
        rows: [
          [
            { kind: 'text', text: 'Distance' },
            ...numbers.map((value) => ({ kind: 'number', value, decimals: 1 }) as const),
          ],
        ],
      },
      chart,
    ],
  };
  const extras = { name: 'Own', links: [], layout: layOut(sheet), bulk: [] };
  const part = chartXml(chart, extras, lookOf(usualColours));
  const scaling = /<c:valAx>.*?<c:scaling>(.*?)<\/c:scaling>/s.exec(part)?.[1] ?? '';
  return Object.fromEntries(
    [...scaling.matchAll(/<c:(max|min) val="([^"]+)"/g)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  );
}

describe('a chart’s axis of numbers', () => {
  it('begins at zero under bars and columns, wherever it likes under a line', () => {
    expect(scaleOf('bar', [90, 95])).toEqual({ min: 0 });
    expect(scaleOf('column', [90, 95])).toEqual({ min: 0 });
    expect(scaleOf('line', [90, 95])).toEqual({});
  });

  it('leaves room for the numbers of bars below zero, between them and the names', () => {
    const { min = 0, max = 0 } = scaleOf('bar', [-35.5, 2.1]);
    expect(min).toBeLessThan(-35.5 - 10);
    expect(max).toBeGreaterThan(2.1);
    expect(scaleOf('bar', [-6.7, -0.1])['max']).toBeGreaterThan(0);
  });
});
