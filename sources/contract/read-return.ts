import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { RawRow, Sheet, TabularFile } from '../../pipeline/core/files/tabular-file.js';
import type { ColumnContext } from './columns.js';
import { type DaysWithin, dayRange } from './days-within.js';
import {
  chooseLayout,
  explainMiss,
  type LayoutMatch,
  placeOf,
  readHeads,
  type ReturnFile,
  type SheetHead,
  type TableMatch,
} from './layout.js';
import {
  type CellProblem,
  compileTable,
  type ConstantColumns,
  type RowOutcome,
  type Records,
  type StoredRow,
  type TableMapper,
} from './mapper.js';
import { preparedTables } from './prepare.js';
import { repeatedColumns } from './repeated-headings.js';
import {
  bySheet,
  noteOtherAuthority,
  noteRemarks,
  noteSheets,
  noteUnread,
  textsOf,
} from './reading-notes.js';
import { ReadingLedger, type ReturnReading, ROWS_A_SHEET } from './reading-ledger.js';
import type { SourceContract } from './types.js';

export type { ReturnFile } from './layout.js';
export type { ConstantColumns, StoredRow } from './mapper.js';

/** Takes checked records as they come; a promise holds the reading back until it is kept. */
export interface ReturnSink {
  /** @param constants columns beside the rows' own that hold the same in each of them. */
  batch(
    table: string,
    columns: readonly string[],
    rows: readonly StoredRow[],
    constants: ConstantColumns,
  ): void | Promise<void>;
}

/** Takes checked records in a form of its own, into which each goes as it is checked. */
export interface RecordSink<R extends Records> {
  /** Room for the next records of a table. */
  records(columnCount: number): R;
  /** Like {@link ReturnSink}'s. */
  batch(
    table: string,
    columns: readonly string[],
    records: R,
    constants: ConstantColumns,
  ): void | Promise<void>;
}

/** Records kept as rows. */
class RowList implements Records {
  readonly rows: StoredRow[] = [];

  get count(): number {
    return this.rows.length;
  }

  add(record: StoredRow): void {
    this.rows.push([...record]);
  }

  backTo(count: number): void {
    this.rows.length = count;
  }
}

/** Records of a batch, about. */
export const BATCH_ROWS = 4_000;

/**
 * Reads a return's files by its source's contract, checks every row and hands the sound records on.
 * Faults of the data are values in the answer; it throws only where a file can't be read at all.
 */
export async function readReturn(
  contract: SourceContract,
  files: readonly ReturnFile[],
  context: ColumnContext,
  sink: ReturnSink,
): Promise<ReturnReading> {
  return readReturnInto(contract, files, context, {
    records: () => new RowList(),
    batch: (table, columns, { rows }, constants) => sink.batch(table, columns, rows, constants),
  });
}

