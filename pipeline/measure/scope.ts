import { readFile } from 'node:fs/promises';
import type { Knex } from 'knex';
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  type IsoDate,
  lastDayOfMonth,
} from '../calendar/days.js';
import { bankHolidayYears } from '../calendar/bank-holidays.js';
import { type Quarter, quarterContaining } from '../calendar/quarter.js';
import type { WorkingDays } from '../calendar/working-days.js';
import type { Basis } from '../figure/value.js';
import { shippedFile } from '../root.js';
import { insertRows } from '../warehouse/insert.js';
import { forPostgres } from '../warehouse/translate.js';
import type { Engine } from '../warehouse/types.js';
import type { Pin } from './pins.js';
import type { Window } from './windows.js';

/**
 * The temporary tables that every measure reads beside facts; they go with the transaction. Written once for both engines.
 * - scope: the quarters and bases to compute; filled anew for each measure.
 * - scope_return: the returns that count for each quarter, and the days they speak for.
 * - scope_authority: the workspace's own authority.
 */
const TABLES = [
  `create temporary table scope (
     quarter text not null, basis text not null, window_from text not null, window_to text not null,
     quarter_end text not null, a_year_before text not null, year_start text not null,
     two_years_before text not null, thirty_months_before text not null,
     calendar_year integer not null, financial_year integer not null, month_number integer not null
   )`,
  `create temporary table scope_return (
     quarter text not null, source text not null, return_no integer not null, is_current integer not null,
     speaks_from text not null, speaks_to text not null, as_at text not null, edition integer not null
   )`,
  `create temporary table scope_authority (area_code text not null)`,
];

/** Days numbered, working days counted; the working day of a day before 2005 isn't known. */
const CALENDAR = [
  `create temporary table calendar (
     day text primary key, day_number integer not null, working_day_number integer, quarter text not null
   ) without rowid`,
  `create index calendar_day_number on calendar (day_number)`,
];

/** What is worked out of facts once for several measures, by the statement in `sql/scope/`; made only where a measure reads it. */
interface WorkedOut {
  readonly table: string;
  readonly file: string;
  /** Whose facts it is worked out of. */
  readonly sources: readonly string[];
  readonly create: readonly string[];
}

/**
 * In the order in which they rest on each other.
 * - scope_population: children aged 0 to 17 by quarter and area.
 * - scope_referral: referrals of the twelve months to a quarter's end, each once.
 * - scope_episode: episodes of the looked-after children return by quarter, their periods of care and placements numbered.
 * - scope_incident: incidents of going missing, and of being away, of the year to a quarter's end, each once.
 * - scope_looked_after: children looked after at each quarter's end, a row a child.
 * - scope_health: children looked after through the year to a quarter's end, and what the return says of their health.
 * - scope_adopted: children adopted, and the days of their way there.
 * - scope_care_leaver: care leavers of the return by quarter, by the age that they reached in the year so far.
 * - scope_school: open state-funded schools by quarter, kept in the order in which measures group them.
 * - scope_school_part: the same added up by phase, type and locality, and by all that measures of shares look at.
 */
const WORKED_OUT: readonly WorkedOut[] = [
  {
    table: 'scope_population',
    file: 'population',
    sources: [],
    create: [
      `create temporary table scope_population (
         quarter text not null, area_code text not null, people_count integer not null, population_year integer not null,
         released_on text not null
       )`,
    ],
  },
  {
    table: 'scope_referral',
    file: 'referral',
    sources: ['annex-a'],
    create: [
      `create temporary table scope_referral (
         quarter text not null, area_code text not null, child text not null, referral_date text not null,
         earlier_referral_count integer
       )`,
    ],
  },
  {
    table: 'scope_episode',
    file: 'episode',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_episode (
         quarter text not null, area_code text not null, child text not null, start_date text not null, end_date text,
         end_reason text, new_episode_reason text, legal_status text, need text, placement text, placement_urn text,
         home_district text, is_current integer not null, is_temporary integer not null, care_no integer not null, care_start text not null,
         is_care_start_known integer not null, placement_no integer not null
       )`,
      `create index scope_episode_child on scope_episode (quarter, area_code, child, care_no)`,
    ],
  },
  {
    table: 'scope_incident',
    file: 'incident',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_incident (
         quarter text not null, area_code text not null, kind text not null, child text not null, start_date text not null,
         end_date text
       )`,
    ],
  },
  {
    table: 'scope_looked_after',
    file: 'looked-after',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_looked_after (
         quarter text not null, area_code text not null, child text not null, source text not null, sex text,
         age_months integer, legal_status text, need text, placement text, placement_urn text, home_district text,
         care_start text not null, placement_no integer, placement_count integer
       )`,
    ],
  },
  {
    table: 'scope_health',
    file: 'health',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_health (
         quarter text not null, area_code text not null, child text not null, health_assessment text, dental_check text,
         immunisations text
       )`,
    ],
  },
  {
    table: 'scope_adopted',
    file: 'adopted',
    sources: ['ssda903', 'annex-a'],
    create: [
      `create temporary table scope_adopted (
         quarter text not null, area_code text not null, child text not null, care_no integer not null, adopted_day text not null,
         entered_day text, placed_day text, is_placed_by_order integer not null, ordered_day text, matched_day text
       )`,
    ],
  },
  {
    table: 'scope_care_leaver',
    file: 'care-leaver',
    sources: ['ssda903'],
    create: [
      `create temporary table scope_care_leaver (
         quarter text not null, area_code text not null, child text not null, age integer not null, in_touch text,
         activity text, accommodation text, is_owed_a_service integer not null
       )`,
    ],
  },
  {
    table: 'scope_school',
    file: 'school',
    sources: ['ofsted-schools', 'school-register'],
    create: [
      `create temporary table scope_school (
         quarter text not null, area_code text not null, phase text not null, type_group text not null, row_no integer not null,
         urn text not null, constituency text, pupil_count integer, grade integer, grade_as_then integer, own_grade integer,
         is_not_judged integer not null, is_good_in_all_four integer not null, framework text not null, quality_grade integer,
         behaviour_grade integer, personal_development_grade integer, leadership_grade integer, card_safeguarding text,
         card_inclusion text, card_curriculum_and_teaching text, card_achievement text, card_attendance_and_behaviour text,
         card_personal_development_and_wellbeing text, card_leadership_and_governance text, card_early_years text,
         card_post_16 text, primary key (quarter, area_code, phase, type_group, row_no)
       ) without rowid`,
    ],
  },
  {
    table: 'scope_school_part',
    file: 'school-part',
    sources: ['ofsted-schools', 'school-register'],
    create: [
      `create temporary table scope_school_part (
         quarter text not null, area_code text not null, parted_by text not null, breakdown text not null, grade integer,
         grade_as_then integer, own_grade integer, is_not_judged integer not null, is_good_in_all_four integer not null,
         card_safeguarding text, school_count integer not null, pupil_count integer not null,
         schools_without_pupil_count integer not null
       )`,
    ],
  },
];

