import { workbookBytes, type WorkbookCell } from '../../pipeline/core/xlsx/plain-workbook.js';
import { actions } from '../../sources/actions/contract.js';
import { annexA } from '../../sources/annex-a/contract.js';
import type { SourceContract } from '../../sources/contract/types.js';
import { ssda903 } from '../../sources/ssda903/contract.js';
import { odsBytes } from '../support/ods.js';

/** A sound return that is mutated: its tables as rows, and the source that reads it. */
export interface Seed {
  readonly contract: SourceContract;
  readonly name: string;
  readonly form: 'csv' | 'xlsx' | 'ods';
  readonly sheet: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** What stands in invented children's cells, and in no message. */
export const PERSONAL = /Zqx[a-z]{3}\d/;

const child = (index: number): string => `Zqxabc${1_000 + index}`;

const contacts: WorkbookCell[][] = [
  [
    ...['Child Unique ID', 'Gender', 'Ethnicity', 'Date of Birth', 'Age'],
    ...['Date of Contact', 'Contact Source'],
  ],
  ...Array.from({ length: 40 }, (_, index): WorkbookCell[] => [
    child(index),
    index % 2 === 0 ? 'a) Male' : 'b) Female',
    'a) WBRI',
    { day: `20${String(5 + (index % 10)).padStart(2, '0')}-06-14` },
    index % 17,
    { day: `2017-10-${String((index % 28) + 1).padStart(2, '0')}` },
    'q) 6: Police',
  ]),
];

const episodes: string[][] = [
  'CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,REASON_PLACE_CHANGE,HOME_POST,PL_POST,URN'.split(
    ',',
  ),
  ...Array.from({ length: 40 }, (_, index) => [
    child(index),
    `${String((index % 28) + 1).padStart(2, '0')}/05/2017`,
    ...['S', 'C2', 'N1', 'U4', 'PR1', '', '', '', 'TS18 1AB', 'TS20 2CD', ''],
  ]),
];

const plan: WorkbookCell[][] = [
  ['Action plan as at 31 December 2017'],
  ['Priority', 'Action', 'Lead', 'Due date', 'Status'],
  ...Array.from({ length: 20 }, (_, index): WorkbookCell[] => [
    'Permanence',
    `Train panel ${index}`,
    'Head of service',
    { day: '2018-03-31' },
    index % 2 === 0 ? 'On track' : 'Delayed',
  ]),
];

export const seeds: readonly Seed[] = [
  { contract: annexA, name: '2017-12-31.xlsx', form: 'xlsx', sheet: 'List 1', rows: contacts },
  { contract: ssda903, name: 'episodes.csv', form: 'csv', sheet: 'episodes', rows: episodes },
  { contract: actions, name: 'plan.xlsx', form: 'xlsx', sheet: 'Actions', rows: plan },
  { contract: annexA, name: 'List 1.csv', form: 'csv', sheet: 'List 1', rows: contacts },
  { contract: actions, name: 'plan.ods', form: 'ods', sheet: 'Actions', rows: plan },
];

/** A seed's bytes with its rows as given. */
export function bytesOf({ form, sheet }: Seed, rows: Seed['rows']): Uint8Array {
  if (form === 'xlsx') return workbookBytes([{ name: sheet, rows }]);
  const texts = rows.map((row) => row.map(textOf));
  if (form === 'ods') return odsBytes([{ name: sheet, rows: texts }]);
  return Buffer.from(texts.map((row) => row.map(quoted).join(',')).join('\r\n'));
}

function textOf(cell: WorkbookCell | undefined): string {
  if (cell === null || cell === undefined) return '';
  return typeof cell === 'object' ? cell.day : String(cell);
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
