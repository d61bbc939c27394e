import { QuarterlyError } from '../../../pipeline/core/errors.js';
import type { Chart, Sheet, Table } from '../../pack/model.js';

/** The table that a chart draws from, on its own sheet. */
export function tableOf(chart: Chart, sheet: Sheet): Table {
  const found = sheet.blocks.find(
    (block): block is Table => block.kind === 'table' && block.name === chart.table,
  );
  if (found !== undefined) return found;
  throw new QuarterlyError('unexpected', `A chart draws from no table (${chart.table}).`, {
    fix: 'Put the table on the chart’s own sheet.',
    place: { sheet: sheet.name },
  });
}
