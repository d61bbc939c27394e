import { describe, expect, it } from 'vitest';
import { colourSchemeOf, usualColours } from '../../../pipeline/core/council/colours.js';
import type { Chart, Sheet } from '../../../reports/pack/model.js';
import { chartXml } from '../../../reports/workbook/charts/chart-xml.js';
import { layOut } from '../../../reports/workbook/layout.js';
import { oneRowChart } from '../support/one-row-chart.js';

/** The axis of numbers of a chart of one row. */
function scaleOf(type: Chart['type'], numbers: readonly number[]): Record<string, number> {
  const { table, chart } = oneRowChart(type, numbers);
  const sheet: Sheet = {
    name: 'Own',
    kind: 'briefing',
    title: 'Own',
    about: 'Own',
    blocks: [table, chart],
  };
  const extras = { name: 'Own', links: [], layout: layOut(sheet), bulk: [] };
  const part = chartXml(chart, extras, colourSchemeOf(usualColours));
  const scaling = /<c:valAx>.*?<c:scaling>(.*?)<\/c:scaling>/s.exec(part)?.[1] ?? '';
  return Object.fromEntries(
    [...scaling.matchAll(/<c:(max|min) val="([^"]+)"/g)].map(([, name = '', value]) => [
      name,
      Number(value),
    ]),
  );
}

describe('a chart’s axis of numbers', () => {
  it('begins at zero under bars, wherever it likes under a line', () => {
    expect(scaleOf('bar', [90, 95])).toEqual({ min: 0 });
    expect(scaleOf('line', [90, 95])).toEqual({});
  });

  it('leaves room for the numbers of bars below zero, between them and the names', () => {
    const { min = 0, max = 0 } = scaleOf('bar', [-35.5, 2.1]);
    expect(min).toBeLessThan(-35.5 - 10);
    expect(max).toBeGreaterThan(2.1);
    expect(scaleOf('bar', [-6.7, -0.1])['max']).toBeGreaterThan(0);
  });
});
