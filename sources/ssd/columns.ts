import { unlisted } from '../../pipeline/core/return-messages/cells.js';
import {
  CellFault,
  code,
  type Column,
  custom,
  date,
  oneOf,
  pseudonymOf,
} from '../contract/columns.js';
import { wordId } from '../contract/word-id.js';

/** A date that decides whether, or when, something counts: a cell that can't be read costs the row. */
export const decidingDate = date;

/** A date that only describes: a cell that can't be read is left empty, and counted as a warning. */
export const describingDate = (): Column => date().lenient();

/** A record's identifier in the case system, by which tables are joined: its keyed hash, never a child's. */
export const record = (kind: string): Column => pseudonymOf(kind);

/** A flag as extracts write it: Y, N, 1, 0, true, false, Yes, No. */
export const flag = (): Column =>
  oneOf({
    y: 'yes',
    yes: 'yes',
    '1': 'yes',
    true: 'yes',
    n: 'no',
    no: 'no',
    '0': 'no',
    false: 'no',
    u: null,
    unknown: null,
  }).lenient();

/** A code of any year's guidance: history keeps what is no longer in use. What isn't one is left empty. */
export const anyYears = (pattern: RegExp): Column =>
  code(pattern, `Give only the code. ${unlisted('the guidance')}`).lenient();

/** Words of a case system's list, as an id: "Initial health assessment" is `initial-health-assessment`. */
export const listWords = (): Column =>
  custom('text', (cell) => wordId(String(cell).slice(0, 80)) || null).lenient();

/** Miles with a decimal, stored as tenths of a mile: 20.4 is 204. */
export function tenthsOfMiles(): Column {
  return custom('integer', (cell) => {
    const miles = typeof cell === 'number' ? cell : Number(/^\d+(\.\d+)?$/.exec(cell)?.[0]);
    return miles >= 0 && miles < 1_000 ? Math.round(miles * 10) : NOT_A_DISTANCE;
  }).lenient();
}
const NOT_A_DISTANCE = new CellFault('not-a-distance');

/** Whether the cell says anything; none of it is kept. */
export const isSaid = (): Column => custom('text', () => 'yes');

/** Whether the immigration status is that of an unaccompanied asylum-seeking child; nothing else of it is kept. */
export const isUasc = (): Column =>
  custom('text', (cell) => (/\buasc\b|unaccompanied/i.test(String(cell)) ? 'yes' : 'no'));
