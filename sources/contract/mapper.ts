import type { RawRow } from '../../pipeline/core/files/tabular-file.js';
import type { CellCode } from '../../pipeline/core/return-messages/cells.js';
import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import { widthOf } from '../read/cut-row.js';
import { earliestOf } from './cell-reader.js';
import { CellFault, type Checked, type ColumnContext, Reported } from './columns.js';
import type { DayRange } from './days-within.js';
import { cleanHeading } from './headings.js';
import type { TableMatch } from './layout.js';
import { compileRules } from './row-rules.js';
import { strayRows } from './stray-rows.js';
import { type RowShape, rowShape, tooFewCells, tooManyCells } from './row-shape.js';
import { CurrentRow, isBlank, rowView } from './row-view.js';
import { cellAt, firstSound, isFilled, namedBy, ownHeading, type Slot, slotOf } from './slot.js';
import type { Draft, Gathered, SourceContract } from './types.js';

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
  readonly rule: CellCode | RuleCode;
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
  /** Why the table can't be read on from one of its rows, once rows have been mapped; undefined where it can. */
  fault(): string | undefined;
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

/**
 * Compiles a table of a layout against the header row that was found.
 * @param days takes note of every date in the table.
 */
export function compileTable(
  contract: SourceContract,
  match: TableMatch,
  context: ColumnContext,
  days: DayRange,
): TableMapper {
  const { table, where, headerRow, index } = match;
  const declared = contract.tables[table]?.columns ?? {};
  const stored = ['row_no', ...Object.keys(declared)];
  const isOwnArea = contract.extent === 'authority' && !('area_code' in declared);
  const earliest = contract.personal ? earliestOf(context.asAt) : undefined;
  const slots: Slot[] = stored.flatMap((name, place) => {
    const column = declared[name];
    return column === undefined
      ? []
      : [slotOf(match, name, place, column, { context, days, earliest })];
  });
  const rules = compileRules(contract, table, stored, context);
  const shape = rowShape(match, slots);
  const strays = strayRows(match);
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
    return sound && keep(sourceRowNo, records, report, headingOf);
  }

  /** Adds the record at hand unless a rule over its cells is broken; over broken cells a rule would only repeat what they say. */
  function keep(
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): boolean {
    if (!obeys(rowNo, report, headingOf)) return false;
    noteTwice(rowNo, report, headingOf);
    records.add(values);
    return true;
  }

  const oncePlaces = [contract.tables[table]?.once ?? []]
    .flat()
    .map((name) => stored.indexOf(name));
  const oncePlace = oncePlaces.at(-1) ?? -1;
  /** Values of the column that should hold each once; of children the texts are kept anyway. */
  const had = new Set<string | number>();

  function noteTwice(
    rowNo: number,
    report: (problem: CellProblem) => void,
    headingOf: (slot: Slot) => string,
  ): void {
    if (oncePlace < 0) return;
    if (values[oncePlace] === null) return;
    const value =
      oncePlaces.length === 1
        ? (values[oncePlace] ?? '')
        : oncePlaces.map((place) => values[place] ?? '').join('\n');
    const slot = slots.find((one) => one.place === oncePlace);
    if (had.has(value) && slot !== undefined)
      report(problemOf('warning', rowNo, headingOf(slot), TWICE));
    had.add(value);
  }

  /** Those that a row can fill by itself; the others' values are null from the start. */
  const filled = slots.filter(isFilled);

  // The way of nearly all rows: the same as `store`, without a draft.
  function mapPlain(
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome {
    values[0] = rowNo;
    let sound = true;
    for (const slot of filled) {
      let checked =
        slot.pair === undefined
          ? slot.reader.at(row, slot.position)
          : slot.pair.check(cellAt(row, slot.pair.places[0]), cellAt(row, slot.pair.places[1]));
      if (slot.orElse.length > 0 && (checked === null || checked instanceof CellFault))
        checked = firstSound(slot, row) ?? checked;
      // Nearly all cells; what else may come of one is asked of the few that are left.
      if (
        typeof checked === 'string' ||
        typeof checked === 'number' ||
        (checked === null && !slot.column.isRequired)
      )
        values[slot.place] = checked;
      else if (!put(slot, checked, row.rowNo, report, ownHeading)) sound = false;
    }
    return sound && keep(row.rowNo, records, report, ownHeading) ? 'loaded' : 'rejected';
  }

  /** Stores all records of a row, or none. */
  function mapDrafts(
    drafts: readonly { readonly record: Draft; readonly heading: () => string | undefined }[],
    row: RawRow,
    rowNo: number,
    records: Records,
    report: (problem: CellProblem) => void,
  ): RowOutcome {
    if (drafts.length === 0) return NOTHING_TO_LOAD;
    const before = records.count;
    let sound = true;
    for (const { record, heading } of drafts)
      if (!store(row.rowNo, rowNo, record, records, report, namedBy(heading))) sound = false;
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
        .filter(
          (row) =>
            row.rowNo > headerRow.rowNo && !isBlank(row) && strays.reasonFor(row) === undefined,
        )
        .map((row) => rowView(view.headings, index, row))
        .filter((row) => where.ignore?.(row, context) === undefined),
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
    const drafts = outcome.drafts.map(({ record, heading }) => ({
      record,
      heading: () => heading,
    }));
    return mapDrafts(drafts, row, rowNo, records, report);
  }

  return {
    table,
    headerRowNo: headerRow.rowNo,
    columns: stored,
    constants: isOwnArea ? { area_code: context.authority } : {},
    ...(where.gather === undefined ? {} : { gather }),
    fault: () => strays.fault(),
    map(row, rowNo, records, report) {
      if (isBlank(row)) return BLANK;
      if (shape !== undefined) {
        const fault = tooManyCells(row, shape);
        if (fault !== undefined) return rejectWhole(row, fault, shape, report);
      }
      if (where.ignore !== undefined || where.reshape !== undefined) view.set(row);
      const reason = where.ignore?.(view, context) ?? strays.reasonFor(row);
      if (reason !== undefined) return { ignored: reason };
      if (where.gather !== undefined) return mapGathered(row, rowNo, records, report);
      if (shape !== undefined && widthOf(row) < shape.needed)
        return rejectWhole(row, tooFewCells(row, shape), shape, report);
      if (where.reshape === undefined) return mapPlain(row, rowNo, records, report);
      const drafts = where.reshape(view, context).map((record) => ({
        record,
        heading: () => where.headingOf?.(record),
      }));
      return mapDrafts(drafts, row, rowNo, records, report);
    },
  };
}

const TWICE = new CellFault('occurs-twice');

function rejectWhole(
  row: RawRow,
  fault: CellFault,
  shape: RowShape,
  report: (problem: CellProblem) => void,
): RowOutcome {
  report(problemOf('rejected', row.rowNo, shape.firstHeading, fault));
  return 'rejected';
}

function problemOf(
  level: CellProblem['level'],
  rowNo: number,
  heading: string,
  broken: CellFault,
): CellProblem {
  return { level, rowNo, heading, rule: broken.rule, fix: broken.fix };
}
