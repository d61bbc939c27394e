import { parseQuarter, shiftQuarter } from '../../../pipeline/core/calendar/quarter.js';
import { usualColours } from '../../../pipeline/core/council/colours.js';
import { usualReport } from '../../../pipeline/core/council/report.js';
import { usualWording } from '../../../pipeline/core/council/wording.js';
import {
  defaultStatusRule,
  type Strategy,
  type StrategyMeasure,
} from '../../../pipeline/core/strategy/types.js';
import { workingDays } from '../../../pipeline/core/calendar/working-days.js';
import { definitionsOfPack } from '../../../pipeline/measure/compare/published-measures.js';
import { measureQuarter, type Measured } from '../../../pipeline/measure/measure.js';
import { inForceOn } from '../../../pipeline/measure/nation.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { measuresCsv } from '../../../reports/csv/measures.js';
import type { PackInput } from '../../../reports/input.js';
import { buildPack } from '../../../reports/pack/build.js';
import type { Block, Cell, Sheet } from '../../../reports/pack/model.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';
import { sources } from '../../../sources/register.js';
import { give, type GivenReturn } from '../../sql/given.js';

export const stockton = 'E06000004';

/** A workspace whose returns are uneven, and what its pack must say and must not. */
export interface Uneven {
  readonly name: string;
  readonly quarter: string;
  readonly authority?: string;
  readonly measures: readonly (Partial<StrategyMeasure> & Pick<StrategyMeasure, 'measure'>)[];
  readonly given: readonly GivenReturn[];
  readonly must: readonly string[];
  readonly mustNot: readonly string[];
}

/** What a workspace measures in its quarter, its returns received. */
export async function measuredOf(warehouse: Warehouse, of: Uneven): Promise<Measured> {
  await warehouse.write((trx) => give(trx, warehouse.engine, of.given));
  const strategies = [strategyOf(of)];
  return measureQuarter(warehouse, {
    ...{ quarter: parseQuarter(of.quarter), authority: of.authority ?? stockton },
    definitions: definitionsOfPack(strategies),
    ...{ knownAt: '9999-12-31T00:00:00.000Z', contracts: sources, strategies },
    ...{ areas: await loadAuthorities(), expected: [], workingDays: workingDays() },
  });
}

/** First page, pages of Part B, charts' titles and alternative texts, schools, positions, and open data, as one text. */
export async function packText(warehouse: Warehouse, of: Uneven): Promise<string> {
  const authority = of.authority ?? stockton;
  const quarter = parseQuarter(of.quarter);
  const areas = await loadAuthorities();
  const strategies = [strategyOf(of)];
  const measured = await measuredOf(warehouse, of);
  const name = areas.nameOf(authority) ?? authority;
  const input: PackInput = {
    quarter,
    authority: { code: authority, name },
    council: {
      ...{ name: 'Invented Council', contact: null, website: null },
      ...{ colours: usualColours, wording: usualWording, report: usualReport },
    },
    status: 'provisional',
    cabinet: { meeting: null, meetings: [], publication: null, callIn: null, callInRule: 'none' },
    nextUpdate: shiftQuarter(quarter, 1),
    disclosure: { threshold: 5, checkedTexts: [], earlier: [], reason: null },
    strategies,
    definitions: definitionsOfPack(strategies),
    ...measured,
  };
  const shown = buildPack(input, 'officer').sheets.filter(({ name: sheet }) =>
    /^(?:Summary|Part B|Headlines by quarter|Schools briefing|School inspections|Schools by phase|Comparators|Position|Exceptions)/.test(
      sheet,
    ),
  );
  return [...shown.map(sheetText), measuresCsv(input)].join('\n');
}

export function strategyOf({ measures }: Uneven): Strategy {
  const own: StrategyMeasure[] = measures.map((measure) => ({
    ...{ basis: 'snapshot', breakdown: 'all', polarity: null, target: null, profile: null },
    ...{ targetDate: null, tolerance: 1, tolerancePercent: null, minimum: null, baseline: null },
    ...measure,
  }));
  return {
    ...{ id: 'strategy', title: 'Invented Strategy', agreed: null, status: defaultStatusRule },
    priorities: [{ id: 'all', title: 'All of it', shortTitle: null, lead: null, measures: own }],
  };
}

function sheetText(sheet: Sheet): string {
  return [`# ${sheet.name}`, sheet.title, ...sheet.blocks.map(blockText)].join('\n');
}

function blockText(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return block.text;
    case 'bullets':
      return block.items.join('\n');
    case 'chart':
      return `${block.title}\n${block.altText}`;
    case 'table':
      return [
        block.columns.map(({ heading }) => heading).join(' | '),
        ...block.rows.map((row) => row.map(cellText).join(' | ')),
      ].join('\n');
  }
}

