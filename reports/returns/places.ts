import { longDate } from '../../pipeline/core/calendar/days.js';
import { counted } from '../../pipeline/core/counted.js';
import type { Fault, FaultPlace, ReturnReport } from './report.js';

/** The first places of a fault: "episodes.csv, rows 2, 3, 7", or each with its column where they differ. */
export function placesInWords(fault: Fault): string {
  const [first, ...others] = fault.places;
  if (first === undefined) return '';
  const rest = fault.count - fault.places.length;
  const more = rest > 0 ? ` and ${number(rest)} more` : '';
  const isOneColumn = fault.columns.length === 1;
  const isOnePlace = others.every(
    (place) =>
      place.file === first.file &&
      place.sheet === first.sheet &&
      (isOneColumn || place.column === first.column),
  );
  if (isOnePlace && isOneColumn) {
    const rows = fault.places.map(({ row }) => number(row)).join(', ');
    return `${sheetOf(first)}, "${first.column}", ${fault.places.length === 1 ? 'row' : 'rows'} ${rows}${more}`;
  }
  const each = fault.places.map(
    (place) => `${sheetOf(place)}, "${place.column}", row ${number(place.row)}`,
  );
  return `${each.join('; ')}${more}`;
}

/** How many cells of which columns, where there are several. */
export function columnsInWords({ columns }: Fault): string {
  const shown = columns
    .slice(0, COLUMNS_NAMED)
    .map(({ heading, count }) => `"${heading}" ${number(count)}`);
  const rest = columns.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${number(rest)} more columns` : ''}`;
}
const COLUMNS_NAMED = 4;

function sheetOf({ file, sheet }: FaultPlace): string {
  return file.includes(sheet) ? file : `${file}, sheet ${sheet}`;
}

export function number(count: number): string {
  return count.toLocaleString('en-GB');
}

/** The first and the last date of a return, as a sentence; none where it has no dates. */
export function daysInWords({ days }: ReturnReport): string[] {
  if (days === null) return [];
  const { first, last } = days;
  return [`Its dates go from ${longDate(first)} to ${longDate(last)}.`];
}

/** Faults of one weight: those that cost rows are to be fixed, the others to be checked. */
export interface FaultSection {
  readonly id: string;
  readonly title: string;
  readonly faults: readonly Fault[];
}

/** The faults under their headings, each with how many faults and cells it has; none without any. */
export function faultSections({ faults, problemCount }: ReturnReport): FaultSection[] {
  const sections = [
    { id: 'to-fix', title: 'To fix', level: 'rejected' },
    { id: 'to-check', title: 'To check', level: 'warning' },
  ] as const;
  return sections.flatMap(({ id, title, level }) => {
    const own = faults.filter((fault) => fault.level === level);
    const cells = counted(problemCount[level], 'cell');
    return own.length === 0
      ? []
      : [{ id, title: `${title}: ${counted(own.length, 'fault')}, ${cells}`, faults: own }];
  });
}
