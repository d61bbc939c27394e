import { isMeanOf } from '../../pipeline/core/figure/units.js';
import { parseQuarter, shiftQuarter } from '../../pipeline/core/calendar/quarter.js';
import type { MeasureDefinition } from '../../pipeline/core/figure/definition.js';
import type { PublicBasis, PublicSeries } from '../../pipeline/core/figure/public-series.js';
import type { Basis, Unit, Value } from '../../pipeline/core/figure/value.js';
import { groupBy } from '../group-by.js';
import { type Counted, isCounted } from './cells.js';
import { isControlled } from './rule.js';
import { namesOf } from './sums.js';

/** What the choice of public bases rests on. */
export interface BasesOrder {
  /** Every value of the run; its quarters are the history. */
  readonly values: readonly Value[];
  readonly definitions: readonly MeasureDefinition[];
  readonly threshold: number;
  /** What earlier releases chose: it holds for ever. */
  readonly kept: readonly PublicSeries[];
  /** What the council set, by measure. */
  readonly set: Readonly<Record<string, readonly PublicBasis[]>>;
}

/** Fewer quarters than these say too little about a series, unless it is many times the threshold in all of them. */
const LEAST_HISTORY = 4;
const TIMES_KNOWN = 2;
const TIMES_NEW = 10;

const WINDOWS: readonly Basis[] = ['quarter', 'ytd', 'rolling12', 'rolling36', 'annual'];

/**
 * Which bases each child-level series publishes. A series may be small unless every quarter of its history, worked out from its
 * windows, has more than twice the threshold of children in each of its counts (ten times where fewer than four quarters are known):
 * then it publishes rolling 12 months, or whole financial years where it has none. One that is never small publishes all. A series that shares its numerator with another
 * publishes no basis that the other keeps for officers.
 * @returns by measure and breakdown, sorted; series of one window need no choice and are left out.
 */
export function choosePublicBases(order: BasesOrder): PublicSeries[] {
  const byMeasure = new Map(order.definitions.map((each) => [each.measure, each]));
  const series = groupBy(order.values.filter(isCounted), seriesKey);
  const found = new Map<string, PublicSeries>();
  for (const [key, own] of series) {
    const definition = byMeasure.get(own[0]?.measure ?? '');
    if (definition === undefined || !isControlled(definition)) continue;
    const bases = WINDOWS.filter((basis) => definition.bases.includes(basis));
    if (bases.length < 2 && !bases.includes('ytd')) continue;
    found.set(key, chosen(definition, own, bases, order));
  }
  // What was chosen once holds, though this run has no value of the series.
  for (const kept of order.kept) found.set(seriesKey(kept), kept);
  for (const [key, own] of series) {
    const linked = byMeasure.get(own[0]?.measure ?? '')?.sums?.equal.numerator?.split('.');
    const first = own[0];
    if (first === undefined || linked?.[1] !== 'numerator') continue;
    const other = found.get(seriesKey({ ...first, measure: linked[0] ?? '' }));
    if (other === undefined || order.kept.some((each) => seriesKey(each) === key)) continue;
    const before = found.get(key)?.bases ?? byMeasure.get(first.measure)?.bases ?? [];
    const bases = before.filter((basis) => covers(other.bases, basis));
    if (bases.length === before.length) continue;
    found.set(key, {
      measure: first.measure,
      breakdown: namesOf(first.breakdown),
      bases,
      chosenBy: 'rule',
      why: `its numerator is that of ${other.measure}, which publishes ${basesInWords(other.bases)}`,
    });
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each);
}

/** The series of a value: its measure, and by what it is broken down. */
function seriesKey({ measure, breakdown }: Pick<PublicSeries, 'measure' | 'breakdown'>): string {
  return `${measure} ${namesOf(breakdown)}`;
}

function chosen(
  definition: MeasureDefinition,
  values: readonly Counted[],
  bases: readonly Basis[],
  { threshold, set }: BasesOrder,
): PublicSeries {
  const head = { measure: definition.measure, breakdown: namesOf(values[0]?.breakdown ?? 'all') };
  const wanted = set[definition.measure];
  if (wanted !== undefined) {
    return { ...head, bases: wanted, chosenBy: 'council', why: 'the council set it' };
  }
  const counts = leastCounts(values, definition.unit);
  const times = counts.quarters >= LEAST_HISTORY ? TIMES_KNOWN : TIMES_NEW;
  const most = times * threshold;
  if (counts.quarters > 0 && counts.least > most) {
    return {
      ...head,
      bases,
      chosenBy: 'rule',
      why: `of ${quarters(counts.quarters)} the least count was ${counts.least}, more than ${most}`,
    };
  }
  const basis: PublicBasis = bases.includes('rolling12')
    ? 'rolling12'
    : bases.includes('ytd')
      ? 'financial-year'
      : (bases[0] ?? 'quarter');
  return {
    ...head,
    bases: [basis],
    chosenBy: 'rule',
    why:
      counts.quarters === 0
        ? 'no quarter of it is known, so it may be small'
        : `of ${quarters(counts.quarters)} the least count was ${counts.least}, not more than ${most}`,
  };
}

