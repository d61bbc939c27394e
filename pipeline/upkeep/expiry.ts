import { addMonths, type IsoDate } from '../core/calendar/days.js';
import {
  type Quarter,
  quarterContaining,
  quartersUpTo,
  shiftQuarter,
} from '../core/calendar/quarter.js';
import { choosePins } from '../measure/pins.js';
import type { LedgerReturn } from '../measure/returns.js';
import type { Reach } from '../../sources/contract/types.js';

/** A return whose keeping time is over, and what its end ends. */
export interface ExpiringReturn {
  readonly returnNo: number;
  readonly source: string;
  readonly asAt: IsoDate;
  /** The last day on which it had to be kept. */
  readonly keptUntil: IsoDate;
  /** Quarters that it covers itself: they can't be rebuilt without it. */
  readonly ends: readonly string[];
  /** Quarters that take history from it: what rests on that history becomes `[x]` if they are rebuilt. */
  readonly thins: readonly string[];
}

/** How the sources of a workspace speak, and how many years each is kept; undefined: for good. */
export interface KeepingRules {
  reachOf(source: string): Reach | undefined;
  yearsOf(source: string): number | undefined;
}

/** The returns whose keeping time is over on a day, oldest first. @param today London's date. */
export function expiringReturns(
  returns: readonly LedgerReturn[],
  rules: KeepingRules,
  today: IsoDate,
): ExpiringReturn[] {
  const over = returns.flatMap((each) => {
    const years = rules.yearsOf(each.source);
    if (each.status === 'expired' || years === undefined) return [];
    const keptUntil = addMonths(each.asAt, 12 * years);
    return keptUntil < today ? [{ each, keptUntil }] : [];
  });
  if (over.length === 0) return [];
  const pins = choosePins(
    returns.filter((each) => each.status === 'accepted'),
    (source) => rules.reachOf(source),
    quartersTouched(over.map(({ each }) => each)),
    latestReceipt(returns),
  );
  return over
    .map(({ each, keptUntil }) => {
      const own = pins.filter((pin) => pin.returnNo === each.returnNo);
      return {
        returnNo: each.returnNo,
        source: each.source,
        asAt: each.asAt,
        keptUntil,
        ends: own.filter((pin) => pin.isCurrent).map((pin) => pin.quarter),
        thins: own.filter((pin) => !pin.isCurrent).map((pin) => pin.quarter),
      };
    })
    .sort((a, b) => (a.asAt < b.asAt ? -1 : a.asAt > b.asAt ? 1 : a.returnNo - b.returnNo));
}

/** History is taken from up to five years before a quarter's end. */
const QUARTERS_OF_HISTORY = 21;

function quartersTouched(returns: readonly LedgerReturn[]): Quarter[] {
  const dates = returns.map((each) => each.asAt).sort();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return [];
  const from = shiftQuarter(quarterContaining(first), -1);
  const to = shiftQuarter(quarterContaining(last), QUARTERS_OF_HISTORY);
  const count = Math.round((yearsOf(to) - yearsOf(from)) * 4) + 1;
  return quartersUpTo(to, count);
}

function yearsOf(quarter: Quarter): number {
  const [year = 0, month = 1] = quarter.lastDay.split('-').map(Number);
  return year + month / 12;
}

function latestReceipt(returns: readonly LedgerReturn[]): string {
  return (
    returns
      .map((each) => each.receivedAt)
      .sort()
      .at(-1) ?? ''
  );
}

/**
 * The deleted returns that counted for a quarter: without them it can't be computed again. Of a reference list every edition counts,
 * and a newer one serves.
 */
export function expiredFor(
  quarter: Quarter,
  returns: readonly LedgerReturn[],
  reachOf: (source: string) => Reach | undefined,
  knownAt: string,
): LedgerReturn[] {
  const stood = choosePins(
    returns.filter((each) => each.status !== 'refused'),
    (source) => {
      const reach = reachOf(source);
      return reach?.kind === 'reference' ? undefined : reach;
    },
    [quarter],
    knownAt,
  );
  const current = new Set(stood.filter((pin) => pin.isCurrent).map((pin) => pin.returnNo));
  return returns.filter((each) => each.status === 'expired' && current.has(each.returnNo));
}
