import { longDate, monthAndYear } from '../core/calendar/days.js';
import { type Quarter, shiftQuarter } from '../core/calendar/quarter.js';
import { breaksOf, type MeasureDefinition } from '../core/figure/definition.js';
import type { Basis, Value, ValueFlag, ValueSymbol } from '../core/figure/value.js';
import { sentenceCase } from './grade-words.js';
import type { Pin } from './pins.js';
import { whyNotCounting } from './not-counting.js';
import type { MeasureRow } from './rows.js';
import type { SourceFacts } from './source-facts.js';

/** The returns that count, and what came of each source. */
interface Received {
  readonly pins: readonly Pin[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
}

/** Where a figure comes from, as it is printed with it. */
export interface FigureSource {
  readonly source: string;
  readonly note: string | null;
  /** The quarter before comes from another return: the series breaks here. */
  readonly isOther: boolean;
}

const BROKEN: readonly ValueFlag[] = ['b'];

/** What a measure's SQL gave for an area as a value: a number, a word, or a symbol with its reason. */
export function toValue(
  row: MeasureRow,
  definition: MeasureDefinition,
  quarter: Quarter,
  {
    pins,
    sources,
    threshold = DEFAULT_THRESHOLD,
  }: Received & { readonly threshold?: number | undefined },
  choice: FigureSource,
): Value {
  const key = keyOf(definition, quarter, row.basis, row.areaCode, row.breakdown);
  const flags = choice.isOther ? BROKEN : flagsOf(row.breakdown, definition, quarter, pins);
  const unknown = unknownWords(row, definition, threshold);
  const note = noteOf(row, definition, quarter, pins, choice, unknown);
  const content = { ...key, flags, note, word: null };
  const meaningless = whyNoMeaning(row, definition, quarter);
  if (meaningless !== undefined)
    return { ...content, flags: [], note: null, ...symbol('z', meaningless) };
  if (row.reason !== null) return { ...content, ...symbol('x', row.reason) };
  if (row.word !== null) {
    return {
      ...content,
      numerator: null,
      denominator: null,
      symbol: null,
      reason: null,
      word: sentenceCase(row.word),
    };
  }
  if (isTooUnknown(row, definition)) {
    const what = definition.unknown ?? definition.numerator;
    return { ...content, ...symbol('x', `More than ${MOST_UNKNOWN}% are unknown: ${what}.`) };
  }
  if (row.denominator === null) {
    return {
      ...content,
      ...symbol('x', whyNoPopulation(quarter, { pins, sources })),
    };
  }
  if (row.denominator === 0 && definition.unit === 'grade') {
    return { ...content, ...symbol('x', 'The returns give no such grade of this authority.') };
  }
  if (row.denominator === 0) {
    const whole = definition.denominator ?? definition.numerator;
    return { ...content, ...symbol('z', `There is nothing to measure: 0 of 0 (${whole}).`) };
  }
  return {
    ...content,
    numerator: row.numerator,
    denominator: definition.unit === 'count' ? 1 : row.denominator,
    flags: isLeast(row) ? [...flags, 'm'] : flags,
    symbol: null,
    reason: null,
  };
}

/** What the returns show is the least that it can be; of all of them it can be no more. */
function isLeast({ assumedCount, numerator, denominator }: MeasureRow): boolean {
  return (assumedCount ?? 0) > 0 && numerator !== denominator;
}

function whyNoPopulation(quarter: Quarter, { pins, sources }: Received): string {
  const hasEstimates = currentPin(pins, 'population', quarter) !== undefined;
  const why = hasEstimates ? undefined : whyNotCounting(sources.get('population'), quarter);
  return why ?? 'No population estimate for this area has been received.';
}

/** Above this share unknown, in per cent, a figure would say what nobody knows. */
const MOST_UNKNOWN = 5;

function isTooUnknown(row: MeasureRow, { unknownOf = 'denominator' }: MeasureDefinition): boolean {
  const unknown = row.unknownCount ?? 0;
  return unknown * 100 > ((row[unknownOf] ?? 0) + unknown) * MOST_UNKNOWN;
}

/** How many are unknown. Of children as few as the council hides are said to be few. */
function unknownWords(
  { unknownCount }: MeasureRow,
  definition: MeasureDefinition,
  threshold: number,
): string | null {
  if (unknownCount === null || unknownCount === 0) return null;
  const isOfPeople = definition.counts === 'people' || definition.counts === 'events';
  const count =
    isOfPeople && unknownCount <= threshold ? `${threshold} or fewer` : numberWords(unknownCount);
  return `unknown and left out: ${count} ${definition.unknown ?? ''}`.trim();
}

/** Counts of 1 to 5 children are small where the council doesn't set another threshold. */
const DEFAULT_THRESHOLD = 5;

export function keyOf(
  definition: MeasureDefinition,
  quarter: Quarter,
  basis: Basis,
  areaCode: string,
  breakdown: string,
): Pick<Value, 'measure' | 'version' | 'basis' | 'areaCode' | 'breakdown' | 'quarter'> {
  return {
    measure: definition.measure,
    version: definition.version,
    basis,
    areaCode,
    breakdown,
    quarter: quarter.key,
  };
}

export function symbol(
  which: ValueSymbol,
  reason: string,
): Pick<Value, 'numerator' | 'denominator' | 'symbol' | 'reason'> {
  return { numerator: null, denominator: null, symbol: which, reason };
}

/** Quarters before its own that a basis counts. */
const QUARTERS_BACK: Partial<Readonly<Record<Basis, number>>> = { rolling12: 3, rolling36: 11 };

/** Why a breakdown can't be counted in a quarter: its code isn't there yet for all of the time that is counted, or no more. */
function whyNoMeaning(
  row: MeasureRow,
  definition: MeasureDefinition,
  quarter: Quarter,
): string | undefined {
  const first = shiftQuarter(quarter, -(QUARTERS_BACK[row.basis] ?? 0)).key;
  return definition.partQuarters?.find(
    ({ parts, from, until }) =>
      parts.includes(row.breakdown) &&
      ((from !== undefined && first < from) || (until !== undefined && quarter.key > until)),
  )?.why;
}

/** `[b]` at the first quarter of a version and of a break; after an unrated break, always. */
function flagsOf(
  breakdown: string,
  definition: MeasureDefinition,
  quarter: Quarter,
  pins: readonly Pin[],
): readonly ValueFlag[] {
  const isBroken =
    definition.from === quarter.key ||
    breaksOf(definition, breakdown).some((each) => {
      if (!isAfter(each, definition, quarter, pins)) return false;
      return each.unrated || !isAfter(each, definition, shiftQuarter(quarter, -1), pins);
    });
  return isBroken ? BROKEN : [];
}

function isAfter(
  change: MeasureDefinition['breaks'][number],
  definition: MeasureDefinition,
  quarter: Quarter,
  pins: readonly Pin[],
): boolean {
  if (quarter.key < change.from) return false;
  const date = change.asAtAfter ?? null;
  if (date === null) return true;
  const asAt = currentPin(pins, Object.keys(definition.needs)[0], quarter)?.asAt;
  return asAt === undefined ? quarter.key > change.from : asAt > date;
}

function noteOf(
  row: MeasureRow,
  definition: MeasureDefinition,
  quarter: Quarter,
  pins: readonly Pin[],
  choice: FigureSource,
  unknown: string | null,
): string | null {
  const parts = [
    choice.note,
    row.note,
    coverage(row, definition),
    row.leftOutCount === null || row.leftOutCount === 0
      ? null
      : `${definition.leftOut ?? 'left out'}: ${numberWords(row.leftOutCount)}`,
    unknown,
    asAtOf(definition, quarter, pins),
    populationOf(row),
    definition.annualise === 1 || row.basis !== 'quarter'
      ? null
      : `the quarter's count times ${definition.annualise}`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join('; ');
}

function coverage(row: MeasureRow, definition: MeasureDefinition): string | null {
  if (row.coverageTotal === null || row.numerator === null) return null;
  const shown = [row.numerator, row.denominator ?? 0, row.coverageTotal].map(numberWords);
  const what = ofOne(definition.coverage ?? '', row.coverageTotal);
  return `${shown[0] ?? ''} of ${shown[1] ?? ''}; ${shown[2] ?? ''} ${what}`.trim();
}

/** "1 school", "2 schools": the plural that a definition names, or its singular. */
function ofOne(plural: string, count: number): string {
  return count === 1 ? plural.replace(/(?<=\b(?:school|pupil|home|child))(?:ren|s)\b/, '') : plural;
}

/** Estimates are revised from release to release, so the release is told by the last day that it goes to. */
function populationOf({ populationYear, populationReleasedOn }: MeasureRow): string | null {
  if (populationYear === null) return null;
  const released = populationReleasedOn === null ? '' : monthAndYear(populationReleasedOn);
  return `population at 30 June ${populationYear}${released === '' ? '' : `, estimates to ${released}`}`;
}

/** A whole number with thousands separators. */
function numberWords(count: number): string {
  return count.toLocaleString('en-GB');
}

/** A published file's date is printed with its figures: the one of 31 August serves the quarter to September. */
function asAtOf(
  definition: MeasureDefinition,
  quarter: Quarter,
  pins: readonly Pin[],
): string | null {
  const pin = currentPin(pins, Object.keys(definition.needs)[0], quarter);
  const isSnapshot =
    pin !== undefined && pin.coversFrom === pin.coversTo && pin.asAt === pin.coversTo;
  return isSnapshot ? `as at ${longDate(pin.asAt)}` : null;
}

export function currentPin(
  pins: readonly Pin[],
  source: string | undefined,
  quarter: Quarter,
): Pin | undefined {
  return pins.findLast(
    (pin) => pin.quarter === quarter.key && pin.source === source && pin.isCurrent,
  );
}
