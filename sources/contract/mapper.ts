import { cellOf, CutRow } from '../read/cut-row.js';
import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { CellReader } from './cell-reader.js';
import {
  CellFault,
  type CellPair,
  type Checked,
  clean,
  type Column,
  type ColumnContext,
} from './columns.js';
import { cleanHeading, findHeading } from './headings.js';
import { spellingsOf, type TableMatch } from './layout.js';
import { compileRules } from './row-rules.js';
import type { Draft, Gathered, RowView, SourceContract } from './types.js';

export type StoredRow = readonly (string | number | null)[];

/** Where a table's checked records go, one after another. */
export interface Records {
  readonly count: number;
  /** Takes a record in. Its array may be used again afterwards: nobody keeps it. */
  add(record: StoredRow): void;
  /** Takes all after the first `count` back. */
  backTo(count: number): void;
}

/** Columns that hold the same in every row of a table: the authority, where the file is its own. */
export type ConstantColumns = Readonly<Record<string, string>>;

/** What became of a row: loaded, rejected, or left out for a reason. */
export type RowOutcome = 'loaded' | 'rejected' | { readonly ignored: string };

/** A broken cell, by its heading. Never its value. */
export interface CellProblem {
  readonly level: 'rejected' | 'warning';
  readonly rowNo: number;
  readonly heading: string;
  readonly rule: string;
  readonly fix: string;
}

