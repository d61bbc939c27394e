import { headingKey } from '../contract/headings.js';
import type {
  Draft,
  Headings,
  Layout,
  PreparedTable,
  RowView,
  TableToPrepare,
} from '../contract/types.js';
import type { AuthorityLookup } from '../contract/columns.js';
import { wordId } from '../contract/word-id.js';
import { newestName, type TableDefinition } from './definition.js';
import { publishedFigure } from './figures.js';
import { type Placed, placeRow } from './geography.js';
import { placePeriod } from './period.js';
import { type Survey, survey } from './survey.js';

/** One layout a definition, and the last for every other table in DfE's standard form. */
export function standardLayouts(definitions: readonly TableDefinition[]): readonly Layout[] {
  return [...definitions.map((definition) => layoutOf(definition)), layoutOf(undefined)];
}

function layoutOf(definition: TableDefinition | undefined): Layout {
  const known = (definition?.knownBy ?? []).map((spellings, index): [string, Headings] => [
    `known ${index + 1}`,
    spellings,
  ]);
  return {
    id: definition?.id ?? 'other-table',
    tables: {
      figure: {
        headings: {
          'time period': 'time_period',
          'time identifier': 'time_identifier',
          ...Object.fromEntries(known),
        },
        // What the other columns are is found out, and told.
        unread: [/./],
        prepare: (table) => prepare(table, definition),
      },
    },
  };
}

async function prepare(
  table: TableToPrepare,
  definition: TableDefinition | undefined,
): Promise<PreparedTable> {
  const found = await survey(table, definition);
  const sourceTable = definition?.id ?? wordId(table.sheet);
  const indicators = found.indicators.map((heading) => ({
    heading,
    name: newestName(definition, heading),
    roundedTo: definition?.rounded?.[heading] ?? found.roundedTo.get(heading) ?? null,
  }));
  const placeOf = placing();
  const spanOf = remembering(MOST_PERIODS, (period: string, identifier: string) =>
    placePeriod(period, identifier, definition?.years),
  );
  return {
    asAt: found.latest,
    notes: notesOn(table.sheet, found, definition),
    ignore(row, { authorities }) {
      const place = placeOf(row, authorities);
      if ('leftOut' in place) return place.leftOut;
      const { period, identifier } = periodOf(row);
      return spanOf(period, identifier) === undefined
        ? `no period is known by "${identifier}" of "${period}"`
        : undefined;
    },
    reshape(row, { authorities }) {
      const place = placeOf(row, authorities);
      if ('leftOut' in place) return [];
      const { period, identifier } = periodOf(row);
      const span = spanOf(period, identifier);
      const from = typeof span === 'object' ? span.from : null;
      const to = typeof span === 'object' ? span.to : null;
      const filters = filtersOf(row, found.filters);
      const isWide = place.level !== 'authority';
      const drafts: Draft[] = [];
      for (const { heading, name, roundedTo } of indicators) {
        const figure = publishedFigure(row.cell(heading));
        if (figure === undefined) continue;
        const { value_scaled, scale, symbol, printed } = figure;
        const isRounded =
          isWide && roundedTo !== null && isMultiple(value_scaled, scale, roundedTo);
        for (const area_code of place.areas)
          // Written out, since there are many: taking two objects together for each figure takes most of the time.
          drafts.push({
            area_code,
            joint_with: others(place.areas, area_code),
            source_table: sourceTable,
            indicator: name,
            filters,
            period,
            period_kind: identifier,
            period_from: from,
            period_to: to,
            value_scaled,
            scale,
            symbol,
            printed,
            rounded_to: isRounded ? roundedTo : null,
          });
      }
      return drafts;
    },
    headingOf: (record) => indicators.find(({ name }) => name === record['indicator'])?.heading,
  };
}

function periodOf(row: RowView): { readonly period: string; readonly identifier: string } {
  return {
    period: String(row.cell('time_period') ?? ''),
    identifier: String(row.cell('time_identifier') ?? ''),
  };
}

/** "care_leaver_age=17 to 18 years; breakdown=Total": every filter of the table that the row fills, in file order. */
function filtersOf(row: RowView, filters: readonly string[]): string {
  return filters
    .flatMap((heading) => {
      const value = row.cell(heading);
      return value === null ? [] : [`${heading}=${value}`];
    })
    .join('; ');
}

/** Few periods, many rows. */
function remembering<T>(
  most: number,
  work: (a: string, b: string) => T,
): (a: string, b: string) => T {
  const known = new Map<string, T>();
  return (a, b) => {
    const key = `${a}|${b}`;
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const made = work(a, b);
    if (known.size < most) known.set(key, made);
    return made;
  };
}
const MOST_PERIODS = 1_000;

function others(areas: readonly string[], own: string): string | null {
  return areas.length === 1 ? null : areas.filter((area) => area !== own).join(' ');
}

/** A mean that shares a column with rounded counts isn't rounded. */
function isMultiple(scaled: unknown, scale: number, of: number): boolean {
  return typeof scaled === 'number' && scaled % (of * scale) === 0;
}

/** Few places, many rows: each is looked up once. */
function placing(): (row: RowView, authorities: AuthorityLookup) => Placed {
  const known = new Map<string, Placed>();
  return (row, authorities) => {
    const key = PLACE_HEADINGS.map((heading) => row.cell(heading) ?? '').join('|');
    let place = known.get(key);
    if (place === undefined) {
      place = placeRow(row, authorities);
      if (known.size < MOST_PLACES) known.set(key, place);
    }
    return place;
  };
}
const PLACE_HEADINGS = [
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'new_la_code',
  'old_la_code',
  'la_name',
];
const MOST_PLACES = 10_000;

/** What the receiver should know: of a table that nobody has described, how it was understood; of one that is known, what is new in it. */
function notesOn(
  sheet: string,
  { filters, indicators, empty, withoutEnd }: Survey,
  definition: TableDefinition | undefined,
): string[] {
  const notes: string[] = [];
  if (definition === undefined)
    notes.push(
      `${sheet} is in DfE's standard form, and no definition describes it: its figures are kept, and no measure shows them. Filters: ${listed(filters)}. Indicators: ${listed(indicators)}.`,
    );
  else {
    const expected = new Set((definition.filters ?? []).map(headingKey));
    const added = filters.filter((heading) => !expected.has(headingKey(heading)));
    if (added.length > 0) notes.push(`${sheet}: filters not seen before: ${listed(added)}.`);
  }
  if (indicators.length === 0)
    notes.push(
      `${sheet}: no column holds numbers, so there is no figure to read. Times written as "00:10" aren't read as numbers.`,
    );
  if (empty.length > 0) notes.push(`${sheet}: columns without a value: ${listed(empty)}.`);
  if (withoutEnd.size > 0)
    notes.push(
      `${sheet}: nothing says when ${[...withoutEnd].slice(0, 3).join(', ')} ends. Its figures are kept, and compared with nothing until a definition says it.`,
    );
  return notes;
}

const MOST_NAMED = 60;

function listed(headings: readonly string[]): string {
  if (headings.length === 0) return 'none';
  const more = headings.length > MOST_NAMED ? ` and ${headings.length - MOST_NAMED} more` : '';
  return headings.slice(0, MOST_NAMED).join(', ') + more;
}
