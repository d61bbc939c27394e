import { ukDate } from '../../contract/columns.js';
import type { Cell } from '../../../pipeline/core/files/tabular-file.js';
import {
  type Layout,
  optional,
  type PreparedTable,
  type TableLayout,
  type TableToPrepare,
} from '../../contract/types.js';
import { addDays } from '../../../pipeline/core/calendar/days.js';
import { publishedFigure } from '../figures.js';
import { placeLaitYears } from './period.js';

/** LAIT's own numbers for England and the regions; authorities go by their three-digit codes. */
const WIDER: Readonly<Record<string, string>> = {
  970: 'E92000001',
  980: 'E12000001',
  981: 'E12000002',
  982: 'E12000003',
  983: 'E12000004',
  984: 'E12000005',
  985: 'E12000006',
  986: 'E12000007',
  989: 'E12000008',
  990: 'E12000009',
};
const PARTS_OF_LONDON = new Set(['987', '988']);

/** What the dictionary says of a measure's figures. */
interface Kind {
  readonly decimals: number | undefined;
  readonly years: string | undefined;
}

const dictionary: TableLayout = {
  mayBeMissing: true,
  headings: {
    measure_short: 'Measure_short',
    measure_code: 'Measure_code',
    topic: 'Topic',
    title: 'Measure',
    chart_title: optional('Chart_title'),
    polarity: 'Polarity',
    unit: 'y_axis_name',
    decimals: 'dps',
    year_kind: 'Year_Type',
    has_quartile: optional('No_Quartile'),
    from_table: optional('Table_status'),
  },
  unread: [
    'state_funded_flag',
    'Description',
    'Last Update',
    'Next Update',
    /^Data Owner/i,
    'Methodology',
    'Hyperlink(s)',
  ],
  prepare: datedByDictionary,
};

/** The dictionary tells, measure by measure, when LAIT was last brought up to date. */
async function datedByDictionary(table: TableToPrepare): Promise<PreparedTable> {
  let asAt: string | undefined;
  await table.each((row) => {
    const day = dayIn(row.cell('Last Update'));
    if (day !== undefined && day > (asAt ?? '')) asAt = day;
  });
  return { asAt };
}

function dayIn(cell: Cell): string | undefined {
  const serial = /^[1-9]\d{4}$/.exec(String(cell ?? ''));
  if (serial !== null) return addDays('1899-12-30', Number(serial[0]));
  return typeof cell === 'string' ? ukDate(cell) : undefined;
}

const figures: TableLayout = {
  headings: {
    'measure name': 'Short Desc',
    years: 'Years',
    value: 'Values',
    number: 'LA Number',
  },
  unread: ['Data item', 'LA and Regions', 'Region'],
  prepare: roundedByDictionary,
};

/** Some sixty years are written in a dozen ways. */
const MOST_PERIODS = 1_000;

async function roundedByDictionary(table: TableToPrepare): Promise<PreparedTable> {
  const found = table.other('measure');
  const kinds = found === undefined ? new Map<string, Kind>() : await kindsIn(found);
  const spans = new Map<string, ReturnType<typeof placeLaitYears>>();
  const spanOf = (years: string, kind: string | undefined) => {
    const key = `${years}|${kind ?? ''}`;
    const known = spans.get(key);
    if (known !== undefined || spans.has(key)) return known;
    const span = placeLaitYears(years, kind);
    if (spans.size < MOST_PERIODS) spans.set(key, span);
    return span;
  };
  return {
    notes:
      found === undefined
        ? [
            "LAIT's dictionary wasn't sent with it: its values aren't rounded, and nothing says when its years end. Send both files as one return.",
          ]
        : [],
    ignore(row) {
      const number = String(row.cell('LA Number') ?? '');
      if (PARTS_OF_LONDON.has(number))
        return 'Inner or Outer London: London is kept, and its boroughs';
      const years = String(row.cell('Years') ?? '');
      return spanOf(years, undefined) === undefined
        ? `no period is known by "${years}"`
        : undefined;
    },
    reshape(row) {
      const number = String(row.cell('LA Number') ?? '');
      const indicator = row.cell('Short Desc');
      const kind = kinds.get(String(indicator));
      const figure = publishedFigure(row.cell('Values'), kind?.decimals);
      if (figure === undefined) return [];
      const period = String(row.cell('Years') ?? '');
      const span = spanOf(period, kind?.years);
      const isPlaced = typeof span === 'object';
      const { value_scaled, scale, symbol, printed } = figure;
      return [
        // Written out: taking two objects together for each of so many figures takes most of the time.
        {
          area_code: WIDER[number] ?? number,
          source_table: 'lait',
          indicator,
          filters: null,
          period,
          period_kind: kind?.years ?? 'LAIT',
          period_from: isPlaced ? span.from : null,
          period_to: isPlaced ? span.to : null,
          value_scaled,
          scale,
          symbol,
          printed,
        },
      ];
    },
    headingOf: () => 'Values',
  };
}

/** Some measures are listed under two topics; of these one may leave the decimals out. */
async function kindsIn(table: TableToPrepare): Promise<Map<string, Kind>> {
  const kinds = new Map<string, Kind>();
  await table.each((row) => {
    const name = String(row.cell('Measure_short') ?? '');
    const decimals = /^\d$/.exec(String(row.cell('dps') ?? ''))?.[0];
    const years = row.cell('Year_Type');
    const known = kinds.get(name);
    kinds.set(name, {
      decimals: decimals === undefined ? known?.decimals : Number(decimals),
      years: known?.years ?? (years === null || years === 'NA' ? undefined : String(years)),
    });
  });
  return kinds;
}

/** LAIT's bulk file, with its dictionary in the same return; and the dictionary by itself. */
export const laitLayouts: readonly Layout[] = [
  { id: 'lait', tables: { figure: figures, measure: dictionary } },
  { id: 'lait-dictionary', tables: { measure: { ...dictionary, mayBeMissing: false } } },
];
