import { at, quoted } from '../cells.js';
import { chartsOf, follow, nameOf, placeOf, type Source, standsIn } from '../charts.js';
import type { ChartData, Rule, Workbook } from '../model.js';

export const chartsShowGaps: Rule = {
  id: 'charts-show-gaps',
  level: 'essential',
  requirement: 'A chart shows a suppressed or missing value as a gap, never as zero.',
  *check(workbook) {
    for (const drawn of chartsOf(workbook)) {
      const { sheet, drawing, chart } = drawn;
      const name = quoted(nameOf(drawn));
      for (const { values } of chart.series) {
        const without = values === null ? [] : withoutNumber(workbook, values);
        for (const source of without) {
          const stands = standsIn(source);
          if (stands !== 'nothing')
            yield at(
              sheet,
              drawing,
              `The chart ${name} draws from ${placeOf(source)}, which holds ${quoted(stands)}: Excel draws a text as 0.`,
              'Draw it from a table of its own in which that cell is empty, and say next to it what an empty cell means.',
            );
          else if (chart.blanksAs === 'zero')
            yield at(
              sheet,
              drawing,
              `The chart ${name} draws the empty cell ${placeOf(source)} as 0.`,
              'Show empty cells as gaps (Chart Design, Select Data, Hidden and Empty Cells).',
            );
        }
      }
    }
  },
};

/** The cells of a series in which no number is. */
function withoutNumber(workbook: Workbook, values: ChartData): readonly Source[] {
  const followed = follow(workbook, values.formula);
  if (followed.kind !== 'cells') return [];
  return followed.cells.filter(({ cell }) => cell?.kind !== 'number');
}
