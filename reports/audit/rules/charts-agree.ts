import { at, quoted } from '../cells.js';
import { chartsOf, disagreements, nameOf } from '../charts.js';
import type { Rule } from '../model.js';

export const chartsAgree: Rule = {
  id: 'charts-agree',
  level: 'essential',
  requirement: 'A chart was saved with the numbers and names of its cells.',
  *check(workbook) {
    for (const drawn of chartsOf(workbook)) {
      const { sheet, drawing, chart } = drawn;
      for (const { name, categories, values } of chart.series)
        for (const data of [name, categories, values])
          for (const { place, saved, stands } of data === null ? [] : disagreements(workbook, data))
            yield at(
              sheet,
              drawing,
              `The chart ${quoted(nameOf(drawn))} was saved with ${quoted(saved)} for ${place}, ${stands === 'no cell' ? 'which has no cell' : `where the cell says ${quoted(stands)}`}.`,
              'Open the workbook in Excel or LibreOffice, so that the chart is drawn again, and save it.',
            );
    }
  },
};
