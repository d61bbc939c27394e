import { PART_OF_LONDON } from '../authorities/area.js';
import type { Layout, RowView } from '../contract/types.js';

const SYMBOLS = new Set(['x', 'z', 'c', 'u', ':', '..']);

function leftOut(row: RowView): string | undefined {
  if (
    PART_OF_LONDON.test(String(row.cell('region_code') ?? '')) &&
    row.cell('new_la_code') === null
  )
    return 'Inner or Outer London: London is kept, and its boroughs';
  const people = row.cell('population_estimate');
  return typeof people === 'string' && SYMBOLS.has(people)
    ? 'a symbol in place of the estimate: none is published for the area that year'
    : undefined;
}

/** DfE's tidy file: one row an area and year; an area's code is under its level's heading. */
export const dfe2025: Layout = {
  id: 'dfe-2025',
  tables: {
    estimate: {
      headings: {
        area_code: 'new_la_code',
        region: 'region_code',
        country: 'country_code',
        year: 'time_period',
        age_group: 'age_group',
        people_count: 'population_estimate',
      },
      unread: [
        'time_identifier',
        'geographic_level',
        'country_name',
        'region_name',
        'old_la_code',
        'la_name',
      ],
      ignore: leftOut,
      reshape: (row) => [
        {
          area_code: row.cell('new_la_code') ?? row.cell('region_code') ?? row.cell('country_code'),
          year: row.cell('time_period'),
          age_group: row.cell('age_group'),
          people_count: row.cell('population_estimate'),
        },
      ],
    },
  },
};