/** One row of `scope`: a quarter on a basis. */
export interface ScopeRow {
  readonly quarter: Quarter;
  readonly basis: Basis;
  readonly window: Window;
}

export interface ScopeOptions {
  readonly quarters: readonly Quarter[];
  readonly pins: readonly Pin[];
  readonly authority: string;
  readonly workingDays: WorkingDays;
  /** The measures' SQL: what it doesn't name isn't made, since a calendar alone takes longer than many a measure. */
  readonly readBy: readonly string[];
}

/** Years of days before the first quarter that dates of facts are looked up in. */
const YEARS_BACK = 25;

/** Makes and fills the temporary tables that the measures name; of `scope` every quarter, until {@link fillScope} fills it for each. */
export async function createScope(
  trx: Knex.Transaction,
  engine: Engine,
  options: ScopeOptions,
): Promise<void> {
  if (engine === 'postgres') await preferHashJoins(trx);
  // Breaks are told from the quarter before as well; nothing is worked out for it.
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
      'speaks_from',
      'speaks_to',
      'as_at',
      'edition',
    ],
    options.pins
      .filter((pin) => wanted.has(pin.quarter))
      .map((pin) => [
        pin.quarter,
        pin.source,
        pin.returnNo,
        pin.isCurrent ? 1 : 0,
        pin.speaksFrom,
        pin.speaksTo,
        pin.asAt,
        pin.edition,
      ]),
  );
  await insertRows(trx, engine, 'scope_authority', ['area_code'], [[options.authority]]);
  if (withCalendar) {
    await insertRows(
      trx,
      engine,
      'calendar',
      ['day', 'day_number', 'working_day_number', 'quarter'],
      calendarRows(options.quarters, options.workingDays),
    );
  }
  await fillScope(
    trx,
    engine,
    options.quarters.map((quarter) => ({
      quarter,
      basis: 'snapshot',
      window: { from: quarter.lastDay, to: quarter.lastDay },
    })),
  );
  await tellSizes(trx, engine, ['scope_return', ...(withCalendar ? ['calendar'] : [])]);
  for (const { table, sql } of workedOut) {
    await trx.raw(sql);
    await tellSizes(trx, engine, [table]);
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
    if (!each.sources.some((source) => sources.has(source))) continue;
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
}

/** PostgreSQL takes a temporary table that nobody has analysed for a small one, and would look through it row by row. */
async function tellSizes(
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
    ],
    rows.map(({ quarter, basis, window }) => [
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
    ]),
  );
}

/** The last day of the month some months before: what began on it has lasted that long at a month's end. */
function monthEndBefore(monthEnd: IsoDate, months: number): IsoDate {
  const [year = 0, month = 1] = addMonths(monthEnd, -months).split('-').map(Number);
  return lastDayOfMonth(year, month);
}

function calendarRows(
  quarters: readonly Quarter[],
  workingDays: WorkingDays,
): (string | number | null)[][] {
  const ends = quarters.map((quarter) => quarter.lastDay).sort();
  const first = dayNumber(addMonths(ends[0] ?? '', -12 * YEARS_BACK));
  const last = dayNumber(ends.at(-1) ?? '');
  const knownFrom: IsoDate = `${bankHolidayYears.first}-01-01`;
  const rows: (string | number | null)[][] = [];
  let quarter = quarterContaining(dayFromNumber(first));
  for (let number = first; number <= last; number += 1) {
    const day = dayFromNumber(number);
    if (day > quarter.lastDay) quarter = quarterContaining(addDays(quarter.lastDay, 1));
    rows.push([day, number, day < knownFrom ? null : workingDays.numberOf(day), quarter.key]);
  }
  return rows;
}
