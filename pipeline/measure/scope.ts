import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import { addMonths, type IsoDate, lastDayOfMonth } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { Basis } from '../core/figure/value.js';
import { shippedFile } from '../core/root.js';
import { insertEncoded, insertRows } from '../warehouse/insert.js';
import { forPostgres } from '../warehouse/translate.js';
import type { Engine } from '../warehouse/types.js';
import { CALENDAR_COLUMNS, calendarOf } from './calendar-rows.js';
import type { Pin } from './pins.js';
import { CALENDAR, TABLES, WORKED_OUT, type WorkedOut } from './scope-tables.js';
import type { Window } from './windows.js';

/** One row of `scope`: a quarter on a basis. */
export interface ScopeRow {
  readonly quarter: Quarter;
  readonly basis: Basis;
  readonly window: Window;
  /** The source whose returns count for the measure; views of what several returns say are read by it. */
  readonly source: string;
}

export interface ScopeOptions {
  readonly quarters: readonly Quarter[];
  readonly pins: readonly Pin[];
  readonly authority: string;
  readonly workingDays: WorkingDays;
  /** The measures' SQL: what it doesn't name isn't made, since only a calendar takes longer than many a measure. */
  readonly readBy: readonly string[];
}

/** Makes and fills the temporary tables that the measures name; of `scope` every quarter, until {@link fillScope} fills it for each. */
export async function createScope(
  trx: Knex.Transaction,
  engine: Engine,
  options: ScopeOptions,
): Promise<void> {
  if (engine === 'postgres') await preferHashJoins(trx);
  // Breaks are reported from the quarter before as well; nothing is worked out for it.
  const wanted = new Set(options.quarters.map((quarter) => quarter.key));
  const workedOut = await readWorkedOut(options.readBy);
  const withCalendar = names([...options.readBy, ...workedOut.map(({ sql }) => sql)], 'calendar');
  const tables = [
    ...TABLES,
    ...(withCalendar ? CALENDAR : []),
    ...workedOut.flatMap(({ create }) => create),
  ];
  for (const table of tables) {
    await trx.raw(engine === 'postgres' ? forPostgres(table.replace('without rowid', '')) : table);
  }
  await insertRows(
    trx,
    engine,
    'scope_return',
    [
      'quarter',
      'source',
      'return_no',
      'is_current',
      'covers_from',
      'covers_to',
      'as_at',
      'recency',
    ],
    options.pins
      .filter((pin) => wanted.has(pin.quarter))
      .map((pin) => [
        pin.quarter,
        pin.source,
        pin.returnNo,
        pin.isCurrent ? 1 : 0,
        pin.coversFrom,
        pin.coversTo,
        pin.asAt,
        pin.recency,
      ]),
  );
  await insertRows(trx, engine, 'scope_authority', ['area_code'], [[options.authority]]);
  if (withCalendar) {
    for (const rows of calendarOf(engine, options.quarters, options.workingDays))
      await insertEncoded(trx, engine, 'calendar', CALENDAR_COLUMNS, rows);
  }
  await fillScope(
    trx,
    engine,
    options.quarters.map((quarter) => ({
      quarter,
      basis: 'snapshot',
      window: { from: quarter.lastDay, to: quarter.lastDay },
      source: '',
    })),
  );
  await reportSizes(trx, engine, ['scope_return', ...(withCalendar ? ['calendar'] : [])]);
  for (const { table, sql, isView = false } of workedOut) {
    await trx.raw(sql);
    if (!isView) await reportSizes(trx, engine, [table]);
  }
}

/** Those that the measures name, and those that these rest on, with the statements that fill them. */
async function readWorkedOut(
  readBy: readonly string[],
): Promise<(WorkedOut & { readonly sql: string })[]> {
  const wanted: (WorkedOut & { readonly sql: string })[] = [];
  for (const each of WORKED_OUT.toReversed()) {
    if (!names([...readBy, ...wanted.map(({ sql }) => sql)], each.table)) continue;
    wanted.unshift({ ...each, sql: await shippedSql(each.file) });
  }
  return wanted;
}

/** The files of the statements that a measure's own SQL rests on, in the order in which they are run. */
export async function scopeFilesOf(sql: string): Promise<string[]> {
  return (await readWorkedOut([sql])).map(({ file }) => `sql/scope/${file}.sql`);
}

/** True where any of some statements names a table. */
function names(statements: readonly string[], table: string): boolean {
  const named = new RegExp(`\\b${table}\\b`);
  return statements.some((sql) => named.test(sql));
}

/**
 * Works out again what rests on some sources, after their facts were changed in the transaction. `scope` must hold the quarters.
 * @param readBy as the tables were made with.
 */
export async function refillScope(
  trx: Knex.Transaction,
  sources: ReadonlySet<string>,
  readBy: readonly string[],
): Promise<void> {
  for (const each of await readWorkedOut(readBy)) {
    if (each.isView === true || !each.sources.some((source) => sources.has(source))) continue;
    await trx.raw(`delete from ${each.table}`);
    await trx.raw(each.sql);
  }
}

/**
 * Measures join a handful of scope rows to thousands of facts by ranges of days, which PostgreSQL takes for a row or two; it
 * then compares all with all, and a quarter takes minutes in place of seconds. Joined by hash, a wrong guess costs little.
 */
async function preferHashJoins(trx: Knex.Transaction): Promise<void> {
  await trx.raw('set local enable_nestloop = off');
  await trx.raw('set local enable_mergejoin = off');
  await trx.raw('set local jit = off');
  // Histories are sorted whole.
  await trx.raw(`set local work_mem = '64MB'`);
}

/** PostgreSQL takes a temporary table that nobody has analysed for a small one, and would look through it row by row. */
async function reportSizes(
  trx: Knex.Transaction,
  engine: Engine,
  tables: readonly string[],
): Promise<void> {
  if (engine !== 'postgres') return;
  for (const table of tables) await trx.raw(`analyze ${table}`);
}

/** Statements that fill temporary tables, in `sql/scope/`. */
async function shippedSql(name: string): Promise<string> {
  return readFile(shippedFile('sql', 'scope', `${name}.sql`), 'utf8');
}

/** Replaces the rows of `scope`: a measure then sees the quarters and bases that it can be computed for, and no others. */
export async function fillScope(
  trx: Knex.Transaction,
  engine: Engine,
  rows: readonly ScopeRow[],
): Promise<void> {
  await trx.raw('delete from scope');
  await insertRows(
    trx,
    engine,
    'scope',
    [
      'quarter',
      'basis',
      'window_from',
      'window_to',
      'quarter_end',
      'a_year_before',
      'year_start',
      'two_years_before',
      'thirty_months_before',
      'calendar_year',
      'financial_year',
      'month_number',
      'source',
    ],
    rows.map(({ quarter, basis, window, source }) => [
      quarter.key,
      basis,
      window.from,
      window.to,
      quarter.lastDay,
      addMonths(quarter.lastDay, -12),
      quarter.yearStart,
      addMonths(quarter.lastDay, -24),
      monthEndBefore(quarter.lastDay, 30),
      Number(quarter.lastDay.slice(0, 4)),
      quarter.startYear,
      Number(quarter.lastDay.slice(0, 4)) * 12 + Number(quarter.lastDay.slice(5, 7)),
      source,
    ]),
  );
}

/** The last day of the month some months before: what began on it has lasted that long at a month's end. */
function monthEndBefore(monthEnd: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = addMonths(monthEnd, -months).split('-').map(Number);
  return lastDayOfMonth(year, month);
}
