import type { Knex } from 'knex';
import type { Value } from '../../core/figure/value.js';
import type { Warehouse } from '../../warehouse/types.js';
import {
  type Candidate,
  type LandedRow,
  openSubsets,
  type Outcome,
  type RowSubset,
  type Subsets,
  type SubsetOptions,
} from './row-subsets.js';
import type { Pin } from '../pins.js';

/** The landed rows that a figure rests on. */
export interface RowsBehind {
  /**
   * `row by row`: the parts of children, schools or the area add up to the figure, and the rows named give each part.
   * `all rows of the area`: the figure isn't a sum of such parts (a rank, a count of homes that several children share), or of
   * too many, so every row that it was computed from is named.
   * `as published`: the row that its publisher printed it in, and those of its counts.
   */
  readonly method: 'row by row' | 'all rows of the area' | 'as published';
  readonly numerator: readonly LandedRow[];
  /** Of a percentage; of a rate the rows of the population estimate; none of a count. */
  readonly denominator: readonly LandedRow[];
  /** Rows that keep others out of the numerator, such as the referral from which an assessment is late. */
  readonly keepingOut: readonly LandedRow[];
}

/** Of more children or schools than an authority has (England's), each row's part would take minutes to find. */
const MOST_UNITS = 5_000;

/** Units are set apart once and no row is left out, so that more of them take no minutes. */
const MOST_MATCHED = 100_000;

/**
 * Finds the landed rows behind a figure by the measure's own SQL, so that it fits every measure and can't differ from it. Each
 * child, school or area is counted by itself; of each that has a part in the figure, rows are then left out one after the
 * other, of the oldest return first, as long as the part stays the same. What remains is what the part rests on: of rows
 * that can replace each other, the newest.
 * @param value the figure as computed over everything: the parts must add up to it.
 */
export async function rowsBehind(
  warehouse: Warehouse,
  options: SubsetOptions,
  value: Value,
): Promise<RowsBehind> {
  return warehouse.read(async (trx) => {
    const subsets = await openSubsets(trx, warehouse.engine, options);
    const units = inUnits(subsets.candidates);
    if (units.length > MOST_UNITS) return undivided(subsets.candidates);
    const outcomes = await subsets.run(units.map((rows, index) => ({ id: `unit-${index}`, rows })));
    const isRate = options.definition.unit === 'rate_per_10000';
    if (!addsUp([...outcomes.values()], value, isRate)) {
      return undivided(subsets.candidates);
    }
    const editions = editionsOf(options.pins);
    const parts = units.flatMap((rows, index): Part[] => {
      const outcome = outcomes.get(`unit-${index}`);
      return outcome === undefined
        ? []
        : [
            {
              outcome,
              rows: [...rows].sort((a, b) => editions(a.returnNo) - editions(b.returnNo)),
            },
          ];
    });
    const found = await smallest(subsets, parts, options.pins);
    const isCount = options.definition.unit === 'count';
    // A count that was sent as nought is on the row that says so.
    const isNought = isCount && value.numerator === 0;
    return {
      method: 'row by row',
      keepingOut: found.keepingOut,
      numerator: isNought ? found.denominator : found.numerator,
      denominator: isCount ? [] : isRate ? await populationRows(trx, options) : found.denominator,
    };
  });
}

/** What each child, school or area has in a figure, by its pseudonym or number, and the rows that it may rest on. */
export interface UnitPart {
  readonly outcome: Outcome;
  readonly rows: readonly Candidate[];
}

/** A figure, with its value as computed over everything. */
export interface WholeFigure extends Pick<SubsetOptions, 'definition' | 'at'> {
  readonly value: Value;
}

/**
 * What each unit has in some figures that rest on the same tables: the rows are set apart once for all of them.
 * @param options whose definition names all tables that the figures read
 * @returns in the figures' order; null where a figure isn't the sum of its units, or there are too many of them.
 */
export async function partsOfUnits(
  warehouse: Warehouse,
  options: SubsetOptions,
  figures: readonly WholeFigure[],
): Promise<(ReadonlyMap<string, UnitPart> | null)[]> {
  return warehouse.read(async (trx) => {
    const readBy = figures.map(({ definition }) => definition.sql);
    const subsets = await openSubsets(trx, warehouse.engine, { ...options, readBy });
    const units = inUnits(subsets.candidates);
    if (units.length > MOST_MATCHED) return figures.map(() => null);
    await subsets.layOut(units.map((rows, index) => ({ id: `unit-${index}`, rows })));
    const parts: (ReadonlyMap<string, UnitPart> | null)[] = [];
    for (const figure of figures) {
      const outcomes = await subsets.outcomes(figure);
      const isRate = figure.definition.unit === 'rate_per_10000';
      const isSum = addsUp([...outcomes.values()], figure.value, isRate);
      parts.push(isSum ? partsBy(units, outcomes, tablesOf(figure.definition)) : null);
    }
    return parts;
  });
}

