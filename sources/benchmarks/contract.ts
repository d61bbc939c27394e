import { area } from '../authorities/area.js';
import { integer, text } from '../contract/columns.js';
import { lastYearOfSpan } from '../contract/title-date.js';
import { source } from '../contract/types.js';
import { scaledFigure } from './figures.js';
import { benchmarkLayouts } from './layouts.js';

/** DfE's tables of children in need, protection plans and looked-after children, by authority and year. */
export const benchmarks = source({
  id: 'benchmarks',
  title: 'Published benchmarks (DfE)',
  extent: 'national',
  personal: false,
  reach: { kind: 'reference' },
  refuseOver: { rejected: 0.01 },
  // Each edition is a file of its own making.
  compareWithLast: 'may differ',
  // "…_2013_to_2025": the last year ends on 31 March 2025.
  asAtFromName: (name) => {
    const year = lastYearOfSpan(name);
    return year === undefined ? undefined : `${year}-03-31`;
  },
  tables: {
    figure: {
      key: ['area_code', 'indicator', 'year'],
      columns: {
        area_code: area().required(),
        indicator: text(80).required(),
        year: integer(1990, 2100).required(),
        value_scaled: scaledFigure(),
        scale: integer(1, 1_000_000).required(),
        symbol: text(3),
      },
    },
  },
  layouts: benchmarkLayouts,
});
