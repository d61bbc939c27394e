import type { Cell, Chart, Table } from './model.js';

/** The cells that a series is drawn from, over the chart's categories. */
export function seriesCells(chart: Chart, table: Table, at: number): (Cell | undefined)[] {
  return chart.categories.map((category) =>
    chart.down === true ? table.rows[category]?.[at] : table.rows[at]?.[category],
  );
}

/** A series' numbers over the chart's categories; null for a gap. */
export function numbersOf(chart: Chart, table: Table, at: number): (number | null)[] {
  return seriesCells(chart, table, at).map((cell) => (cell?.kind === 'number' ? cell.value : null));
}

/** The decimals of a series' cells over the chart's categories, where they are others than the chart's; a publisher may print none. */
export function decimalsIn(chart: Chart, table: Table, at: number): (number | undefined)[] {
  return seriesCells(chart, table, at).map((cell) =>
    cell?.kind === 'number' && cell.decimals !== chart.decimals ? cell.decimals : undefined,
  );
}

/** What the categories are called: the headings of columns, or the labels of rows. */
export function categoriesOf(chart: Chart, table: Table): string[] {
  return chart.categories.map((category) =>
    chart.down === true ? labelOf(table, category) : (table.columns[category]?.heading ?? ''),
  );
}

/** What stands for a series in the table: its row's label, or its column's heading. */
export function seriesLabel(chart: Chart, table: Table, at: number): string {
  return chart.down === true ? (table.columns[at]?.heading ?? '') : labelOf(table, at);
}

function labelOf(table: Table, row: number): string {
  const cell = table.rows[row]?.[0];
  return cell?.kind === 'text' || cell?.kind === 'link' ? cell.text : '';
}
