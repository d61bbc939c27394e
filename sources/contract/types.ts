import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';
import type { CellCode } from '../../pipeline/core/return-messages/cells.js';
import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import type { Column, ColumnContext } from './columns.js';

/** Which span of time a return covers, and so how one is chosen for a quarter. */
export type Reach =
  /** The state at its as-at date: the latest not after quarter end nor older than `maxAgeDays`. */
  | { readonly kind: 'snapshot'; readonly maxAgeDays: number }
  /** The months up to its as-at date, which lies from quarter end to `graceDays` after. */
  | {
      readonly kind: 'period';
      readonly covers: 'six months' | 'financial year' | 'six years' | 'all';
      readonly graceDays: number;
    }
  /** Facts by year: each year's latest edition; of years, the last not after quarter end. */
  | { readonly kind: 'reference' };

/** The headings under which a column may stand: the first that the file has is read. */
export type Headings = string | readonly string[] | OptionalHeadings;

export interface OptionalHeadings {
  readonly optional: readonly string[];
}

/** Marks headings that a release may lack; the column is then null. */
export function optional(...headings: string[]): OptionalHeadings {
  return { optional: headings };
}

/** A file's row by heading, for a layout that reshapes (wide to long, one row to several). */
export interface RowView {
  readonly rowNo: number;
  /** The headings as the file has them, cleaned of spaces, in file order; repeated ones repeat. */
  readonly headings: readonly string[];
  readonly cells: readonly Cell[];
  /** The cleaned cell under a heading (any of the spellings), or null. */
  cell(...headings: string[]): Cell;
}

/** A record before its columns are checked: column name to raw cell. */
export type Draft = Readonly<Record<string, Cell>>;

export interface TableLayout {
  /** The sheet's (or CSV's) name must match; left out: the first sheet that has the headings. */
  readonly sheet?: RegExp;
  /** What the part is called, where parts are known by the names of their files or sheets; for messages. */
  readonly part?: string;
  /** Read every sheet that matches, not the first alone. */
  readonly everySheet?: boolean;
  /** The sheet may be missing (a return of which not every part is always sent). */
  readonly mayBeMissing?: boolean;
  /** Column to heading. Columns that stand here alone are needed, unless `optional`. */
  readonly headings: Readonly<Record<string, Headings>>;
  /** Column to headings that are asked in turn where its own cell is blank or can't be read. */
  readonly orElse?: Readonly<Record<string, readonly string[]>>;
  /** Headings that a release repeats with other cells beneath; any other that is repeated so refuses the file. */
  readonly mayRepeat?: readonly string[];
  /** Headings known by their pattern alone, such as months in a wide table: each must match at least one. */
  readonly alsoNeeds?: readonly RegExp[];
  /** What tells the table from another that its publisher gives the same headings: one such heading, or the file is refused and told why. */
  readonly onlyWith?: { readonly heading: RegExp; readonly why: string };
  /** Headings that a release has and we knowingly don't read. All else that isn't read is reported as new. */
  readonly unread?: readonly (string | RegExp)[];
  /** Some rows aren't data: a reason leaves the row out ("a note beneath the table"), undefined keeps it. */
  readonly ignore?: (row: RowView, context: ColumnContext) => string | undefined;
  /** One row to several records; headings then say only what must be there. */
  readonly reshape?: (row: RowView, context: ColumnContext) => readonly Draft[];
  /** The heading to name to the sender where a cell of a reshaped record is wrong; default: its column's own. */
  readonly headingOf?: (record: Draft) => string | undefined;
  /**
   * A hand-made table of which no row can be read alone (headings over two rows, merged cells, numerators above their
   * denominators): all of its rows at once, and what becomes of each by its row number. For small tables only.
   */
  readonly gather?: (table: GatheredTable) => ReadonlyMap<number, Gathered>;
  /** Filled in by hand, though each row is read by itself: people add to its headings in brackets, as "What happened (Q3)". */
  readonly handMade?: boolean;
  /** For a table whose columns can be told apart only by what is in them: looked through once, then read row by row. */
  readonly prepare?: (table: TableToPrepare) => Promise<PreparedTable>;
}

