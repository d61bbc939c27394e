import { unlisted } from '../../pipeline/core/return-messages/cells.js';
import { CellFault, type Column, custom } from '../contract/columns.js';

/** Codes by the first census year that has them; `until`: the last year, of those that ended. */
interface CodeList {
  readonly [code: string]: { readonly from?: number; readonly until?: number };
}

const always = (...codes: readonly string[]): CodeList =>
  Object.fromEntries(codes.map((code) => [code, {}]));
const since = (from: number, ...codes: readonly string[]): CodeList =>
  Object.fromEntries(codes.map((code) => [code, { from }]));

/**
 * The codes of every census year from 2017 on, each list with what later years added to it. 18A and 19A (abuse, by whom unknown)
 * gave way to B and C in 2021, were still sent to 2024 and are nought for all England in 2025, though the list of codes keeps them.
 */
export const codes = {
  Ethnicity: always(
    ...[
      'WBRI',
      'WIRI',
      'WIRT',
      'WOTH',
      'WROM',
      'MWBC',
      'MWBA',
      'MWAS',
      'MOTH',
      'AIND',
      'APKN',
      'ABAN',
    ],
    ...['AOTH', 'BCRB', 'BAFR', 'BOTH', 'CHNE', 'OOTH', 'REFU', 'NOBT'],
  ),
  Disability: always(
    ...[
      'NONE',
      'MOB',
      'HAND',
      'PC',
      'INC',
      'COMM',
      'LD',
      'HEAR',
      'VIS',
      'BEH',
      'CON',
      'AUT',
      'DDA',
    ],
  ),
  ReferralSource: {
    ...always(
      '1A',
      '1B',
      '1C',
      '1D',
      '2A',
      '2B',
      '3A',
      '3B',
      '3C',
      '3D',
      '3E',
      '3F',
      '4',
      '5A',
      '5B',
      '5C',
    ),
    ...always('6', '7', '8', '9', '10'),
    ...since(2023, '5D'),
  },
  PrimaryNeedCode: always('N0', 'N1', 'N2', 'N3', 'N4', 'N5', 'N6', 'N7', 'N8', 'N9'),
  ReasonForClosure: {
    ...always('RC1', 'RC2', 'RC3', 'RC4', 'RC5', 'RC6', 'RC7', 'RC8'),
    ...since(2023, 'RC9'),
  },
  AssessmentFactors: {
    ...always(
      '1A',
      '1B',
      '1C',
      '2A',
      '2B',
      '2C',
      '3A',
      '3B',
      '3C',
      '4A',
      '4B',
      '4C',
      '5A',
      '5B',
      '5C',
    ),
    ...always(
      '6A',
      '6B',
      '6C',
      '7A',
      '8B',
      '8C',
      '8D',
      '8E',
      '8F',
      '9A',
      '10A',
      '11A',
      '12A',
      '13A',
      '14A',
    ),
    ...always('15A', '16A', '17A', '18A', '19A', '20', '21', '22A', '23A'),
    ...since(2021, '18B', '18C', '19B', '19C'),
    ...since(2022, '24A'),
  },
  CategoryOfAbuse: always('NEG', 'PHY', 'SAB', 'EMO', 'MUL'),
} as const satisfies Record<string, CodeList>;

/** The census year of a day: that of the 31 March to which it leads. */
export function censusYear(day: string): number {
  const year = Number(day.slice(0, 4));
  return day.slice(5, 10) > '03-31' ? year + 1 : year;
}

/** A code of the census year in which the return's as-at date is; one of another year is another fault than one that nobody knows. */
export function codeOfYear(list: keyof typeof codes): Column {
  const known: CodeList = codes[list];
  return custom('text', (cell, { asAt }) => {
    const code = String(cell).toUpperCase().replace(/\.0+$/, '');
    const years = known[code];
    if (years === undefined) return new CellFault('unknown-code', UNKNOWN);
    const year = censusYear(asAt);
    const isOfYear = year >= (years.from ?? year) && year <= (years.until ?? year);
    return isOfYear
      ? code
      : new CellFault(
          'code-of-another-year',
          `Check the code and the reference date: the census of ${year} doesn't have the code yet.`,
        );
  });
}
const UNKNOWN = unlisted('the censuses of 2017 to 2027');
