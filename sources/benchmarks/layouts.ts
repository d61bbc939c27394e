import { PART_OF_LONDON } from '../authorities/area.js';
import type { Draft, Headings, Layout, RowView } from '../contract/types.js';
import { publishedFigure } from './figures.js';
import {
  childrenInNeed,
  lookedAfter,
  plans,
  plansByDuration,
  plansSubsequent,
  referrals2024,
  referrals2025,
} from './indicators.js';

/** Headings of every DfE table: the year, and the area under the heading of its level. */
const AREA: Readonly<Record<string, Headings>> = {
  year: 'time_period',
  area_code: 'new_la_code',
  region: 'region_code',
  country: 'country_code',
};

const UNREAD = [
  'time_identifier',
  'geographic_level',
  'country_name',
  'region_name',
  'old_la_code',
  'la_name',
  'category',
] as const;

function leftOut(row: RowView): string | undefined {
  return PART_OF_LONDON.test(String(row.cell('region_code') ?? '')) &&
    row.cell('new_la_code') === null
    ? 'Inner or Outer London: London is kept, and its boroughs'
    : undefined;
}

/** One record for each indicator that a row publishes. */
function records(row: RowView, indicators: Readonly<Record<string, string>>): Draft[] {
  const area_code = row.cell('new_la_code') ?? row.cell('region_code') ?? row.cell('country_code');
  const year = row.cell('time_period');
  return Object.entries(indicators).flatMap(([heading, indicator]) => {
    const figure = publishedFigure(row.cell(heading));
    return figure === undefined ? [] : [{ area_code, year, indicator, ...figure }];
  });
}

function headingFor(
  indicators: Readonly<Record<string, string>>,
  record: Draft,
): string | undefined {
  return Object.entries(indicators).find(([, indicator]) => indicator === record['indicator'])?.[0];
}

/** A table whose columns are indicators: every one of its headings must be there. */
function wide(id: string, indicators: Readonly<Record<string, string>>): Layout {
  return {
    id,
    tables: {
      figure: {
        headings: {
          ...AREA,
          ...Object.fromEntries(
            Object.entries(indicators).map(([heading, name]) => [name, heading]),
          ),
        },
        unread: UNREAD,
        ignore: leftOut,
        reshape: (row) => records(row, indicators),
        headingOf: (record) => headingFor(indicators, record),
      },
    },
  };
}

/** The looked-after table is half long: which children a row counts is in a column. */
const lookedAfterLayout: Layout = {
  id: 'looked-after',
  tables: {
    figure: {
      headings: {
        ...AREA,
        kind: 'population_type',
        population: 'population_estimate',
        children: 'children_count',
        rate: 'rate_per_10000',
      },
      unread: UNREAD,
      ignore: (row) =>
        leftOut(row) ??
        (kindOf(row) === undefined ? 'counts children in a way that no indicator uses' : undefined),
      reshape: (row) => {
        const indicators = kindOf(row);
        return indicators === undefined ? [] : records(row, indicators);
      },
      headingOf: (record) =>
        Object.values(lookedAfter)
          .map((indicators) => headingFor(indicators, record))
          .find((heading) => heading !== undefined),
    },
  },
};

function kindOf(row: RowView): Readonly<Record<string, string>> | undefined {
  return lookedAfter[String(row.cell('population_type') ?? '').toLowerCase()];
}

/** One layout a table and release; a later release spells its headings again and revises earlier years. */
export const benchmarkLayouts: readonly Layout[] = [
  wide('children-in-need', childrenInNeed),
  wide('referrals-2025', referrals2025),
  wide('referrals-2024', referrals2024),
  wide('plans', plans),
  wide('plans-subsequent', plansSubsequent),
  wide('plans-by-duration', plansByDuration),
  lookedAfterLayout,
];