/** A table before its rows are read, for a layout that must look it through first. */
export interface TableToPrepare {
  /** The sheet's name; of a CSV, the file's without its ending. */
  readonly sheet: string;
  /** The headings as the file has them, cleaned of spaces. */
  readonly headings: readonly string[];
  /** Visits every row beneath the headings. The view moves along: it must not be kept. */
  each(visit: (row: RowView) => void): Promise<void>;
  /** Another table of the same return; undefined where it wasn't sent. */
  other(table: string): TableToPrepare | undefined;
}

/** What was found by looking a table through: how its rows are read, and what its receiver should know. */
export interface PreparedTable {
  readonly ignore?: NonNullable<TableLayout['ignore']>;
  readonly reshape?: NonNullable<TableLayout['reshape']>;
  readonly headingOf?: NonNullable<TableLayout['headingOf']>;
  /** The as-at date that its rows tell. */
  readonly asAt?: IsoDate | undefined;
  /** Whole sentences. */
  readonly notes?: readonly string[];
}

/** A whole table, for a layout that gathers. */
export interface GatheredTable {
  /** The sheet's name; of a CSV, the file's. */
  readonly sheet: string;
  /** Rows above the headings: titles, the upper row of merged headings. */
  readonly above: readonly RawRow[];
  readonly headings: readonly string[];
  /** Rows beneath the headings, blank ones left out; they may be kept. */
  readonly rows: readonly RowView[];
}

/** What becomes of a row: its records, or why it has none. A row that isn't told of holds nothing to load. */
export type Gathered =
  | { readonly drafts: readonly GatheredDraft[] }
  | { readonly ignore: string }
  | {
      readonly reject: { readonly heading: string; readonly rule: CellCode; readonly fix: string };
    };

export interface GatheredDraft {
  readonly record: Draft;
  /** The heading to name to the sender where a cell of the record is wrong; default: its column's own. */
  readonly heading?: string;
}

/** The shape of one release of a source. */
export interface Layout {
  /** Stable id, such as `mi-2024`. */
  readonly id: string;
  /** The first as-at date whose returns have this shape, of a source that changes by year. Left out where the shape holds for every date. */
  readonly from?: IsoDate;
  /** It lists those that were inspected so far: a council that isn't in it isn't missing from it. */
  readonly isOfSome?: true;
  /** Table name to where it stands. */
  readonly tables: Readonly<Record<string, TableLayout>>;
}

/** A rule over one record's checked values, beyond its columns' own. Returns what is wrong, or undefined. */
export interface RowRule {
  /** Stable id, such as `end-before-start`. */
  readonly rule: RuleCode;
  readonly table: string;
  /** Columns that the rule reads; the first is the one named to the sender. */
  readonly columns: readonly string[];
  /** `reject` leaves the row out; `warn` loads and counts it. */
  readonly level: 'reject' | 'warn';
  /** What the sender should do. */
  readonly fix: string;
  /** The return's as-at date is handed to `breaks` after the values. */
  readonly withAsAt?: true;
  /** True where the record breaks the rule; values in the order of `columns`. */
  readonly breaks: (...values: (string | number | null)[]) => boolean;
  /** As `breaks`, for a rule that asks which authority a value names. */
  readonly breaksAmong?: (context: ColumnContext, ...values: (string | number | null)[]) => boolean;
}

/** A column that counts a child's earlier events, which the dates of a table's rows show too: `check` compares the two. */
export interface EarlierCounter {
  readonly table: string;
  readonly child: string;
  readonly date: string;
  readonly counter: string;
  /** The events, in words: "referrals". */
  readonly what: string;
  /** The counter as its sender knows it. */
  readonly counterName: string;
}

/**
 * What tells half a file, or last quarter's, from this quarter's: how many rows each table has, and the dates of what happens every quarter
 * (table to columns). `may differ`: the source's size and dates change with reason, and nothing is held against it.
 */
export type LikeLast =
  'may differ' | { readonly dated: Readonly<Record<string, readonly string[]>> };

