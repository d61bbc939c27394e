import type { Knex } from 'knex';
import {
  parseQuarter,
  type Quarter,
  type QuarterKey,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import type { Basis, Value, ValueSymbol } from '../core/figure/value.js';
import type { Engine } from '../warehouse/types.js';
import { publishedByQuarter } from './compare/published-figures.js';
import {
  isPublished,
  type PublishedDefinition,
  publishedValues,
} from './compare/published-values.js';
import { receivedTables } from './compare/published-words.js';
import { holdsFor } from './definitions.js';
import type { Pin } from './pins.js';
import {
  type Coverage,
  coverageOf,
  inForceOn,
  isAuthority,
  type KnownAuthority,
} from './nation.js';
import { addUp, type RegionOf, withRegions } from './roll-up.js';
import { checkRows, type MeasureRow } from './rows.js';
import { createScope, fillScope, type ScopeRow } from './scope.js';
import { currentPin, keyOf, symbol, toValue } from './to-value.js';
import type { SourceFacts } from './source-facts.js';
import { whyNotCounting } from './not-counting.js';
import { type Choice, type MeasuredFrom, reachable } from './which-return.js';
import { byText } from './by-text.js';

export interface ComputeOptions {
  /** Every version of the measures wanted. */
  readonly definitions: readonly MeasureDefinition[];
  readonly quarters: readonly Quarter[];
  /** For the quarters, and for the one before the first if breaks are to be told from its file's date. */
  readonly pins: readonly Pin[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** The workspace's own authority. */
  readonly authority: string;
  readonly regionOf: RegionOf;
  /** All that there are and were: whether a file covers England and the regions goes by them. */
  readonly authorities: readonly KnownAuthority[];
  readonly workingDays: WorkingDays;
  /** Which returns the council wants to count, where several speak of one fact. */
  readonly measuredFrom?: MeasuredFrom | undefined;
  /** Counts of children up to this are small; left out: 5. */
  readonly threshold?: number | undefined;
  /** Areas to give values of, where not all are wanted; sums are over all all the same. */
  readonly only?: ReadonlySet<string>;
  /** A quarter of which all areas are wanted all the same: ranks are of all authorities. */
  readonly everyAreaIn?: QuarterKey;
}

/**
 * Computes every measure for all its bases and quarters: each version's SQL runs once. Values of authorities; where a measure
 * rolls up, of regions and England too.
 * @param trx a transaction of its own: the temporary tables are made in it, and go with it.
 * @returns values sorted by key in code units. What can't be computed is there too, as `[x]` with its reason.
 */
export async function computeValues(
  trx: Knex.Transaction,
  engine: Engine,
  options: ComputeOptions,
): Promise<Value[]> {
  await createScope(trx, engine, {
    ...options,
    readBy: options.definitions.map(({ sql }) => sql),
  });
  const areas = areaReader(trx, options);
  const values = await valuesOfPublishers(trx, options);
  for (const definition of options.definitions) {
    if (isPublished(definition)) continue;
    values.push(...(await valuesOf(trx, engine, definition, options, areas)));
  }
  return values.sort(byKey);
}

/** What publishers have worked out is read as it was printed. */
async function valuesOfPublishers(
  trx: Knex.Transaction,
  options: ComputeOptions,
): Promise<Value[]> {
  const definitions = options.definitions.filter(isPublished);
  if (definitions.length === 0) return [];
  const found = await publishedByQuarter(
    trx,
    options.quarters,
    options.pins,
    definitions.map((each) => ({ measure: each.measure, ...each.published })),
  );
  const valuesIn = (definition: PublishedDefinition, quarter: Quarter): Value[] =>
    publishedValues(definition, quarter, found.get(quarter.key)?.get(definition.measure), {
      authority: options.authority,
      isWanted: (areaCode) => isAreaWanted(areaCode, quarter, options),
      received: receivedTables(options.pins, quarter.key),
      notReceived: whyNotCounting(options.sources.get('published'), quarter, ({ layout }) =>
        definition.published.from.some(({ table }) => table === layout),
      ),
    });
  return definitions.flatMap((definition) =>
    options.quarters.flatMap((quarter) => valuesIn(definition, quarter)),
  );
}

function isAreaWanted(
  areaCode: string,
  quarter: Quarter,
  { everyAreaIn, only }: ComputeOptions,
): boolean {
  return quarter.key === everyAreaIn || (only?.has(areaCode) ?? true);
}

interface Unavailable {
  readonly quarter: Quarter;
  readonly basis: Basis;
  readonly symbol: ValueSymbol;
  readonly reason: string;
}

async function valuesOf(
  trx: Knex.Transaction,
  engine: Engine,
  definition: MeasureDefinition,
  options: ComputeOptions,
  areas: AreaReader,
): Promise<Value[]> {
  const { scope, unavailable } = decide(definition, options);
  const rows = scope.length === 0 ? [] : await run(trx, engine, definition, scope);
  const breakdownsOf = breakdownReader(definition, rows);
  const values: Value[] = [];
  for (const { quarter, basis, choice } of scope) {
    const own = rows.filter((row) => row.quarter === quarter.key && row.basis === basis);
    const shared = own.filter((row) => !isCouncilOnly(definition, row.breakdown));
    const summed = definition.rollsUp ? [...own, ...addUp(shared, options.regionOf)] : own;
    const { known, coverage } = await areas(definition, quarter);
    const expected = definition.rollsUp ? withRegions(known, options.regionOf) : known;
    const isWanted = (areaCode: string): boolean => isAreaWanted(areaCode, quarter, options);
    const filled = fill(
      summed.filter((row) => isWanted(row.areaCode)),
      expected.filter(isWanted),
      definition.asListed === true
        ? () => []
        : (areaCode) => partsOf(breakdownsOf(basis), definition, areaCode === options.authority),
      definition,
      quarter,
      basis,
    );
    values.push(
      ...filled
        .map((row) => ofCovered(row, coverage))
        .map((row) => toValue(row, definition, quarter, options, choice)),
    );
  }
  for (const { quarter, basis, symbol: which, reason } of unavailable) {
    for (const areaCode of (await areas(definition, quarter)).known) {
      if (options.only?.has(areaCode) === false) continue;
      const isOwn = areaCode === options.authority;
      for (const breakdown of partsOf(breakdownsOf(basis), definition, isOwn)) {
        values.push({
          ...keyOf(definition, quarter, basis, areaCode, breakdown),
          ...symbol(which, reason),
          flags: [],
          word: null,
          note: null,
        });
      }
    }
  }
  return values;
}

/** Those of some breakdowns that an area has. */
function partsOf(
  breakdowns: readonly string[],
  definition: MeasureDefinition,
  isOwn: boolean,
): readonly string[] {
  return isOwn ? breakdowns : breakdowns.filter((each) => !isCouncilOnly(definition, each));
}

function isCouncilOnly({ councilOnly = [] }: MeasureDefinition, breakdown: string): boolean {
  if (councilOnly.length === 0) return false;
  const names = breakdown.split(',').map((part) => part.split(':')[0] ?? '');
  return councilOnly.includes(names.join(','));
}

/** The breakdowns that a basis has a value for in every quarter; of a measure as listed, those that were ever listed on it. */
function breakdownReader(
  definition: MeasureDefinition,
  rows: readonly MeasureRow[],
): (basis: Basis) => readonly string[] {
  if (definition.asListed === true) {
    return (basis) => [
      ...new Set(rows.filter((row) => row.basis === basis).map((row) => row.breakdown)),
    ];
  }
  const all = [...new Set(rows.map((row) => row.breakdown))];
  return () => (all.length === 0 ? ['all'] : all);
}

/** A figure that can be computed, and the return that counts for it. */
interface Decided extends ScopeRow {
  readonly choice: Choice & { readonly isOther: boolean };
}

function decide(
  definition: MeasureDefinition,
  options: ComputeOptions,
): { scope: Decided[]; unavailable: Unavailable[] } {
  const scope: Decided[] = [];
  const unavailable: Unavailable[] = [];
  for (const quarter of options.quarters) {
    if (!holdsFor(definition, options.definitions, quarter.key)) continue;
    for (const basis of definition.bases) {
      if (definition.begins != null && quarter.key < definition.begins) {
        const reason = `There was nothing to measure before ${parseQuarter(definition.begins).label}.`;
        unavailable.push({ quarter, basis, symbol: 'z', reason });
        continue;
      }
      const answer = choose(definition, basis, quarter, options);
      if (answer.can) {
        const { window, choice } = answer;
        const before = choose(definition, basis, shiftQuarter(quarter, -1), options);
        const isOther = before.can && before.choice.source !== choice.source;
        scope.push({
          ...{ quarter, basis, window, source: choice.source },
          choice: { ...choice, isOther },
        });
      } else unavailable.push({ quarter, basis, symbol: 'x', reason: answer.reason });
    }
  }
  return { scope, unavailable };
}

function choose(
  definition: MeasureDefinition,
  basis: Basis,
  quarter: Quarter,
  { pins, sources, measuredFrom }: ComputeOptions,
): ReturnType<typeof reachable> {
  return reachable(definition, basis, quarter, pins, sources, measuredFrom);
}

async function run(
  trx: Knex.Transaction,
  engine: Engine,
  definition: MeasureDefinition,
  scope: readonly ScopeRow[],
): Promise<MeasureRow[]> {
  await fillScope(trx, engine, scope);
  const raw = await trx.raw<Readonly<Record<string, unknown>>[]>(definition.sql);
  const asked = new Set(scope.map(({ quarter, basis }) => `${quarter.key} ${basis}`));
  return checkRows(definition, raw, asked);
}

/** The figure of an area that the file covers: else the reason why there is none. */
function ofCovered(row: MeasureRow, coverage: Coverage | null): MeasureRow {
  if (coverage === null) return row;
  const reason = coverage.reasonFor(row.areaCode) ?? row.reason;
  return isAuthority(row.areaCode)
    ? { ...row, reason, coverageTotal: reason === null ? row.coverageTotal : null }
    : { ...row, reason, note: coverage.noteFor(row.areaCode) };
}

/** What the file of a measure says of areas. */
interface Areas {
  /** Those for which the measure has a value, sorted; the council's own is always among them. */
  readonly known: readonly string[];
  /** Whether it speaks for England and the regions; null of a council's own return. */
  readonly coverage: Coverage | null;
}

type AreaReader = (definition: MeasureDefinition, quarter: Quarter) => Promise<Areas>;

/** A national file speaks for every authority in it; a council's own return, and what has no return, for the council. */
function areaReader(trx: Knex.Transaction, options: ComputeOptions): AreaReader {
  const found = new Map<string, Areas>();
  const own: Areas = { known: [options.authority], coverage: null };
  return async (definition, quarter) => {
    const [source, tables] = Object.entries(definition.needs)[0] ?? [];
    const facts = source === undefined ? undefined : options.sources.get(source);
    const pin = currentPin(options.pins, source, quarter);
    const table = tables?.[0];
    if (facts?.extent !== 'national' || facts.reach.kind === 'reference') return own;
    if (pin === undefined || source === undefined || table === undefined) return own;
    const key = `${source.replaceAll('-', '_')}__${table} ${pin.returnNo}`;
    const before = found.get(key);
    if (before !== undefined) return before;
    const rows = await trx(key.split(' ')[0] ?? '')
      .distinct<{ area_code: string }[]>('area_code')
      .where({ return_no: pin.returnNo });
    const codes = rows.map((row) => row.area_code);
    const areas: Areas = {
      known: [...new Set([options.authority, ...codes])].sort(),
      coverage: coverageOf(codes, inForceOn(options.authorities, pin.asAt), source),
    };
    found.set(key, areas);
    return areas;
  };
}

/** An area whose return counts but gives no row is 0, or 0 of 0. */
function fill(
  rows: readonly MeasureRow[],
  areas: readonly string[],
  breakdownsOf: (areaCode: string) => readonly string[],
  definition: MeasureDefinition,
  quarter: Quarter,
  basis: Basis,
): MeasureRow[] {
  const there = new Set(rows.map((row) => `${row.areaCode} ${row.breakdown}`));
  const filled = [...rows];
  for (const areaCode of areas) {
    for (const breakdown of breakdownsOf(areaCode)) {
      if (there.has(`${areaCode} ${breakdown}`)) continue;
      filled.push({
        quarter: quarter.key,
        basis,
        areaCode,
        breakdown,
        numerator: 0,
        denominator: definition.unit === 'count' ? 1 : 0,
        word: null,
        note: null,
        reason: null,
        coverageTotal: definition.coverage == null ? null : 0,
        leftOutCount: null,
        unknownCount: null,
        assumedCount: null,
        populationYear: null,
        populationReleasedOn: null,
      });
    }
  }
  return filled;
}

/** Values in the order of their keys, by code units: the order of every file that lists them. */
export function byKey(a: Value, b: Value): number {
  return (
    byText(a.measure, b.measure) ||
    a.version - b.version ||
    byText(a.basis, b.basis) ||
    byText(a.areaCode, b.areaCode) ||
    byText(a.breakdown, b.breakdown) ||
    byText(a.quarter, b.quarter)
  );
}
