import type { MeasureDefinition } from '../../core/figure/definition.js';
import { FACTORS } from '../../core/figure/rounding.js';
import type { Significance } from '../../core/figure/significance.js';
import {
  type CountsBehind,
  countsBehind,
  isAtLeast,
  type Unit,
  type Value,
} from '../../core/figure/value.js';
import {
  compareWithReference,
  compareYears,
  type Counts,
  type CountsKind,
  FEWEST_AUTHORITIES,
} from '../judge/significance.js';

const KINDS: Readonly<Partial<Record<Unit, CountsKind>>> = {
  percent: 'proportion',
  rate_per_10000: 'rate',
};

/** How the counts of a measure may be tested; undefined of what isn't a share or rate of counted children and events. */
export function kindOf({ unit, counts }: MeasureDefinition): CountsKind | undefined {
  // Pupils change their group a whole school at a time, so their counts aren't independent.
  return counts === 'pupils' ? undefined : KINDS[unit];
}

/**
 * Whether the council differs from England and its region by more than chance and the usual differences between authorities.
 * @param others England and region, by name, with their counts
 * @param peers counts of the authorities of the same period
 */
export function againstOthers(
  definition: MeasureDefinition,
  current: Value,
  others: readonly { readonly name: string; readonly counts: CountsBehind }[],
  peers: readonly CountsBehind[],
): Significance[] {
  const kind = kindOf(definition);
  const own = wholeCounts(countsBehind(current));
  if (kind === undefined || own === null || current.symbol !== null) return [];
  if (isAtLeast(current)) return others.map(({ name }) => cannotSay(name, AT_LEAST));
  const known = peers.flatMap((each) => wholeCounts(each) ?? []);
  const annualise = current.basis === 'quarter' ? definition.annualise : 1;
  // Of a rate over a quarter the others' are of a year: neither chance nor size is alike.
  if (annualise !== 1) return [];
  const times = Number(FACTORS[definition.unit]);
  return others.flatMap(({ name, counts }): Significance[] => {
    const reference = wholeCounts(counts);
    if (reference === null) return [];
    const tested = compareWithReference(own, reference, known, kind);
    if (tested === null) return [cannotSay(name, whyUntested(known.length))];
    const { word, limits, overdispersion } = tested;
    return [
      {
        ...{ against: name, word, why: null },
        limits: {
          lower: oneDecimal(limits.lower * times),
          upper: oneDecimal(limits.upper * times),
        },
        overdispersion: oneDecimal(overdispersion),
      },
    ];
  });
}

/**
 * Whether a flow differs from that of a year before by more than chance; null of a stock, and of what has no counts. What publishers
 * count may come in clusters (sessions of one pupil), so theirs is widened as the comparison with others is, or not made.
 */
export function againstLastYear(
  definition: MeasureDefinition,
  current: Value,
  then: Value | undefined,
  others: readonly Significance[],
): Significance | null {
  const isStock =
    definition.published == null
      ? current.basis === 'snapshot' || current.basis === 'annual'
      : definition.published.speaksFor === 'date';
  const kind = kindOf(definition);
  if (isStock || kind === undefined || then === undefined) return null;
  if (current.symbol !== null || then.symbol !== null || then.flags.includes('b')) return null;
  if (current.flags.includes('b')) return null;
  if (isAtLeast(current) || isAtLeast(then)) return cannotSay(LAST_YEAR, AT_LEAST);
  const [now, before] = [wholeCounts(countsBehind(current)), wholeCounts(countsBehind(then))];
  if (now === null || before === null) return null;
  const overdispersion =
    definition.published == null
      ? null
      : others.find((each) => each.overdispersion !== null)?.overdispersion;
  if (overdispersion === undefined) return null;
  const word = compareYears(now, before, kind, overdispersion ?? 1);
  return word === null
    ? cannotSay(LAST_YEAR, TOO_FEW)
    : { against: LAST_YEAR, word, limits: null, overdispersion, why: null };
}

const LAST_YEAR = 'last year';
const AT_LEAST = 'only the least that it can be is known';
const TOO_FEW = 'too few are counted for a test';

export function whyUntested(authorities: number): string {
  return authorities < FEWEST_AUTHORITIES
    ? 'too few authorities have published counts for a test'
    : TOO_FEW;
}

function cannotSay(against: string, why: string): Significance {
  return { against, word: 'cannot say', limits: null, overdispersion: null, why };
}

export function wholeCounts({ numerator, denominator }: CountsBehind): Counts | null {
  return numerator === null || denominator === null || denominator <= 0
    ? null
    : { numerator, denominator };
}

export function oneDecimal(number: number): number {
  return Math.round(number * 10) / 10;
}