export interface TableMapper {
  readonly table: string;
  readonly headerRowNo: number;
  /** `row_no`, then the contract's columns. */
  readonly columns: readonly string[];
  readonly constants: ConstantColumns;
  /** Where the layout gathers: takes every row of the sheet, once, before any of them is mapped. */
  readonly gather?: (rows: readonly RawRow[]) => void;
  /**
   * Appends the row's records, whole or not at all, and reports its problems.
   * @param rowNo the number to store: the row's own, made unique where several sheets fill one table.
   */
  map(
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome;
}

const BLANK: RowOutcome = { ignored: 'blank row' };
const NOTHING_TO_LOAD: RowOutcome = { ignored: 'holds nothing to load' };

/** Compiles a table of a layout against the header row that was found. */
export function compileTable(
  contract: SourceContract,
  match: TableMatch,
  context: ColumnContext,
): TableMapper {
  const { table, where, headerRow, index } = match;
  const declared = contract.tables[table]?.columns ?? {};
  const stored = ['row_no', ...Object.keys(declared)];
  const isOwnArea = contract.extent === 'authority' && !('area_code' in declared);
  const slots: Slot[] = stored.flatMap((name, place) => {
    const column = declared[name];
    return column === undefined ? [] : [slotOf(match, name, place, column, context)];
  });
  const rules = compileRules(contract, table, stored, context);
  const view = new CurrentRow(headerRow.cells.map(cleanHeading), index);

  /** Puts a cell's outcome into the record; false where the cell costs the row. */
  function put(
    slot: Slot,
    checked: Checked,
    rowNo: number,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): boolean {
    if (typeof checked === 'string' || typeof checked === 'number') {
      values[slot.place] = checked;
      return true;
    }
    values[slot.place] = null;
    if (checked === null) {
      if (!slot.column.isRequired) return true;
      report(problemOf('rejected', rowNo, headingOf(slot), EMPTY));
      return false;
    }
    const fixed = slot.column.isLenient && !slot.column.isRequired;
    report(problemOf(fixed ? 'warning' : 'rejected', rowNo, headingOf(slot), checked));
    return fixed;
  }

  function obeys(
    rowNo: number,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): boolean {
    let sound = true;
    for (const rule of rules) {
      if (!rule.breaks(values)) continue;
      if (rule.level === 'reject') sound = false;
      const slot = slots.find((one) => one.name === rule.column);
      const heading = slot === undefined ? rule.column : headingOf(slot);
      const level = rule.level === 'reject' ? 'rejected' : 'warning';
      report({ level, rowNo, heading, rule: rule.rule, fix: rule.fix });
    }
    return sound;
  }

  /** The record at hand, the same array for each: a million arrays would be a third of the work. */
  const values = new Array<string | number | null>(stored.length).fill(null);

  function store(
    sourceRowNo: number,
    rowNo: number,
    draft: Draft,
    records: Records,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): boolean {
    values[0] = rowNo;
    let sound = true;
    for (const slot of slots) {
      const checked =
        slot.pair === undefined
          ? slot.reader.read(draft[slot.name])
          : slot.pair.check(draft[slot.pair.columns[0]], draft[slot.pair.columns[1]]);
      if (!put(slot, checked, sourceRowNo, report, headingOf)) sound = false;
    }
    // A rule over cells that are themselves broken would only repeat what is already said.
    if (!sound || !obeys(sourceRowNo, report, headingOf)) return false;
    noteTwice(sourceRowNo, report, headingOf);
    records.add(values);
    return true;
  }

  const oncePlace = stored.indexOf(contract.tables[table]?.once ?? '');
  /** Values of the column that should hold each once; of children the texts are kept anyway. */
  const had = new Set<string | number>();

  function noteTwice(
    rowNo: number,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): void {
    if (oncePlace < 0) return;
    const value = values[oncePlace] ?? null;
    if (value === null) return;
    const slot = slots.find((one) => one.place === oncePlace);
    if (had.has(value) && slot !== undefined)
      report(problemOf('warning', rowNo, headingOf(slot), TWICE));
    had.add(value);
  }

  // The way of nearly all rows: the same as `store`, without a draft.
  function mapPlain(
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome {
    values[0] = rowNo;
    let sound = true;
    for (const slot of slots) {
      const checked =
        slot.pair === undefined
          ? slot.reader.at(row, slot.position)
          : slot.pair.check(cellAt(row, slot.pair.places[0]), cellAt(row, slot.pair.places[1]));
      if (!put(slot, checked, row.rowNo, report, ownHeading)) sound = false;
    }
    if (!sound || !obeys(row.rowNo, report, ownHeading)) return 'rejected';
    noteTwice(row.rowNo, report, ownHeading);
    records.add(values);
    return 'loaded';
  }

  function mapDrafts(
    drafts: readonly Draft[],
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome {
    if (drafts.length === 0) return NOTHING_TO_LOAD;
    const before = records.count;
    let sound = true;
    for (const draft of drafts) {
      const named = namedBy(() => where.headingOf?.(draft));
      if (!store(row.rowNo, rowNo, draft, records, report, named)) sound = false;
    }
    if (!sound) records.backTo(before);
    return sound ? 'loaded' : 'rejected';
  }

  let gathered: ReadonlyMap<number, Gathered> = new Map();
  function gather(rows: readonly RawRow[]): void {
    if (where.gather === undefined) return;
    gathered = where.gather({
      sheet: match.head.sheet.name,
      above: rows.filter((row) => row.rowNo < headerRow.rowNo),
      headings: view.headings,
      rows: rows
        .filter((row) => row.rowNo > headerRow.rowNo && !isBlank(row))
        .map((row) => rowView(view.headings, index, row)),
    });
  }

  function mapGathered(
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome {
    const outcome = gathered.get(row.rowNo);
    if (outcome === undefined) return NOTHING_TO_LOAD;
    if ('ignore' in outcome) return { ignored: outcome.ignore };
    if ('reject' in outcome) {
      report({ level: 'rejected', rowNo: row.rowNo, ...outcome.reject });
      return 'rejected';
    }
    if (outcome.drafts.length === 0) return NOTHING_TO_LOAD;
    const before = records.count;
    let sound = true;
    for (const { record, heading } of outcome.drafts) {
      const named = namedBy(() => heading);
      if (!store(row.rowNo, rowNo, record, records, report, named)) sound = false;
    }
    if (!sound) records.backTo(before);
    return sound ? 'loaded' : 'rejected';
  }

  return {
    table,
    headerRowNo: headerRow.rowNo,
    columns: stored,
    constants: isOwnArea ? { area_code: context.authority } : {},
    ...(where.gather === undefined ? {} : { gather }),
    map(row, rowNo, records, report) {
      if (isBlank(row)) return BLANK;
      if (where.gather !== undefined) return mapGathered(row, rowNo, records, report);
      if (where.ignore === undefined && where.reshape === undefined)
        return mapPlain(row, rowNo, records, report);
      view.set(row);
      const reason = where.ignore?.(view);
      if (reason !== undefined) return { ignored: reason };
      return where.reshape === undefined
        ? mapPlain(row, rowNo, records, report)
        : mapDrafts(where.reshape(view), row, rowNo, records, report);
    },
  };
}

const TWICE = new CellFault(
  'occurs-twice',
  'An earlier row has the same: put what belongs to one into one row, or correct it.',
);

const EMPTY = new CellFault('empty', 'Fill in this cell.');

function problemOf(
  level: CellProblem['level'],
  rowNo: number,
  heading: string,
  broken: CellFault,
): CellProblem {
  return { level, rowNo, heading, rule: broken.rule, fix: broken.fix };
}

/** A column to fill: where it is stored, where its cell stands (-1: nowhere) and how its cells are read. */
interface Slot {
  readonly name: string;
  readonly place: number;
  readonly position: number;
  readonly heading: string;
  readonly column: Column;
  readonly reader: CellReader;
  readonly pair?: PairSlot;
}

/** Of a column worked out from two cells: whose they are, where they are in a row, and what they come to. */
interface PairSlot {
  readonly columns: readonly [string, string];
  readonly places: readonly [number, number];
  readonly check: (one: Cell | undefined, other: Cell | undefined) => Checked;
}

function slotOf(
  match: TableMatch,
  name: string,
  place: number,
  column: Column,
  context: ColumnContext,
): Slot {
  const position = placeIn(match, name);
  const heading = position < 0 ? name : cleanHeading(match.headerRow.cells[position]);
  return {
    name,
    place,
    position,
    heading,
    column,
    reader: new CellReader(column, context),
    ...(column.pair === undefined ? {} : { pair: pairOf(match, column.pair, context) }),
  };
}

/** Where a column's cells are in a row; -1: nowhere. */
function placeIn({ where, index }: TableMatch, column: string): number {
  const headings = where.headings[column];
  return headings === undefined ? -1 : (findHeading(index, spellingsOf(headings)) ?? -1);
}

/** A row's cell; undefined at a place that is nowhere. */
function cellAt(row: RawRow, place: number): Cell | undefined {
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

function ownHeading(slot: Slot): string {
  return slot.heading;
}

/** Names a column that no heading of the file fills by the heading that its record came from, asked for when needed. */
function namedBy(headingOf: () => string | undefined): (slot: Slot) => string {
  return (slot) => (slot.position < 0 ? (headingOf() ?? slot.heading) : slot.heading);
}

function isBlank(row: RawRow): boolean {
  if (row instanceof CutRow) {
    for (let place = 0; place < row.width; place += 1) {
      if (row.start(place) === row.end(place)) continue;
      // No word for "nothing" begins with a digit: most rows are settled here.
      if (isDigit(row.codes[row.start(place)] ?? 0)) return false;
      if (clean(row.cell(place)) !== null) return false;
    }
    return true;
  }
  return row.cells.every((cell) => cell === null || cell === '' || clean(cell) === null);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A row's own view, which may be kept. */
function rowView(
  headings: readonly string[],
  index: ReadonlyMap<string, number>,
  row: RawRow,
): RowView {
  const view = new CurrentRow(headings, index);
  view.set(row);
  return view;
}

/** One view for all rows of a sheet, moved along: a layout's functions must not keep it. */
class CurrentRow implements RowView {
  #row: RawRow = { rowNo: 0, cells: [] };
  readonly #places = new Map<string, number>();

  constructor(
    readonly headings: readonly string[],
    private readonly index: ReadonlyMap<string, number>,
  ) {}

  get rowNo(): number {
    return this.#row.rowNo;
  }

  get cells(): readonly Cell[] {
    return this.#row.cells;
  }

  set(row: RawRow): void {
    this.#row = row;
  }

  cell(...headings: string[]): Cell {
    for (const heading of headings) {
      let place = this.#places.get(heading);
      if (place === undefined) {
        place = findHeading(this.index, [heading]) ?? -1;
        this.#places.set(heading, place);
      }
      if (place >= 0) return clean(cellOf(this.#row, place));
    }
    return null;
  }
}
