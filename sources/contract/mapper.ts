import { cellOf, CutRow, widthOf } from '../read/cut-row.js';
import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import { CellReader } from './cell-reader.js';
import {
  CellFault,
  type CellPair,
  type Checked,
  clean,
  type Column,
  type ColumnContext,
  Reported,
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
  const shape = rowShape(match, slots);
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
    if (checked instanceof Reported) {
      values[slot.place] = checked.value;
      report(problemOf('warning', rowNo, headingOf(slot), checked.fault));
      return true;
    }
    values[slot.place] = null;
    if (checked === null) {
      if (!slot.column.isRequired) return true;
      report(problemOf('rejected', rowNo, headingOf(slot), slot.ifEmpty));
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
      let checked =
        slot.pair === undefined
          ? slot.reader.at(row, slot.position)
          : slot.pair.check(cellAt(row, slot.pair.places[0]), cellAt(row, slot.pair.places[1]));
      if (slot.orElse.length > 0 && (checked === null || checked instanceof CellFault))
        checked = firstSound(slot, row) ?? checked;
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
      if (shape !== undefined) {
        const fault = tooManyCells(row, shape);
        if (fault !== undefined) return rejectWhole(row, fault, shape, report);
      }
      if (where.gather !== undefined) return mapGathered(row, rowNo, records, report);
      if (where.ignore === undefined && where.reshape === undefined) {
        if (shape !== undefined && widthOf(row) < shape.needed)
          return rejectWhole(row, tooFewCells(row, shape), shape, report);
        return mapPlain(row, rowNo, records, report);
      }
      view.set(row);
      const reason = where.ignore?.(view, context);
      if (reason !== undefined) return { ignored: reason };
      if (shape !== undefined && widthOf(row) < shape.needed)
        return rejectWhole(row, tooFewCells(row, shape), shape, report);
      return where.reshape === undefined
        ? mapPlain(row, rowNo, records, report)
        : mapDrafts(where.reshape(view, context), row, rowNo, records, report);
    },
  };
}

const TWICE = new CellFault(
  'occurs-twice',
  'An earlier row has the same: put what belongs to one into one row, or correct it.',
);

const EMPTY = new CellFault('empty', 'Fill in this cell.');

/** How many cells the rows of a delimited text have to have. */
interface RowShape {
  /** Cells beyond have no heading. */
  readonly width: number;
  readonly headingCount: number;
  /** A row that ends before lacks a cell that every row needs. */
  readonly needed: number;
  readonly firstHeading: string;
}

/** Undefined for a workbook: its cells stand where they stand, whatever a row holds. */
function rowShape(match: TableMatch, slots: readonly Slot[]): RowShape | undefined {
  const { head, headerRow, where } = match;
  if (head.sheet.isDelimited !== true) return undefined;
  const headings = headerRow.cells.map(cleanHeading);
  const beneath = head.rows.find((row) => row.rowNo > headerRow.rowNo);
  const goesOn = where.gather !== undefined && beneath?.cells.every(isNoNumber) === true;
  const wide = head.rows.filter(
    (row) => row.rowNo <= headerRow.rowNo || (goesOn && row.rowNo === beneath.rowNo),
  );
  const required =
    where.gather === undefined && where.reshape === undefined
      ? slots.filter(({ column }) => column.isRequired).map(({ position }) => position)
      : [];
  return {
    width: Math.max(...wide.map(widthOf)),
    headingCount: headings.filter((heading) => heading !== '').length,
    needed: Math.max(-1, ...required) + 1,
    firstHeading: headings.find((heading) => heading !== '') ?? '',
  };
}

function isNoNumber(cell: Cell): boolean {
  return !/^[\d.,%]+$/.test(String(cell ?? ''));
}

/** A comma that isn't quoted pushes all that follows one cell on: such a row is never read by halves. */
function tooManyCells(row: RawRow, shape: RowShape): CellFault | undefined {
  let last = widthOf(row);
  while (last > shape.width && clean(cellOf(row, last - 1)) === null) last -= 1;
  if (last <= shape.width) return undefined;
  return new CellFault(
    'too-many-cells',
    `The row has ${last} cells under ${shape.headingCount} headings: put quotation marks round a cell that holds a comma.`,
  );
}

function tooFewCells(row: RawRow, shape: RowShape): CellFault {
  return new CellFault(
    'too-few-cells',
    `The row has ${widthOf(row)} cells under ${shape.headingCount} headings: it may be cut off, or broken over two lines. Export it again.`,
  );
}

function rejectWhole(
  row: RawRow,
  fault: CellFault,
  shape: RowShape,
  report: (problem: CellProblem) => void,
): RowOutcome {
  report(problemOf('rejected', row.rowNo, shape.firstHeading, fault));
  return 'rejected';
}

/** What the next headings say where the first is blank or can't be read. */
function firstSound(slot: Slot, row: RawRow): Checked | undefined {
  for (const place of slot.orElse) {
    const checked = slot.reader.at(row, place);
    if (checked !== null && !(checked instanceof CellFault)) return checked;
  }
  return undefined;
}

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
    reader: new CellReader(column, context, match.head.sheet.is1904),
    orElse: othersAt(match, name, position),
    ifEmpty: column.emptyFix === undefined ? EMPTY : new CellFault('empty', column.emptyFix),
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

function othersAt(match: TableMatch, name: string, position: number | undefined): number[] {
  const spellings = match.where.orElse?.[name] ?? [];
  return spellings.flatMap((spelling) => {
    const place = findHeading(match.index, [spelling]);
    return place === undefined || place === position ? [] : [place];
  });
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

/** Visits the rows of a sheet beneath their headings, each by the one view. */
export async function eachRow(
  { head, headerRow, index }: TableMatch,
  visit: (row: RowView) => void,
): Promise<void> {
  const view = new CurrentRow(headerRow.cells.map(cleanHeading), index);
  for await (const batch of head.sheet.batches()) {
    for (const row of batch) {
      if (row.rowNo <= headerRow.rowNo || isBlank(row)) continue;
      view.set(row);
      visit(view);
    }
  }
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
