import { parseQuarter, type Quarter } from '../../core/calendar/quarter.js';
import { QuarterlyError } from '../../core/errors.js';
import type { MeasureDefinition } from '../../core/figure/definition.js';
import { decimalsOf } from '../../core/figure/rounding.js';
import type { Polarity, Unit } from '../../core/figure/value.js';
import type { StrategyMeasure, TargetProfile } from '../../core/strategy/types.js';

/** What a strategy asks of a figure, in the measure's unit. */
export interface Aim {
  readonly polarity: Polarity;
  /** The standing target; a profile goes before it. */
  readonly target: number | null;
  readonly profile?: TargetProfile | null;
  /** Amber reaches this far beyond the target, in the unit or in per cent of the target. */
  readonly tolerance: number | null;
  readonly tolerancePercent?: number | null;
  /** Red beyond it, whatever the tolerance. */
  readonly minimum?: number | null;
}

/** The target in force in a quarter: of a profile the quarter's own, else that of its number in every year. */
export function targetIn(
  aim: Pick<Aim, 'target' | 'profile'>,
  quarter: Pick<Quarter, 'key' | 'number'>,
): number | null {
  if (aim.profile == null) return aim.target;
  return aim.profile[quarter.key] ?? aim.profile[`Q${quarter.number}`] ?? null;
}

/** The rating of a figure that is to be rated against a target. */
export function rate(figure: number, target: number, aim: Aim): 'green' | 'amber' | 'red' {
  if (!isWorse(figure, target, aim.polarity)) return 'green';
  if (aim.minimum != null && isWorse(figure, aim.minimum, aim.polarity)) return 'red';
  return isWorse(figure, amberLimit(target, aim), aim.polarity) ? 'red' : 'amber';
}

/** True where a figure lies on the worse side of a level. */
export function isWorse(figure: number, level: number, polarity: Polarity): boolean {
  const short = polarity === 'high' ? level - figure : figure - level;
  // A millionth is far below any published digit: it keeps 94.9 - 94.6 from exceeding 0.3 in binary.
  return short > 1e-6;
}

/** The last figure that is amber. */
function amberLimit(target: number, { tolerance, tolerancePercent, polarity }: Aim): number {
  const reach =
    tolerancePercent == null ? (tolerance ?? 0) : (Math.abs(target) * tolerancePercent) / 100;
  return polarity === 'high' ? target - reach : target + reach;
}

/**
 * The rule by which a figure is rated, as a pack prints it: "green at 95% or more, amber to 92%, red below that".
 * @param target the one in force in the quarter.
 * @param tooFew a percentage over fewer than this isn't rated.
 */
export function ruleWords(
  aim: Aim,
  target: number | null,
  unit: Unit,
  tooFew: number,
  quarter: Pick<Quarter, 'months'>,
): string {
  const { polarity, minimum } = aim;
  if (polarity === 'none') return 'for information: neither more nor less is better in itself';
  const better = polarity === 'high' ? 'more' : 'less';
  if (target === null) {
    const when = aim.profile == null ? '' : ` for ${quarter.months}`;
    return `no target has been set${when}; ${better} is better`;
  }
  const beyond = polarity === 'high' ? 'below' : 'above';
  // No percentage lies above 100, and no number below 0.
  const isBound = polarity === 'high' ? unit === 'percent' && target === 100 : target === 0;
  const parts = [
    `green at ${levelWords(target, unit)}${isBound ? '' : ` or ${better}`}${aim.profile == null ? '' : ` in ${quarter.months}`}`,
    ...amberWords(aim, target, unit),
    ...(minimum == null
      ? []
      : [`red in any case ${beyond} the minimum expectation of ${levelWords(minimum, unit)}`]),
  ];
  const few = unit === 'percent' ? `; not rated where fewer than ${tooFew} are counted` : '';
  return `${parts.join(', ')}${few}${profileWords(aim.profile ?? null, unit)}`;
}

function amberWords(aim: Aim, target: number, unit: Unit): string[] {
  const beyond = aim.polarity === 'high' ? 'below' : 'above';
  const limit = amberLimit(target, aim);
  if (limit === target) return [`red ${beyond} it`];
  const share =
    aim.tolerancePercent == null ? '' : ` (${aim.tolerancePercent}% of the target beyond it)`;
  return [`amber to ${levelWords(limit, unit)}${share}`, `red ${beyond} that`];
}

/** "; targets by quarter: 20% in Apr to Jun, 45% in Jul to Sep"; a quarter of one year is named with it. */
function profileWords(profile: TargetProfile | null, unit: Unit): string {
  if (profile === null) return '';
  const words = Object.entries(profile)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, target]) => `${levelWords(target, unit)} in ${profileKeyWords(key)}`);
  return `; targets by quarter: ${words.join(', ')}`;
}

function profileKeyWords(key: string): string {
  if (key.length > 2) return parseQuarter(key).months;
  // The months of a quarter are those of any year.
  return parseQuarter(`2000-01-${key}`).months.replace(/ \d{4}$/, '');
}

/** A level in its unit: "92.5%", "1,250", "13.5" where a share of a whole target has a part. */
export function levelWords(level: number, unit: Unit): string {
  const text = level.toLocaleString('en-GB', {
    minimumFractionDigits: decimalsOf[unit],
    maximumFractionDigits: Math.max(decimalsOf[unit], 2),
  });
  if (unit === 'percent') return `${text}%`;
  return unit === 'days' ? `${text} days` : text;
}

/**
 * Refuses a promise that can't be kept or read.
 * @throws QuarterlyError `configuration` that says what would be right.
 */
export function checkAim(promise: StrategyMeasure, definition: MeasureDefinition): void {
  const polarity = promise.polarity ?? definition.polarity;
  const { minimum } = promise;
  if (polarity === 'none' || minimum === null) return;
  const targets =
    promise.profile === null ? [promise.target ?? minimum] : Object.values(promise.profile);
  if (targets.some((target) => isWorse(target, minimum, polarity))) {
    const side = polarity === 'high' ? 'above' : 'below';
    throw new QuarterlyError(
      'configuration',
      `The strategy's minimum for ${promise.measure} (${levelWords(minimum, definition.unit)}) lies ${side} its target: a figure would meet the target and miss what is expected at least.`,
      {
        fix: `Give a minimum that is no better than any of its targets (${polarity === 'high' ? 'more' : 'less'} is better).`,
      },
    );
  }
}
