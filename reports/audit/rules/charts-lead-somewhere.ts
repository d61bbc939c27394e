import { at, quoted } from '../cells.js';
import { chartsOf, follow, formulasOf, nameOf, standsIn } from '../charts.js';
import type { Rule } from '../model.js';

export const chartsLeadSomewhere: Rule = {
  id: 'charts-lead-somewhere',
  level: 'essential',
  requirement: 'A chart draws from cells of this workbook that hold something.',
  *check(workbook) {
    for (const sheet of workbook.sheets)
      for (const drawing of sheet.drawings)
        if (drawing.chart === 'missing')
          yield at(
            sheet,
            drawing,
            `The chart “${drawing.name}” isn’t in the file, though its frame is.`,
            'Take the frame away, or draw the chart again.',
          );
    for (const drawn of chartsOf(workbook)) {
      const { sheet, drawing, chart } = drawn;
      const name = quoted(nameOf(drawn));
      for (const formula of formulasOf(chart)) {
        const { kind } = follow(workbook, formula);
        if (kind === 'outside')
          yield at(
            sheet,
            drawing,
            `The chart ${name} draws from another workbook (${formula}).`,
            'Put the numbers in a table of this workbook, and draw the chart from that.',
          );
        if (kind === 'nowhere')
          yield at(
            sheet,
            drawing,
            `The chart ${name} draws from ${formula === '' ? 'no cells' : formula}, which isn’t in the workbook.`,
            'Choose its data again (Chart Design, Select Data).',
          );
      }
      for (const { values } of chart.series) {
        const followed = values === null ? null : follow(workbook, values.formula);
        if (
          followed?.kind === 'cells' &&
          followed.cells.every((source) => standsIn(source) === 'nothing')
        )
          yield at(
            sheet,
            drawing,
            `The chart ${name} draws from ${values?.formula ?? ''}, which is empty.`,
            'Choose its data again (Chart Design, Select Data), or remove the series.',
          );
      }
    }
  },
};