/** {@link readReturn} for a sink that takes records as they are checked. */
export async function readReturnInto<R extends Records>(
  contract: SourceContract,
  files: readonly ReturnFile[],
  context: ColumnContext,
  sink: RecordSink<R>,
): Promise<ReturnReading> {
  const heads = await readHeads(files);
  const choice = chooseLayout(contract, heads, context.asAt);
  const ledger = new ReadingLedger(files);
  if ('miss' in choice) {
    noteSheets(heads, ledger);
    return ledger.refused(null, { code: 'headings', why: explainMiss(contract, choice.miss) });
  }

  const { layout } = choice.match;
  const twice = filledTwice(choice.match.tables);
  if (twice !== undefined)
    return ledger.refused(
      layout.id,
      { code: 'part-twice', why: twice },
      asAtIn(contract, choice.match),
    );

  const unread = unreadFile(contract, files, choice.match.tables);
  if (unread !== undefined)
    return ledger.refused(
      layout.id,
      { code: 'file-of-another-return', why: unread },
      asAtIn(contract, choice.match),
    );
  const { tables, asAt: asAtFromRows, notes } = await preparedTables(choice.match.tables);
  const asAt = asAtIn(contract, choice.match) ?? asAtFromRows;
  noteUnread(contract, choice.match, heads, files, ledger);
  noteOtherAuthority(contract, choice.match, context, ledger);
  for (const note of notes) ledger.note('information', 'as-it-was-read', note);
  const repeatedAll: { fault: () => string | undefined }[] = [];
  const mappersAll: TableMapper[] = [];
  const days = dayRange();
  const parts = new Map<string, number>();
  const mixed = new Map<TabularFile, Map<Sheet, SheetReading<R>>>();
  for (const [head, matched] of bySheet(tables)) {
    const mappers = matched.map((match) => {
      const part = parts.get(match.table) ?? 0;
      parts.set(match.table, part + 1);
      return {
        mapper: compileTable(contract, match, context, days),
        offset: part * ROWS_A_SHEET,
        part,
      };
    });
    mappersAll.push(...mappers.map(({ mapper }) => mapper));
    const repeated = matched.flatMap((match) => repeatedColumns(match) ?? []);
    repeatedAll.push(...repeated);
    const look = (row: RawRow): void => {
      for (const each of repeated) each.look(row);
    };
    const reading = new SheetReading(
      head,
      mappers,
      ledger,
      sink,
      repeated.length === 0 ? undefined : look,
    );
    const file = files[head.fileIndex]?.tabular;
    if (file?.together === undefined) {
      reading.place();
      await readSheet(reading);
    } else {
      const readings = mixed.get(file) ?? new Map<Sheet, SheetReading<R>>();
      mixed.set(file, readings.set(head.sheet, reading));
    }
  }
  for (const [file, readings] of mixed) await readTogether(file, readings);
  const [fault] = repeatedAll.flatMap((each) => each.fault() ?? []);
  if (fault !== undefined)
    return ledger.refused(layout.id, { code: 'heading-twice', why: fault }, asAt);
  const [second] = mappersAll.flatMap((mapper) => mapper.fault() ?? []);
  if (second !== undefined)
    return ledger.refused(layout.id, { code: 'second-table', why: second }, asAt);
  noteSheets([...bySheet(tables).keys()], ledger);
  noteRemarks(files, ledger);
  return withDays(ledger.reading(contract, layout.id, asAt), days.found());
}

function withDays(reading: ReturnReading, days: DaysWithin | undefined): ReturnReading {
  return days === undefined ? reading : { ...reading, days };
}

/** The reading of a return that could not be opened at all. */
export function refusedReading(
  files: readonly { readonly name: string; readonly role: string }[],
  { message, fix }: QuarterlyError,
): ReturnReading {
  const why = `${message} ${fix}`;
  return new ReadingLedger(files).refused(null, { code: 'cannot-be-opened', why });
}

/** The as-at date that a return's own text tells: sheet names and what stands above the headings. */
export async function asAtFromContent(
  contract: SourceContract,
  files: readonly ReturnFile[],
): Promise<IsoDate | undefined> {
  if (contract.asAtFromText === undefined) return undefined;
  const choice = chooseLayout(contract, await readHeads(files));
  if ('miss' in choice) return undefined;
  return asAtIn(contract, choice.match) ?? (await preparedTables(choice.match.tables)).asAt;
}

function asAtIn(contract: SourceContract, match: LayoutMatch): IsoDate | undefined {
  for (const text of textsOf(match)) {
    const asAt = contract.asAtFromText?.(text);
    if (asAt !== undefined) return asAt;
  }
  return undefined;
}

/** Two files that fill one table: the same part sent twice, or two returns in one. */
function filledTwice(tables: readonly TableMatch[]): string | undefined {
  for (const match of tables) {
    if (match.where.everySheet === true) continue;
    const other = tables.find(
      (one) => one.table === match.table && one.head.fileIndex !== match.head.fileIndex,
    );
    if (other !== undefined)
      return `${match.head.fileName} and ${other.head.fileName} both hold "${match.table}". Send one of them, or each as a return of its own.`;
  }
  return undefined;
}

/** A file that no table of the return comes from: nothing that is handed over goes unread without a word. */
function unreadFile(
  contract: SourceContract,
  files: readonly ReturnFile[],
  tables: readonly TableMatch[],
): string | undefined {
  if (contract.role !== undefined) return undefined;
  const read = new Set(tables.map(({ head }) => head.fileIndex));
  const left = files.filter((_, place) => !read.has(place)).map(({ name }) => name);
  return left.length === 0
    ? undefined
    : `${left.join(', ')}: not part of the same return as ${files.find((_, place) => read.has(place))?.name ?? 'the rest'}. Receive each file as a return of its own.`;
}

interface PlacedMapper {
  readonly mapper: TableMapper;
  readonly offset: number;
  readonly part: number;
}

/** A sheet on its way into the tables that it fills. */
class SheetReading<R extends Records> {
  private readonly outputs: (PlacedMapper & { records: R })[];
  private readonly headerRowNo: number;
  private readonly report: (problem: CellProblem) => void;
  private isPlaced = false;

