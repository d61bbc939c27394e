import type { Knex } from 'knex';
import { factTable } from '../../../sources/contract/fact-table.js';
import type { SourceContract } from '../../../sources/contract/types.js';
import type { Quarter } from '../../core/calendar/quarter.js';
import type { WorkingDays } from '../../core/calendar/working-days.js';
import { type MeasureDefinition, waysOf } from '../../core/figure/definition.js';
import type { Basis } from '../../core/figure/value.js';
import { insertRows } from '../../warehouse/insert.js';
import { forPostgres } from '../../warehouse/translate.js';
import type { Engine } from '../../warehouse/types.js';
import type { Pin } from '../pins.js';
import { createScope, fillScope, refillScope } from '../scope.js';
import type { Window } from '../windows.js';

/** A row of a return as it was landed: `row_no` with its part, as facts have it. */
export interface LandedRow {
  readonly source: string;
  /** As the contract names it. */
  readonly table: string;
  readonly returnNo: number;
  readonly rowNo: number;
}

/** A row that a figure may rest on, and what it belongs to: a child, a school, or the whole area. */
export interface Candidate extends LandedRow {
  readonly unit: string;
}

/** Some landed rows, taken for all that is known of an area of their own. */
export interface RowSubset {
  readonly id: string;
  readonly rows: readonly LandedRow[];
}

/** What a measure's own SQL makes of a subset. Absent: no row for it, nothing counted. */
export interface Outcome {
  readonly numerator: number;
  readonly denominator: number;
  readonly word: string | null;
}

/** A table that is set apart by subset: rows of the same unit never part. */
interface ShadowedTable {
  readonly source: string;
  readonly table: string;
  /** Its name in the warehouse. */
  readonly fact: string;
  readonly columns: readonly string[];
  /** Column that holds the unit; null where the unit is the area. */
  readonly unitColumn: string | null;
  readonly isNational: boolean;
}

/** One figure's key, without its measure. */
export interface FigureAt {
  readonly quarter: Quarter;
  readonly basis: Basis;
  readonly window: Window;
  readonly breakdown: string;
  /** The source whose returns count for it. */
  readonly source: string;
  /** Authorities that the figure is of: one, or those of a region. */
  readonly areas: readonly string[];
}

export interface SubsetOptions {
  readonly definition: MeasureDefinition;
  readonly at: FigureAt;
  /** Those of the quarter. */
  readonly pins: readonly Pin[];
  readonly contracts: readonly SourceContract[];
  readonly workingDays: WorkingDays;
  /** SQL of other measures that are run over the same rows; left out: only the definition's own. */
  readonly readBy?: readonly string[];
}

/** A unit is known by the first of these that the measure's first table has; without any, it is the area. */
const UNIT_COLUMNS = ['child', 'adopter', 'urn'];
const STAGED = 'explained_';

/** Tables of a measure that hold its unit, the one that it counts first. */
function shadowedTables(options: SubsetOptions): ShadowedTable[] {
  const { definition, contracts } = options;
  const received = new Set(options.pins.map((pin) => pin.source));
  // What counts is what the unit is known by; the other ways' tables are read, and give the measure nothing.
  const ways = [...waysOf(definition)].sort(
    (one, other) =>
      Number(other.source === options.at.source) - Number(one.source === options.at.source),
  );
  const groups = [...ways.map(({ tables }) => tables), definition.uses];
  const named = groups.flatMap((group) =>
    Object.entries(group).flatMap(([source, tables]) => {
      const contract = contracts.find((each) => each.id === source);
      return contract === undefined || !received.has(source)
        ? []
        : tables.map((table) => ({
            source,
            table,
            fact: factTable(source, table),
            columns: columnsOf(contract, table),
            isNational: contract.extent === 'national',
          }));
    }),
  );
  // Estimates of population are named by both.
  const all = named.filter(
    (each, index) => named.findIndex((other) => other.fact === each.fact) === index,
  );
  const first = all[0];
  const unitColumn = UNIT_COLUMNS.find((column) => first?.columns.includes(column)) ?? null;
  return all
    .filter((each) =>
      unitColumn === null ? each.source === first?.source : each.columns.includes(unitColumn),
    )
    .map((each) => ({ ...each, unitColumn }));
}

function columnsOf(contract: SourceContract, table: string): string[] {
  const own = Object.keys(contract.tables[table]?.columns ?? {});
  return ['return_no', 'row_no', 'area_code', ...own.filter((column) => column !== 'area_code')];
}

/** Subsets of a measure, laid out in one transaction. */
export interface Subsets {
  /** The rows that the figure may rest on. */
  readonly candidates: readonly Candidate[];
  /**
   * Runs the measure's own SQL over many subsets at once: each becomes an area of its own, in temporary tables that hide the
   * real ones, so that nothing of its arithmetic is written twice.
   * @returns what came of each subset, by its id
   */
  run(subsets: readonly RowSubset[]): Promise<ReadonlyMap<string, Outcome>>;
  /** Lays subsets out without running anything. */
  layOut(subsets: readonly RowSubset[]): Promise<void>;
  /** Runs a measure's SQL over the subsets that are laid out. */
  outcomes(figure: Pick<SubsetOptions, 'definition' | 'at'>): Promise<ReadonlyMap<string, Outcome>>;
}