function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'text':
    case 'link':
      return cell.text;
    case 'number':
      return String(cell.value);
    case 'symbol':
      return `[${cell.symbol}]`;
    default:
      return '';
  }
}

/** Codes of all authorities in force on a day, sorted. */
export async function nationOn(day: string): Promise<string[]> {
  return [...inForceOn((await loadAuthorities()).all, day).keys()].sort();
}

/** Ten primary schools an authority, so many of them good; each authority has as many as its place gives. */
export function schoolsFile(
  asAt: string,
  areas: readonly string[],
  options: {
    readonly good?: (area: string, index: number) => number;
    readonly layout?: string;
  } = {},
): GivenReturn {
  const good = options.good ?? ((_, index) => 4 + (index % 6));
  return {
    source: 'ofsted-schools',
    as_at: asAt,
    layout: options.layout ?? 'mi-2015',
    rows: {
      school: areas.flatMap((area, index) =>
        Array.from({ length: 10 }, (_, place) => ({
          ...{ area_code: area, urn: `${index}-${place}`, name: `School ${index}-${place}` },
          overall_grade: place < good(area, index) ? 2 : 3,
          graded_publication_date: asAt,
        })),
      ),
    },
  };
}

/** Ten homes an authority. */
export function homesFile(
  asAt: string,
  areas: readonly string[],
  good: (area: string, index: number) => number = (_, index) => 4 + (index % 6),
): GivenReturn {
  return {
    source: 'childrens-homes',
    as_at: asAt,
    rows: {
      provider: areas.flatMap((area, index) =>
        Array.from({ length: 10 }, (_, place) => ({
          ...{ area_code: area, urn: `SC${index}-${place}` },
          overall_grade: place < good(area, index) ? 'good' : 'inadequate',
        })),
      ),
    },
  };
}

/** An Annex A; a part that isn't named is sent empty. */
export function annexA(asAt: string, rows: GivenReturn['rows'] = {}, area = stockton): GivenReturn {
  const none = { cp_plan: [], referral: [], assessment: [], section_47: [], looked_after: [] };
  const placed = Object.entries({ ...none, ...rows }).map(([table, own]) => [
    table,
    own.map((row: Readonly<Record<string, string | number | null>>) => ({
      area_code: area,
      ...row,
    })),
  ]);
  return {
    source: 'annex-a',
    as_at: asAt,
    rows: Object.fromEntries(placed) as GivenReturn['rows'],
  };
}

/** So many rows, each of a child of its own. */
export function children(
  count: number,
  row: Readonly<Record<string, string | number | null>>,
  prefix = 'child',
): Readonly<Record<string, string | number | null>>[] {
  return Array.from({ length: count }, (_, index) => ({ child: `${prefix}-${index}`, ...row }));
}

export interface PublishedRow {
  readonly area: string;
  readonly percent: number | 'c' | 'x';
  readonly counts?: Readonly<Record<string, number | 'c' | 'x'>>;
}

/** How a table prints its percentages, and of which year it is: to one decimal, of the year to March 2017. */
interface Printing {
  /** How many times its percentages are stored: 1 of whole numbers. */
  readonly scale?: number;
  readonly to?: number;
  /** Values of the table's filters, as it stores them. */
  readonly filters?: string;
}

/** DfE's table of one percentage: to one decimal, or a symbol; with the counts of its row. */
export function published(
  table: string,
  indicator: string,
  rows: readonly PublishedRow[],
  { scale: printed = 10, to = 2017, filters }: Printing = {},
): GivenReturn {
  const figure = (area: string, name: string, value: number | string, scale: number) => ({
    ...{ area_code: area, source_table: table, indicator: name, scale },
    ...{ period: String(to), period_from: `${to - 1}-04-01`, period_to: `${to}-03-31` },
    ...(filters === undefined ? {} : { filters }),
    ...(typeof value === 'number'
      ? { value_scaled: Math.round(value * scale), symbol: null }
      : { value_scaled: null, symbol: value }),
  });
  return {
    source: 'published',
    as_at: `${to}-03-31`,
    rows: {
      figure: rows.flatMap(({ area, percent, counts = {} }) => [
        figure(area, indicator, percent, printed),
        ...Object.entries(counts).map(([name, count]) => figure(area, name, count, 1)),
      ]),
    },
  };
}

export function neighbours(codes: readonly string[], area = stockton): GivenReturn {
  return {
    source: 'statistical-neighbours',
    as_at: '2017-03-31',
    rows: {
      neighbour: codes.map((code, index) => ({
        ...{ area_code: area, model: '2014', neighbour_rank: index + 1, neighbour_code: code },
      })),
    },
  };
}
