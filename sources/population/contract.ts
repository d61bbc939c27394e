import { yearInText } from '../contract/as-at.js';
import { count, integer, oneOf } from '../contract/columns.js';
import { lastYearOfSpan } from '../contract/title-date.js';
import { source } from '../contract/types.js';
import { area } from '../authorities/area.js';
import { dfe2025 } from './layouts.js';

/** ONS mid-year estimates of children by authority, as DfE publishes them: 30 June of each year. */
export const population = source({
  id: 'population',
  title: 'Population estimates of children (ONS)',
  extent: 'national',
  personal: false,
  reach: { kind: 'reference' },
  refuseOver: { rejected: 0.01 },
  // Each edition is a file of its own making.
  compareWithLast: 'may differ',
  asAtFromName: (name) => {
    const year = lastYearOfSpan(name) ?? yearInText(name);
    return year === undefined ? undefined : `${year}-06-30`;
  },
  tables: {
    estimate: {
      key: ['area_code', 'year', 'age_group'],
      columns: {
        area_code: area().required(),
        year: integer(1990, 2100).required(),
        age_group: oneOf({
          'Children aged 0 to 17 years': '0-17',
          '0 to 17': '0-17',
          '0-17': '0-17',
        }).required(),
        people_count: count().required(),
      },
    },
  },
  layouts: [dfe2025],
});