/** Sets the rows aside that a figure may rest on, and hides their tables behind temporary ones, which go with the transaction. */
export async function openSubsets(
  trx: Knex.Transaction,
  engine: Engine,
  options: SubsetOptions,
): Promise<Subsets> {
  const tables = shadowedTables(options);
  const { at, definition } = options;
  const shadowed = new Set(tables.map(({ source }) => source));
  const candidates = await stage(trx, options, tables);
  const create =
    'create temporary table explained_subset (fact text, subset text, return_no integer, row_no integer)';
  await trx.raw(engine === 'postgres' ? forPostgres(create) : create);
  await trx.raw('create index explained_subset_row on explained_subset (fact, return_no, row_no)');
  for (const each of tables) {
    await trx.raw(`create temporary table ${each.fact} as ${rowsOfSubsets(each)}`);
  }
  const readBy = options.readBy ?? [definition.sql];
  await createScope(trx, engine, {
    quarters: [at.quarter],
    pins: options.pins,
    authority: '',
    workingDays: options.workingDays,
    readBy,
  });
  const laidOut = async (subsets: readonly RowSubset[]): Promise<void> => {
    // What is worked out again asks `scope` for the quarter.
    await fillScope(trx, engine, [at]);
    await layOut(trx, engine, tables, subsets);
    await refillScope(trx, shadowed, readBy);
  };
  const outcomes: Subsets['outcomes'] = async (figure) => {
    await fillScope(trx, engine, [figure.at]);
    const rows: OutcomeRow[] = await trx.raw(figure.definition.sql);
    return new Map(
      rows
        .filter((row) => row.breakdown === figure.at.breakdown)
        .map((row) => [row.area_code, outcomeOf(row)]),
    );
  };
  return {
    candidates,
    layOut: laidOut,
    outcomes,
    run: async (subsets) => {
      await laidOut(subsets);
      return outcomes({ definition, at });
    },
  };
}

/** Copies what may be asked for, once: the subsets are made of these rows. */
async function stage(
  trx: Knex.Transaction,
  { pins, at }: SubsetOptions,
  tables: readonly ShadowedTable[],
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const [index, each] of tables.entries()) {
    const staged = `${STAGED}${each.fact}`;
    const query = trx(each.fact)
      .select(each.columns)
      .whereIn('return_no', returnsOf(pins, each.source));
    if (index === 0 || each.unitColumn === null) {
      if (each.isNational) query.whereIn('area_code', [...at.areas]);
    } else if (each.isNational) {
      const first = `${STAGED}${tables[0]?.fact ?? ''}`;
      query.whereIn(each.unitColumn, trx(first).select(each.unitColumn));
    }
    await trx.raw(`create temporary table ${staged} as ${query.toQuery()}`);
    // Looked up row by row each time that subsets are laid out, dozens of times for one figure.
    await trx.raw(`create index ${staged}_row on ${staged} (return_no, row_no)`);
    const rows = await trx(staged)
      .distinct<{ return_no: number; row_no: number; unit: string | null }[]>(
        'return_no',
        'row_no',
        { unit: each.unitColumn ?? 'area_code' },
      )
      .orderBy(['return_no', 'row_no']);
    candidates.push(
      ...rows.map((row) => ({
        source: each.source,
        table: each.table,
        returnNo: row.return_no,
        rowNo: row.row_no,
        unit: row.unit ?? `${each.table} ${row.return_no} ${row.row_no}`,
      })),
    );
  }
  return candidates;
}

function returnsOf(pins: readonly Pin[], source: string): number[] {
  return [...new Set(pins.filter((pin) => pin.source === source).map((pin) => pin.returnNo))];
}

/** Replaces what the hiding tables show. */
async function layOut(
  trx: Knex.Transaction,
  engine: Engine,
  tables: readonly ShadowedTable[],
  subsets: readonly RowSubset[],
): Promise<void> {
  const factOf = new Map(tables.map((each) => [`${each.source} ${each.table}`, each.fact]));
  await trx.raw('delete from explained_subset');
  await insertRows(
    trx,
    engine,
    'explained_subset',
    ['fact', 'subset', 'return_no', 'row_no'],
    subsets.flatMap(({ id, rows }) =>
      rows.map((row) => [
        factOf.get(`${row.source} ${row.table}`) ?? '',
        id,
        row.returnNo,
        row.rowNo,
      ]),
    ),
  );
  for (const each of tables) {
    await trx.raw(`delete from ${each.fact}`);
    await trx.raw(`insert into ${each.fact} ${rowsOfSubsets(each)}`);
  }
  await trx.raw('delete from scope_authority');
  await insertRows(
    trx,
    engine,
    'scope_authority',
    ['area_code'],
    subsets.map(({ id }) => [id]),
  );
}

/** A table's rows once a subset, each subset an area and a child or school of its own. Both engines look among temporary tables first. */
function rowsOfSubsets({ fact, columns, unitColumn }: ShadowedTable): string {
  const shown = columns.map((column) =>
    column === 'area_code' || column === unitColumn ? `w.subset as ${column}` : `e.${column}`,
  );
  return `select ${shown.join(', ')}
    from explained_subset w
    join ${STAGED}${fact} e on e.return_no = w.return_no and e.row_no = w.row_no
    where w.fact = '${fact}'`;
}

function outcomeOf(row: OutcomeRow): Outcome {
  return {
    numerator: row.numerator ?? 0,
    denominator: row.denominator ?? 0,
    word: row.word ?? null,
  };
}

interface OutcomeRow {
  readonly area_code: string;
  readonly breakdown: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly word?: string | null;
}
