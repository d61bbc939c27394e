import { ratio } from '../../../pipeline/core/figure/rounding.js';
import { type CsvCell, csvText } from '../csv.js';
import { type AreaYear, publishedYears } from './figures.js';
import { sumOf, type YearFigures } from './year-figures.js';

/** Counts from one to this many are suppressed, as the department does for an authority. */
const MOST_SUPPRESSED = 5;
/** Counts of England and of regions are rounded to so many. */
const ROUNDED_TO = 10;

const AREA_HEADINGS = [
  'time_period',
  'time_identifier',
  'geographic_level',
  'country_code',
  'country_name',
  'region_code',
  'region_name',
  'old_la_code',
  'new_la_code',
  'la_name',
] as const;

/** A table of the department: a row or more for an area and year. */
interface PublishedTable {
  readonly headings: readonly string[];
  readonly rows: (figures: YearFigures, isWide: boolean) => readonly (readonly CsvCell[])[];
}

/** Child protection plans (D1). */
export const plansTable: PublishedTable = {
  headings: [
    'category',
    'CPP_start',
    'CPP_start_rate',
    'CPP_end',
    'CPP_end_rate',
    'CPP_At31',
    'CPP_At31_rate',
  ],
  rows: (figures, isWide) => [
    [
      'Invented: Child Protection Plans',
      ...withRate(figures.plansStarted, figures.children, isWide),
      ...withRate(figures.plansEnded, figures.children, isWide),
      ...withRate(openPlans(figures), figures.children, isWide),
    ],
  ],
};

/** Plans that are a second or subsequent one (D3). */
export const repeatPlansTable: PublishedTable = {
  headings: ['category', 'CPP_start', 'CPP_subsequent', 'CPP_subsequent_percent'],
  rows: (figures, isWide) => [
    [
      'Invented: Child Protection Plans which are a second or subsequent plan',
      count(figures.plansStarted, isWide),
      ...withPercent(figures.repeatPlans, figures.plansStarted, isWide),
    ],
  ],
};

/** Plans at 31 March by how long they have lasted (D5): parts of a published total. */
export const planLengthsTable: PublishedTable = {
  headings: [
    'category',
    'CPP_At31',
    ...[
      '3_months_or_less',
      'more_than_3_months_6_months',
      'more_than_6_months_less_than_1_year',
      '1_year_less_than_2_years',
      '2_years_or_more',
    ].flatMap((part) => [part, `${part}_percent`]),
  ],
  rows: (figures, isWide) => {
    const total = openPlans(figures);
    const hidden = isWide ? new Set<number>() : hiddenParts(figures.openByLength);
    return [
      [
        'Invented: Child Protection Plans by length of time',
        count(total, isWide),
        ...figures.openByLength.flatMap((part, index) =>
          hidden.has(index) ? ['c', 'c'] : withPercent(part, total, isWide),
        ),
      ],
    ];
  },
};

/** Referrals and re-referrals (C1), with the headings of those years. */
export const referralsTable: PublishedTable = {
  headings: [
    'category',
    'Referrals',
    'Referrals_rate',
    'Re_referrals',
    'Re_referrals_percent',
    'No_Further_Action',
    'No_Further_Action_percent',
  ],
  rows: (figures, isWide) => [
    [
      'Invented: Referrals and Re-referrals',
      ...withRate(figures.referrals, figures.children, isWide),
      ...withPercent(figures.reReferrals, figures.referrals, isWide),
      ...withPercent(figures.noFurtherAction, figures.referrals, isWide),
    ],
  ],
};

/** Children looked after: rates in whole numbers. */
export const lookedAfterTable: PublishedTable = {
  headings: ['population_type', 'population_estimate', 'children_count', 'rate_per_10000'],
  rows: (figures, isWide) => [
    [
      'Children looked after on 31 March each year',
      figures.children,
      ...withRate(figures.lookedAfter, figures.children, isWide, 0),
    ],
  ],
};

/** Placement stability: percentages in whole numbers. */
export const stabilityTable: PublishedTable = {
  headings: ['cla_group', 'placement_stability', 'children_count', 'children_percent'],
  rows: (figures, isWide) => [
    ['CLA on 31 March', 'Total children', count(figures.lookedAfter, isWide), 100],
    [
      'CLA on 31 March',
      'With 3 or more placements during the year',
      ...withPercent(figures.threePlacements, figures.lookedAfter, isWide, 0),
    ],
  ],
};

/** The table as a file in the department's standard form: the newest year first; England, its regions, then authorities. */
export function tableText(table: PublishedTable, nation: readonly AreaYear[]): string {
  const rows = [...publishedYears].reverse().flatMap((year) => {
    const ofYear = nation.filter((each) => each.year === year);
    const regions = new Map(ofYear.map(({ area }) => [area.regionCode, area.region]));
    const of = (all: readonly AreaYear[]): YearFigures => sumOf(all.map(({ figures }) => figures));
    const when = [year, 'Reporting year'] as const;
    const england = ['E92000001', 'England'] as const;
    return [
      ...table
        .rows(of(ofYear), true)
        .map((cells) => [...when, 'National', ...england, null, null, null, null, null, ...cells]),
      ...[...regions].flatMap(([code, name]) =>
        table
          .rows(of(ofYear.filter(({ area }) => area.regionCode === code)), true)
          .map((cells) => [
            ...when,
            'Regional',
            ...england,
            code,
            name,
            null,
            null,
            null,
            ...cells,
          ]),
      ),
      ...ofYear.flatMap(({ area, figures }) =>
        table
          .rows(figures, false)
          .map((cells) => [
            ...when,
            'Local authority',
            ...england,
            area.regionCode,
            area.region,
            area.threeDigit,
            area.code,
            area.name,
            ...cells,
          ]),
      ),
    ];
  });
  return csvText([[...AREA_HEADINGS, ...table.headings], ...rows]);
}

function openPlans({ openByLength }: YearFigures): number {
  return openByLength.reduce((sum, part) => sum + part, 0);
}

function isSuppressed(number: number): boolean {
  return number > 0 && number <= MOST_SUPPRESSED;
}

function count(number: number, isWide: boolean): CsvCell {
  if (isWide) return Math.round(number / ROUNDED_TO) * ROUNDED_TO;
  return isSuppressed(number) ? 'c' : number;
}

/** A count and its rate: both suppressed, or neither. */
function withRate(number: number, children: number, isWide: boolean, decimals = 1): CsvCell[] {
  if (!isWide && isSuppressed(number)) return ['c', 'c'];
  return [count(number, isWide), ratio(number, children, 'rate_per_10000', { decimals }) ?? 'z'];
}

function withPercent(part: number, whole: number, isWide: boolean, decimals = 1): CsvCell[] {
  if (!isWide && (isSuppressed(part) || isSuppressed(whole))) return ['c', 'c'];
  return [count(part, isWide), ratio(part, whole, 'percent', { decimals }) ?? 'z'];
}

/** Parts of a published total: of one hidden part the total would tell, so that the smallest of the others is hidden as well. */
function hiddenParts(parts: readonly number[]): Set<number> {
  const hidden = new Set(parts.flatMap((part, index) => (isSuppressed(part) ? [index] : [])));
  if (hidden.size !== 1) return hidden;
  const [smallest] = parts
    .map((part, index) => ({ part, index }))
    .filter(({ part, index }) => part > 0 && !hidden.has(index))
    .sort((a, b) => a.part - b.part || b.index - a.index);
  return smallest === undefined ? hidden : hidden.add(smallest.index);
}
