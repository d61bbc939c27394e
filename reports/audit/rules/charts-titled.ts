import { at } from '../cells.js';
import { chartsOf } from '../charts.js';
import type { Rule } from '../model.js';

export const chartsTitled: Rule = {
  id: 'charts-titled',
  level: 'best practice',
  requirement: 'A chart has a title that says what it shows.',
  *check(workbook) {
    for (const { sheet, drawing, chart } of chartsOf(workbook))
      if (chart.title === '')
        yield at(
          sheet,
          drawing,
          `The chart “${drawing.name}” has no title.`,
          'Give it one that says what it shows, best as a finding: “Plans have fallen by 22% since March 2017”.',
        );
  },
};
