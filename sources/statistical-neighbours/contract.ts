import { dateInText, yearInText } from '../contract/as-at.js';
import { authority, custom, integer, oneOf } from '../contract/columns.js';
import { source } from '../contract/types.js';
import { model2021, model2025 } from './layouts.js';

/** The statistical neighbour models: ten authorities most like each, nearest first. */
export const statisticalNeighbours = source({
  id: 'statistical-neighbours',
  title: 'Statistical neighbours',
  extent: 'national',
  personal: false,
  reach: { kind: 'reference' },
  refuseOver: { rejected: 0.01 },
  // Each edition is a file of its own making.
  compareWithLast: 'may differ',
  // A model that names only a year holds from that year's first day on.
  asAtFromName: (name) => {
    const year = yearInText(name);
    return dateInText(name) ?? (year === undefined ? undefined : `${year}-01-01`);
  },
  tables: {
    neighbour: {
      key: ['model', 'area_code', 'neighbour_rank'],
      once: ['area_code', 'neighbour_code'],
      columns: {
        area_code: authority().required(),
        // No file says in its cells which model it holds: its as-at date does.
        model: custom('text', (_cell, context) => context.asAt.slice(0, 4)).required(),
        neighbour_rank: integer(1, 10).required(),
        neighbour_code: authority().required(),
        closeness: oneOf({
          'Extremely close': 'extremely-close',
          'Very close': 'very-close',
          Close: 'close',
          'Somewhat close': 'somewhat-close',
          'Not close': 'not-close',
        }),
      },
    },
  },
  layouts: [model2025, model2021],
  checks: [
    {
      rule: 'neighbour-of-itself',
      table: 'neighbour',
      columns: ['neighbour_code', 'area_code'],
      level: 'reject',
      fix: 'An authority is not its own neighbour: check the three-digit codes of the row.',
      breaks: (neighbour, own) => neighbour === own,
    },
  ],
});