export interface TableContract {
  /** Columns that tell one record from another across returns. */
  readonly key: readonly string[];
  /**
   * A column whose value occurs once in a return, such as the child in a list of children, or columns that occur once together; the last
   * is named. A second one is warned of.
   */
  readonly once?: string | readonly string[];
  /** Columns of the key of which an empty one says something: a locality left empty is the whole council. With any other empty, a row has no key. */
  readonly emptyInKey?: readonly string[];
  readonly columns: Readonly<Record<string, Column>>;
}

export interface SourceContract {
  readonly id: string;
  readonly title: string;
  /** What a sentence calls its return where several returns speak of one fact: "the children in need census"; default the title. */
  readonly called?: string;
  /** `national`: rows of every authority, each with its own; `authority`: all rows are the workspace's own authority's. */
  readonly extent: 'national' | 'authority';
  /** Children's rows: landed bytes are encrypted, no value ever reaches a message. */
  readonly personal: boolean;
  readonly reach: Reach;
  /** Share of read rows (0 to 1) that may be rejected before the return is refused whole. */
  readonly refuseOver: { readonly rejected: number };
  /** How a return is held against the last one of the same source before it is taken; left out: by its size alone. */
  readonly compareWithLast?: LikeLast;
  /** The as-at date that a file or folder name tells, if it does. */
  readonly asAtFromName: (name: string) => IsoDate | undefined;
  /** Dates that a name without a date of its own may mean, for the message that asks which. */
  readonly asAtCandidates?: (name: string) => readonly IsoDate[];
  /** Of a return of figures by period: the columns of its spans and names. One that gives its quarter no figure, wholly or in part, says so. */
  readonly figures?: {
    readonly table: string;
    readonly from: string;
    readonly to: string;
    readonly title: string;
    /** The column of the part of the area that a figure is of. */
    readonly part: string;
  };
  /** The as-at date that the text above the headings, or a sheet's name, tells. */
  readonly asAtFromText?: (text: string) => IsoDate | undefined;
  /** The authority (a code or name) that the text above the headings says a return is of. */
  readonly authorityFromText?: (text: string) => string | undefined;
  /** Part that a file plays in a return of several files; default `data`. */
  readonly role?: (fileName: string) => string | undefined;
  /** The column that names priorities of the council's strategy, where there is one. */
  readonly namesPriority?: { readonly table: string; readonly column: string };
  /** The table that lists every child of the return, and what people call it; left out: no part does. */
  readonly listedIn?: { readonly table: string; readonly called: string };
  readonly tables: Readonly<Record<string, TableContract>>;
  readonly layouts: readonly Layout[];
  readonly checks?: readonly RowRule[];
  /** Counters that are compared with the dates of the return's own rows. */
  readonly earlierCounters?: readonly EarlierCounter[];
}

/** Checks a contract's own sense once, at start: throws for a layout that names an unknown table or column. */
export function source(contract: SourceContract): SourceContract {
  for (const layout of contract.layouts) {
    for (const [table, where] of Object.entries(layout.tables)) {
      const columns = contract.tables[table]?.columns;
      if (columns === undefined) throw new Error(`${contract.id}/${layout.id}: no table ${table}`);
      if (where.reshape ?? where.gather ?? where.prepare) continue;
      for (const column of Object.keys(where.headings)) {
        if (!(column in columns))
          throw new Error(`${contract.id}/${layout.id}: no column ${table}.${column}`);
      }
    }
  }
  for (const check of contract.checks ?? []) {
    const columns = contract.tables[check.table]?.columns ?? {};
    const unknown = check.columns.find((column) => !(column in columns));
    if (unknown !== undefined)
      throw new Error(`${contract.id}: check ${check.rule} reads ${unknown}`);
  }
  for (const [table, { once, columns }] of Object.entries(contract.tables))
    for (const column of [once ?? []].flat())
      if (!(column in columns)) throw new Error(`${contract.id}: no column ${table}.${column}`);
  const dated =
    contract.compareWithLast === 'may differ' ? {} : (contract.compareWithLast?.dated ?? {});
  for (const [table, columns] of Object.entries(dated)) {
    const unknown = columns.find((column) => !(column in (contract.tables[table]?.columns ?? {})));
    if (unknown !== undefined) throw new Error(`${contract.id}: no column ${table}.${unknown}`);
  }
  return contract;
}
