import type { Reach } from '../../sources/contract/types.js';
import { type IsoDate, longDate } from '../core/calendar/days.js';
import type { Quarter } from '../core/calendar/quarter.js';
import type { WorkingDays } from '../core/calendar/working-days.js';
import type { Pin } from '../measure/pins.js';
import { isDatedFor } from '../measure/dated-for.js';
import { londonDay } from '../core/calendar/london-time.js';

/** A return as the ledger has it, for the grid. */
export interface LedgerReturn {
  readonly returnNo: number;
  readonly source: string;
  readonly asAt: IsoDate;
  /** UTC instant. */
  readonly receivedAt: string;
  readonly status: 'accepted' | 'refused' | 'expired';
  readonly refusedWhy: string | null;
}

/** What the workspace expects of a source. */
export interface Expectation {
  readonly source: string;
  /** Working days after quarter end. */
  readonly due: number;
  readonly required: boolean;
  readonly owner: string | null;
}

export type CellState =
  /** A return counts for the quarter. */
  | 'received'
  /** It counts, and came after it was due. */
  | 'received late'
  /** Nothing that counts; something came and was refused. */
  | 'refused'
  /** It came and counted; its keeping time is over, and it is deleted. */
  | 'expired'
  /** Nothing came, and it is past due. */
  | 'missing'
  /** Nothing came yet; it isn't due. */
  | 'awaited'
  /** Nothing came, and nobody expects it. */
  | 'none';

/** One source in one quarter. */
export interface GridCell {
  readonly quarter: string;
  readonly source: string;
  readonly state: CellState;
  readonly asAt: IsoDate | null;
  readonly due: IsoDate | null;
  /** Accepted returns for the same quarter that a later one took the place of. */
  readonly superseded: number;
  /** Whom to ask for it. */
  readonly owner: string | null;
  /** Why it was refused, or what came instead; null where there is nothing to say. */
  readonly why: string | null;
}

/**
 * Where each expected return of each quarter is.
 * @param pins those of every quarter shown
 * @param now for what is past due
 */
export function returnGrid(
  quarters: readonly Quarter[],
  expectations: readonly Expectation[],
  returns: readonly LedgerReturn[],
  pins: readonly Pin[],
  reachOf: (source: string) => Reach | undefined,
  workingDays: WorkingDays,
  now: Date,
): GridCell[] {
  const today = londonDay(now);
  return expectations.flatMap((expected) =>
    quarters.map((quarter) => {
      const due = workingDays.after(quarter.lastDay, expected.due);
      const own = returns.filter((each) => each.source === expected.source);
      const counting = pins.find(
        (pin) => pin.quarter === quarter.key && pin.source === expected.source && pin.isCurrent,
      );
      return {
        quarter: quarter.key,
        source: expected.source,
        ...stateOf({ quarter, due, reach: reachOf(expected.source) }, own, counting, today),
        due,
        owner: expected.owner,
      };
    }),
  );
}

/** A quarter for which a return is expected. */
interface Expected {
  readonly quarter: Quarter;
  readonly due: IsoDate;
  readonly reach: Reach | undefined;
}

function stateOf(
  { quarter, due, reach }: Expected,
  own: readonly LedgerReturn[],
  counting: Pin | undefined,
  today: IsoDate,
): Pick<GridCell, 'state' | 'asAt' | 'superseded' | 'why'> {
  const mayCount = (each: LedgerReturn): boolean => isDatedFor(each.asAt, quarter, reach);
  if (counting !== undefined) {
    const rivals = own.filter(
      (each) =>
        each.status === 'accepted' &&
        (each.asAt === counting.asAt || (reach?.kind === 'period' && mayCount(each))),
    );
    // A return that was in on the day it was due, and fixed later, wasn't late.
    const first = rivals.map((each) => londonDay(each.receivedAt)).sort()[0];
    return {
      state: first !== undefined && first > due ? 'received late' : 'received',
      asAt: counting.asAt,
      superseded: Math.max(0, rivals.length - 1),
      why: null,
    };
  }
  const nothing = { superseded: 0, why: null };
  const expired = own.findLast((each) => each.status === 'expired' && mayCount(each));
  if (expired !== undefined) return { ...nothing, state: 'expired', asAt: expired.asAt };
  const refused = own.findLast((each) => each.status === 'refused' && mayCount(each));
  if (refused !== undefined)
    return { ...nothing, state: 'refused', asAt: refused.asAt, why: refused.refusedWhy };
  const why = reach?.kind === 'snapshot' ? tooOld(own, quarter) : null;
  return { ...nothing, state: today > due ? 'missing' : 'awaited', asAt: null, why };
}

/** What is there, where nothing is there that counts: a state of too long ago. */
function tooOld(own: readonly LedgerReturn[], quarter: Quarter): string | null {
  const last = own
    .filter((each) => each.status === 'accepted' && each.asAt <= quarter.lastDay)
    .map((each) => each.asAt)
    .sort()
    .at(-1);
  return last === undefined ? null : `The last one, as at ${longDate(last)}, is too old.`;
}