function quarters(count: number): string {
  return count === 1 ? 'one quarter' : `${count} quarters`;
}

/** The least count in any quarter of a series, and how many quarters say so. */
function leastCounts(
  values: readonly Counted[],
  unit: Unit,
): { readonly least: number; readonly quarters: number } {
  const byPart = groupBy(values, (value) => `${value.areaCode} ${value.breakdown}`);
  const found = [...byPart].map(([, own]) => [...quarterCounts(own)].map(([, each]) => each));
  const counts = found.flat().flatMap(({ numerator, denominator }) => {
    if (unit === 'percent') return [numerator, denominator - numerator];
    return isMeanOf(unit) ? [denominator] : [numerator];
  });
  return {
    least: Math.min(...counts, Number.MAX_SAFE_INTEGER),
    quarters: Math.min(...found.map((each) => each.length), Number.MAX_SAFE_INTEGER),
  };
}

/** A quarter's own counts of one series and part. */
export interface QuarterCounts {
  /** A value of the quarter, by key: what the counts belong to. */
  readonly value: Counted;
  readonly numerator: number;
  readonly denominator: number;
}

/**
 * What each quarter of a series came to, from its quarters, or from years to date less the one before.
 * @param values of one measure, area and breakdown, on all bases
 * @returns by quarter
 */
export function quarterCounts(values: readonly Counted[]): Map<string, QuarterCounts> {
  const byKey = new Map(values.map((value) => [`${value.basis} ${value.quarter}`, value]));
  const found = new Map<string, QuarterCounts>();
  for (const value of values) {
    if (value.basis === 'quarter') found.set(value.quarter, { ...countsOf(value), value });
    if (value.basis !== 'ytd' || found.has(value.quarter)) continue;
    const quarter = parseQuarter(value.quarter);
    const before = byKey.get(`ytd ${shiftQuarter(quarter, -1).key}`);
    if (quarter.number === 1) found.set(value.quarter, { ...countsOf(value), value });
    else if (before !== undefined) {
      found.set(value.quarter, {
        value,
        numerator: value.numerator - before.numerator,
        denominator: value.denominator - before.denominator,
      });
    }
  }
  return found;
}

function countsOf({ numerator, denominator }: Counted) {
  return { numerator, denominator };
}

/** Whether a value is on a basis that its series keeps for officers. */
export function officersOnly(
  chosen: readonly PublicSeries[],
): (value: Pick<Value, 'measure' | 'breakdown' | 'basis' | 'quarter'>) => boolean {
  const byKey = new Map(chosen.map((each) => [seriesKey(each), each.bases]));
  return (value) => {
    const bases = byKey.get(seriesKey(value));
    if (bases === undefined || !WINDOWS.includes(value.basis)) return false;
    return !isOn(bases, value);
  };
}

function isOn(bases: readonly PublicBasis[], value: Pick<Value, 'basis' | 'quarter'>): boolean {
  if (bases.includes(value.basis)) return true;
  return (
    value.basis === 'ytd' &&
    bases.includes('financial-year') &&
    parseQuarter(value.quarter).number === 4
  );
}

/** Whether bases that one series publishes let another publish this one. */
function covers(bases: readonly PublicBasis[], basis: PublicBasis): boolean {
  return (
    basis === 'snapshot' ||
    bases.includes(basis) ||
    (basis === 'financial-year' && bases.includes('ytd'))
  );
}

const WORDS: Readonly<Record<PublicBasis, string>> = {
  snapshot: 'the last day of a quarter',
  quarter: 'each quarter',
  ytd: 'each year to date',
  rolling12: 'the 12 months to each quarter’s end',
  rolling36: 'the 36 months to each quarter’s end',
  annual: 'calendar years',
  'financial-year': 'whole financial years',
};

/** "the 12 months to each quarter’s end and whole financial years". */
export function basesInWords(bases: readonly PublicBasis[]): string {
  if (bases.length === 0) return 'nothing';
  return new Intl.ListFormat('en-GB').format(bases.map((basis) => WORDS[basis]));
}

/** What was chosen for a value's series; undefined where it has one window and no choice. */
export function publicSeriesOf(
  chosen: readonly PublicSeries[],
  value: Pick<Value, 'measure' | 'breakdown'>,
): PublicSeries | undefined {
  return chosen.find((each) => seriesKey(each) === seriesKey(value));
}

/** Why a value is with officers only, in a sentence for the public. */
export function officersReason(
  chosen: readonly PublicSeries[],
  value: Pick<Value, 'measure' | 'breakdown'>,
): string {
  const own = publicSeriesOf(chosen, value);
  return own === undefined || own.bases.length === 0
    ? 'Not published on this basis, so that no child can be recognised.'
    : `Published for ${basesInWords(own.bases)} only, so that no child can be recognised.`;
}
