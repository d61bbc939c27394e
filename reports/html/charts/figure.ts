import type { ColourScheme } from '../../../pipeline/core/council/colours.js';
import type { Chart, Sheet, Table } from '../../pack/model.js';
import { escaped } from '../markup.js';
import { barChart, stackedChart } from './bar-charts.js';
import { chartOverTime } from './over-time.js';
import { scatterChart } from './scatter.js';
import { type Drawn, WIDTH } from './svg.js';
import { tableOf } from './values.js';

const drawings: Readonly<
  Record<Chart['type'], (chart: Chart, table: Table, scheme: ColourScheme) => Drawn>
> = {
  line: chartOverTime,
  bar: barChart,
  'stacked-bar': stackedChart,
  scatter: scatterChart,
};

/** A chart as a figure: its finding in words, its picture as SVG with its numbers as text for those who can't see it. */
export function figureHtml(chart: Chart, sheet: Sheet, id: string, scheme: ColourScheme): string {
  const { height, body } = drawings[chart.type](chart, tableOf(chart, sheet), scheme);
  return [
    `<figure aria-labelledby="${id}"><figcaption id="${id}">${escaped(chart.title)}</figcaption>`,
    `<svg role="img" aria-label="${escaped(chart.altText)}" viewBox="0 0 ${WIDTH} ${Math.ceil(height)}">${body}</svg>`,
    '</figure>',
  ].join('\n');
}
