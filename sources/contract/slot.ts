import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { cellOf } from '../read/cut-row.js';
import { CellReader } from './cell-reader.js';
import {
  CellFault,
  type CellPair,
  type Checked,
  clean,
  type Column,
  type ColumnContext,
} from './columns.js';
import type { DayRange } from './days-within.js';
import { cleanHeading, findHeading } from './headings.js';
import { spellingsOf, type TableMatch } from './layout.js';

const EMPTY = new CellFault('empty');

/** What the next headings say where the first is blank or can't be read. */
export function firstSound(slot: Slot, row: RawRow): Checked | undefined {
  for (const place of slot.orElse) {
    const checked = slot.reader.at(row, place);
    if (checked !== null && !(checked instanceof CellFault)) return checked;
  }
  return undefined;
}

/** A column to fill: where it is stored, where its cell stands (-1: nowhere) and how its cells are read. */
export interface Slot {
  readonly name: string;
  readonly place: number;
  readonly position: number;
  readonly heading: string;
  readonly column: Column;
  readonly reader: CellReader;
  readonly pair?: PairSlot;
  /** Other columns that say the same, to be asked in turn. */
  readonly orElse: readonly number[];
  readonly ifEmpty: CellFault;
}

/** Of a column worked out from two cells: whose they are, where they are in a row, and what they come to. */
interface PairSlot {
  readonly columns: readonly [string, string];
  readonly places: readonly [number, number];
  readonly check: (one: Cell | undefined, other: Cell | undefined) => Checked;
}

export function slotOf(
  match: TableMatch,
  name: string,
  place: number,
  column: Column,
  {
    context,
    days,
    earliest,
  }: {
    readonly context: ColumnContext;
    readonly days: DayRange;
    readonly earliest?: string | undefined;
  },
): Slot {
  const position = placeIn(match, name);
  const asked = spellingsOf(match.where.headings[name] ?? [])[0];
  const heading = position < 0 ? (asked ?? name) : cleanHeading(match.headerRow.cells[position]);
  return {
    name,
    place,
    position,
    heading,
    column,
    reader: new CellReader(column, context, { is1904: match.head.sheet.is1904, days, earliest }),
    orElse: othersAt(match, name, position),
    ifEmpty: emptyFault(column, position < 0 ? asked : undefined),
    ...(column.pair === undefined || column.pair.isPossible?.(context) === false
      ? {}
      : { pair: pairOf(match, column.pair, context) }),
  };
}

/** @param asked the heading of a column that the table lacks */
function emptyFault({ emptyFix }: Column, asked: string | undefined): CellFault {
  if (emptyFix !== undefined) return new CellFault('empty', emptyFix);
  return asked === undefined
    ? EMPTY
    : new CellFault('empty', `The table has no column "${asked}": add it, and fill it in.`);
}

/** Whether a row of this layout says anything of the column: a cell, a pair of them, or, of a required one, that it is missing. */
export function isFilled({ position, pair, orElse, column }: Slot): boolean {
  return position >= 0 || pair !== undefined || orElse.length > 0 || column.isRequired;
}

/** Where a column's cells are in a row; -1: nowhere. */
function placeIn({ where, index }: TableMatch, column: string): number {
  const headings = where.headings[column];
  return headings === undefined ? -1 : (findHeading(index, spellingsOf(headings)) ?? -1);
}

/** A row's cell; undefined at a place that is nowhere. */
export function cellAt(row: RawRow, place: number): Cell | undefined {
  return place < 0 ? undefined : cellOf(row, place);
}

function pairOf(match: TableMatch, { columns, check }: CellPair, context: ColumnContext): PairSlot {
  const [first, second] = columns;
  return {
    columns,
    places: [placeIn(match, first), placeIn(match, second)],
    check(firstCell, secondCell) {
      const [one, other] = [clean(firstCell), clean(secondCell)];
      return one === null || other === null ? null : check(one, other, context);
    },
  };
}

function othersAt(match: TableMatch, name: string, position: number | undefined): number[] {
  const spellings = match.where.orElse?.[name] ?? [];
  return spellings.flatMap((spelling) => {
    const place = findHeading(match.index, [spelling]);
    return place === undefined || place === position ? [] : [place];
  });
}

export function ownHeading(slot: Slot): string {
  return slot.heading;
}

/** Names a column that no heading of the file fills by the heading that its record came from, asked for when needed. */
export function namedBy(headingOf: () => string | undefined): (slot: Slot) => string {
  return (slot) => (slot.position < 0 ? (headingOf() ?? slot.heading) : slot.heading);
}