/** By unit, those with rows in the figure's own tables. */
function partsBy(
  units: readonly (readonly Candidate[])[],
  outcomes: ReadonlyMap<string, Outcome>,
  tables: ReadonlySet<string>,
): ReadonlyMap<string, UnitPart> {
  const parts = new Map<string, UnitPart>();
  units.forEach((candidates, index) => {
    const rows = candidates.filter((row) => tables.has(`${row.source} ${row.table}`));
    const outcome = outcomes.get(`unit-${index}`) ?? NOTHING;
    if (rows.length > 0) parts.set(candidates[0]?.unit ?? '', { rows, outcome });
  });
  return parts;
}

function tablesOf({ needs, uses }: SubsetOptions['definition']): ReadonlySet<string> {
  return new Set(
    [needs, uses].flatMap((group) =>
      Object.entries(group).flatMap(([source, tables]) =>
        tables.map((table) => `${source} ${table}`),
      ),
    ),
  );
}

const NOTHING: Outcome = { numerator: 0, denominator: 0, word: null };

/** The rows on which the parts of some units rest, in the order of the units. */
export async function rowsOfParts(
  warehouse: Warehouse,
  options: SubsetOptions,
  parts: readonly UnitPart[],
): Promise<LandedRow[][]> {
  if (parts.length === 0) return [];
  return warehouse.read(async (trx) => {
    const subsets = await openSubsets(trx, warehouse.engine, options);
    const editions = editionsOf(options.pins);
    const shrunk = parts.map(({ outcome, rows }): Shrinking => ({
      before: outcome,
      same: sameBoth,
      fixed: new Set(),
      rows: [...rows].sort((a, b) => editions(a.returnNo) - editions(b.returnNo)),
    }));
    await shrink(subsets, shrunk, options.pins);
    return shrunk.map(({ rows }) => inOrder(rows.map(landed)));
  });
}

function undivided(candidates: readonly Candidate[]): RowsBehind {
  const numerator = inOrder(candidates.map(landed));
  return { method: 'all rows of the area', numerator, denominator: [], keepingOut: [] };
}

/** A child, school or area with a part in the figure: its rows, oldest return first, and what they come to. */
interface Part {
  readonly rows: readonly Candidate[];
  readonly outcome: Outcome;
}

function inUnits(candidates: readonly Candidate[]): Candidate[][] {
  const units = new Map<string, Candidate[]>();
  for (const each of candidates) {
    const rows = units.get(each.unit);
    if (rows === undefined) units.set(each.unit, [each]);
    else rows.push(each);
  }
  return [...units.values()];
}

function addsUp(outcomes: readonly Outcome[], value: Value, isRate: boolean): boolean {
  if (value.word !== null) return outcomes.some((each) => each.word !== null);
  const sum = (of: (outcome: Outcome) => number): number =>
    outcomes.reduce((total, each) => total + of(each), 0);
  if (sum((each) => each.numerator) !== (value.numerator ?? 0)) return false;
  // A count's denominator is 1, and a grade's: neither is a number of anything.
  if (isRate || value.denominator === 1) return true;
  return sum((each) => each.denominator) === (value.denominator ?? 0);
}

/** What must stay the same while rows are left out. */
type Same = (now: Outcome | undefined, before: Outcome) => boolean;

const sameNumerator: Same = (now, before) =>
  (now?.numerator ?? 0) === before.numerator && (now?.word ?? null) === before.word;
const sameDenominator: Same = (now, before) => (now?.denominator ?? 0) === before.denominator;
const sameBoth: Same = (now, before) => sameNumerator(now, before) && sameDenominator(now, before);

/** A part from which rows are left out as long as it stays the same. */
interface Shrinking {
  readonly before: Outcome;
  readonly same: Same;
  /** Not left out, whatever comes. */
  readonly fixed: ReadonlySet<Candidate>;
  rows: readonly Candidate[];
}

