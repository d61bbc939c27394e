import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  type IsoDate,
} from '../core/calendar/days.js';
import { bankHolidayYears } from '../core/calendar/bank-holidays.js';
import { type Quarter, quarterContaining } from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import { encodeRows, pieceRows } from '../warehouse/insert.js';
import type { EncodedRows } from '../warehouse/rows.js';
import type { Engine } from '../warehouse/types.js';

/** Years of days before the first quarter that dates of facts are looked up in. */
const YEARS_BACK = 25;

/** Days after the last quarter that dates of facts are looked up in: a list's as-at date may be so long after the quarter's end. */
const DAYS_AHEAD = 45;

/** Of the temporary table `calendar`, in the order of {@link calendarOf}'s rows. */
export const CALENDAR_COLUMNS = ['day', 'day_number', 'working_day_number', 'quarter'] as const;

/** A command computes several times over the same quarters, and each time takes the same nine thousand days. */
const made = new WeakMap<WorkingDays, Map<string, readonly EncodedRows[]>>();

/** The days that measures of some quarters look up, numbered, ready to insert. */
export function calendarOf(
  engine: Engine,
  quarters: readonly Quarter[],
  workingDays: WorkingDays,
): readonly EncodedRows[] {
  const ends = quarters.map((quarter) => quarter.lastDay).sort();
  const first = dayNumber(addMonths(ends[0] ?? '', -12 * YEARS_BACK));
  const last = dayNumber(ends.at(-1) ?? '') + DAYS_AHEAD;
  const known = made.get(workingDays) ?? new Map<string, readonly EncodedRows[]>();
  made.set(workingDays, known);
  const key = `${engine} ${first} ${last}`;
  const rows = known.get(key) ?? encoded(engine, calendarRows(first, last, workingDays));
  known.set(key, rows);
  return rows;
}

type Row = readonly (string | number | null)[];

function encoded(engine: Engine, rows: readonly Row[]): readonly EncodedRows[] {
  const width = CALENDAR_COLUMNS.length;
  const step = pieceRows(width);
  return Array.from({ length: Math.ceil(rows.length / step) }, (_, piece) =>
    encodeRows(engine, width, rows.slice(piece * step, (piece + 1) * step)),
  );
}

function calendarRows(first: number, last: number, workingDays: WorkingDays): readonly Row[] {
  const knownFrom: IsoDate = `${bankHolidayYears.first}-01-01`;
  const rows: Row[] = [];
  let quarter = quarterContaining(dayFromNumber(first));
  for (let number = first; number <= last; number += 1) {
    const day = dayFromNumber(number);
    if (day > quarter.lastDay) quarter = quarterContaining(addDays(quarter.lastDay, 1));
    rows.push([day, number, day < knownFrom ? null : workingDays.numberOf(day), quarter.key]);
  }
  return rows;
}
