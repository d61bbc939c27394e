import { area } from '../authorities/area.js';
import { dateInText } from '../contract/as-at.js';
import { CellFault, type Column, custom, date, integer, oneOf, text } from '../contract/columns.js';
import { source } from '../contract/types.js';
import { laitLayouts } from './lait/layout.js';
import { standardLayouts } from './standard-form.js';
import { tableDefinitions } from './tables/all.js';

const PROJECTED_YEARS = 100;

const NOT_A_FIGURE = new CellFault('not-a-figure');

/** The whole number that a published figure is, times its scale; anything else is rejected. */
function scaledFigure(): Column {
  return custom('integer', (cell) =>
    typeof cell === 'number' && Number.isSafeInteger(cell) ? cell : NOT_A_FIGURE,
  );
}

/** Whatever the Department for Education publishes by authority: its tables in their standard form, and LAIT. */
export const published = source({
  id: 'published',
  title: 'Published tables (DfE) and LAIT',
  extent: 'national',
  personal: false,
  reach: { kind: 'reference' },
  refuseOver: { rejected: 0.01 },
  // Each table is a file of its own, and so is each edition.
  compareWithLast: 'may differ',
  // "2013_to_2025" says of no table when its last year ends: its rows do, with its definition.
  asAtFromName: dateInText,
  asAtFromText: () => undefined,
  tables: {
    figure: {
      key: ['area_code', 'source_table', 'indicator', 'filters', 'period'],
      columns: {
        area_code: area().required(),
        joint_with: text(100),
        source_table: text(80).required(),
        indicator: text(120).required(),
        filters: text(1000),
        period: text(40).required(),
        period_kind: text(60).required(),
        // From the definition of the table and no cell: a projection may be decades ahead.
        period_from: date(PROJECTED_YEARS),
        period_to: date(PROJECTED_YEARS),
        value_scaled: scaledFigure(),
        scale: integer(1, 1_000_000_000_000).required(),
        symbol: oneOf({ c: 'c', x: 'x', z: 'z', u: 'u', low: 'low' }),
        printed: text(20),
        rounded_to: integer(1, 1_000_000),
      },
    },
    measure: {
      key: ['measure_short', 'topic'],
      columns: {
        measure_short: text(80).required(),
        measure_code: text(20),
        topic: text(80).required(),
        title: text(300).required(),
        chart_title: text(300),
        polarity: oneOf({ High: 'high', Low: 'low' }),
        unit: text(120),
        decimals: integer(0, 6),
        year_kind: text(40),
        has_quartile: oneOf({ N: 'no' }),
        from_table: text(200),
      },
    },
  },
  layouts: [...laitLayouts, ...standardLayouts(tableDefinitions)],
});