async function smallest(
  subsets: Subsets,
  parts: readonly Part[],
  pins: readonly Pin[],
): Promise<Pick<RowsBehind, 'numerator' | 'denominator' | 'keepingOut'>> {
  const none: ReadonlySet<Candidate> = new Set();
  const start = (part: Part, same: Same, fixed = none): Shrinking => ({
    before: part.outcome,
    same,
    fixed,
    rows: part.rows,
  });
  const counted = parts.filter(({ outcome }) => outcome.numerator !== 0 || outcome.word !== null);
  const whole = parts.filter(({ outcome }) => outcome.denominator !== 0);
  const numerators = counted.map((part) => start(part, sameNumerator));
  const denominators = whole.map((part) => start(part, sameDenominator));
  await shrink(subsets, [...numerators, ...denominators], pins);
  const named = [...numerators, ...denominators].flatMap(({ rows }) => rows);
  const known = new Set(named);
  const both = whole.map((part) => start(part, sameBoth, known));
  await shrink(subsets, both, pins);
  const rowsOf = (shrunk: readonly Shrinking[]): Candidate[] => shrunk.flatMap(({ rows }) => rows);
  return {
    numerator: inOrder(rowsOf(numerators).map(landed)),
    denominator: inOrder(rowsOf(denominators).map(landed)),
    keepingOut: inOrder(
      rowsOf(both)
        .filter((row) => !known.has(row))
        .map(landed),
    ),
  };
}

/** Tries to do with only the newest return, then without the first row of every part at once, the second, and so on. */
async function shrink(
  subsets: Subsets,
  parts: readonly Shrinking[],
  pins: readonly Pin[],
): Promise<void> {
  const current = new Set(pins.filter((pin) => pin.isCurrent).map((pin) => pin.returnNo));
  const open = parts.filter(({ rows }) => rows.length > 1);
  const attempt = async (
    rowsWithout: (part: Shrinking, index: number) => readonly Candidate[],
  ): Promise<void> => {
    const tried = open.flatMap((part, index) => {
      const rows = rowsWithout(part, index);
      return rows.length === part.rows.length ? [] : [{ part, id: `part-${index}`, rows }];
    });
    if (tried.length === 0) return;
    const outcomes = await subsets.run(tried satisfies RowSubset[]);
    for (const { part, id, rows } of tried) {
      if (part.same(outcomes.get(id), part.before)) part.rows = rows;
    }
  };
  await attempt(({ rows, fixed }) =>
    rows.filter((row) => current.has(row.returnNo) || fixed.has(row)),
  );
  const left = open.map(({ rows, fixed }) => rows.filter((row) => !fixed.has(row)));
  const rounds = left.reduce((most, rows) => Math.max(most, rows.length), 0);
  for (let round = 0; round < rounds; round += 1) {
    await attempt(({ rows }, index) => rows.filter((row) => row !== left[index]?.[round]));
  }
}

function editionsOf(pins: readonly Pin[]): (returnNo: number) => number {
  const editions = new Map(pins.map((pin) => [pin.returnNo, pin.recency]));
  return (returnNo) => editions.get(returnNo) ?? 0;
}

function landed({ source, table, returnNo, rowNo }: Candidate): LandedRow {
  return { source, table, returnNo, rowNo };
}

function inOrder(rows: readonly LandedRow[]): LandedRow[] {
  return [...rows].sort(
    (a, b) =>
      a.returnNo - b.returnNo ||
      (a.table < b.table ? -1 : a.table > b.table ? 1 : a.rowNo - b.rowNo),
  );
}

/** The estimate that the scope took for the areas, from its newest edition. */
async function populationRows(
  trx: Knex.Transaction,
  { at, pins }: SubsetOptions,
): Promise<LandedRow[]> {
  const returns = pins.filter((pin) => pin.source === 'population').map((pin) => pin.returnNo);
  const rows = await trx('population__estimate')
    .select<{ return_no: number; row_no: number; area_code: string; year: number }[]>(
      'return_no',
      'row_no',
      'area_code',
      'year',
    )
    .whereIn('return_no', returns)
    .whereIn('area_code', [...at.areas])
    .andWhere('age_group', '0-17')
    .andWhere('year', '<=', at.quarter.startYear);
  const editions = editionsOf(pins);
  return at.areas.flatMap((area) => {
    const [newest] = rows
      .filter((row) => row.area_code === area)
      .sort(
        (a, b) =>
          b.year - a.year || editions(b.return_no) - editions(a.return_no) || b.row_no - a.row_no,
      );
    return newest === undefined
      ? []
      : [
          {
            source: 'population',
            table: 'estimate',
            returnNo: newest.return_no,
            rowNo: newest.row_no,
          },
        ];
  });
}
