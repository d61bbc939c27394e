import type { Chart, Table } from '../../../reports/pack/model.js';

/** A table of one row of numbers, a blank for null, and the chart of them. */
export function oneRowChart(
  type: Chart['type'],
  numbers: readonly (number | null)[],
): { readonly table: Table; readonly chart: Chart } {
  const headings = numbers.map((_, index) => `Jan to Mar ${2010 + index}`);
  const table: Table = {
    kind: 'table',
    name: 'Own',
    columns: ['Measure', ...headings].map((heading) => ({ heading, width: 10 })),
    rows: [
      [
        { kind: 'text', text: 'Plans' },
        ...numbers.map((value) =>
          value === null
            ? ({ kind: 'blank' } as const)
            : ({ kind: 'number', value, decimals: 0 } as const),
        ),
      ],
    ],
  };
  const chart: Chart = {
    kind: 'chart',
    type,
    title: 'Plans',
    altText: 'Plans',
    table: table.name,
    categories: numbers.map((_, index) => index + 1),
    series: [{ at: 0, name: 'Plans' }],
    decimals: 0,
    suffix: '',
    axis: 'Number',
    ...(type === 'bar' ? { marked: 2 } : {}),
  };
  return { table, chart };
}