  constructor(
    readonly head: SheetHead,
    readonly mappers: readonly PlacedMapper[],
    private readonly ledger: ReadingLedger,
    private readonly sink: RecordSink<R>,
    private readonly look: ((row: RawRow) => void) | undefined,
  ) {
    this.outputs = mappers.map((placed) => ({
      ...placed,
      records: sink.records(placed.mapper.columns.length),
    }));
    this.headerRowNo = Math.min(...mappers.map(({ mapper }) => mapper.headerRowNo));
    this.report = (problem) => {
      ledger.problem(head, problem);
    };
  }

  /** Enters that the return has these tables: a CSV or sheet even without rows, a message's where there is a row. */
  place(): void {
    if (this.isPlaced) return;
    this.isPlaced = true;
    for (const { mapper, part } of this.mappers) this.ledger.place(this.head, mapper.table, part);
  }

  /** Maps rows, and hands full batches on. */
  async take(rows: readonly RawRow[]): Promise<void> {
    const count = this.ledger.files[this.head.fileIndex];
    if (count === undefined) return;
    for (const row of rows) {
      if (row.rowNo <= this.headerRowNo) continue;
      count.read += 1;
      this.look?.(row);
      const fate = this.map(row);
      if (fate === 'rejected') count.rejected += 1;
      else if (fate === 'loaded') count.loaded += 1;
      else {
        count.ignored += 1;
        this.ledger.ignored(this.head, fate.ignored);
      }
    }
    for (const output of this.outputs) {
      if (output.records.count < BATCH_ROWS) continue;
      const { table, columns, constants } = output.mapper;
      await this.sink.batch(table, columns, output.records, constants);
      output.records = this.sink.records(columns.length);
    }
  }

  /** Hands on what is left. */
  async end(): Promise<void> {
    for (const { mapper, records } of this.outputs)
      if (records.count > 0)
        await this.sink.batch(mapper.table, mapper.columns, records, mapper.constants);
  }

  private map(row: RawRow): RowOutcome {
    const { outputs } = this;
    const counts = outputs.length > 1 ? outputs.map(({ records }) => records.count) : undefined;
    let loaded = false;
    let rejected = false;
    let reason = '';
    for (const output of outputs) {
      const fate = output.mapper.map(row, row.rowNo + output.offset, output.records, this.report);
      if (fate === 'loaded') loaded = true;
      else if (fate === 'rejected') rejected = true;
      else reason = fate.ignored;
    }
    if (!rejected) return loaded ? 'loaded' : { ignored: reason };
    // A row that fills several tables is loaded in all of them or in none.
    counts?.forEach((before, place) => {
      outputs[place]?.records.backTo(before);
    });
    return 'rejected';
  }
}

async function readSheet<R extends Records>(reading: SheetReading<R>): Promise<void> {
  const { head, mappers } = reading;
  if (mappers.some(({ mapper }) => mapper.gather !== undefined)) {
    const rows = await wholeSheet(head);
    for (const { mapper } of mappers) mapper.gather?.(rows);
  }
  for await (const batch of head.sheet.batches()) await reading.take(batch);
  await reading.end();
}

/** The sheets of a file whose rows are mixed, in one pass; no layout gathers from such a file. */
async function readTogether<R extends Records>(
  file: TabularFile,
  readings: ReadonlyMap<Sheet, SheetReading<R>>,
): Promise<void> {
  for await (const { sheet, rows } of file.together?.() ?? []) {
    const reading = readings.get(sheet);
    reading?.place();
    await reading?.take(rows);
  }
  for (const reading of readings.values()) await reading.end();
}

/** Every row of a sheet that is read as a whole; nobody makes a longer one by hand. */
async function wholeSheet(head: SheetHead): Promise<readonly RawRow[]> {
  const rows: RawRow[] = [];
  for await (const batch of head.sheet.batches()) {
    rows.push(...batch);
    if (rows.length > WHOLE_SHEET_ROWS) {
      throw new QuarterlyError(
        'contract',
        `${placeOf(head)} has more than ${WHOLE_SHEET_ROWS.toLocaleString('en-GB')} rows, too many for a return made by hand.`,
        { fix: 'Send the rows that the return asks for, or check that it is the right file.' },
      );
    }
  }
  return rows;
}
const WHOLE_SHEET_ROWS = 50_000;
