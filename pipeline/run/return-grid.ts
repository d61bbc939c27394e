import { dayNumber, type IsoDate } from '../calendar/days.js';
import type { Quarter } from '../calendar/quarter.js';
import type { WorkingDays } from '../calendar/working-days.js';
import type { Pin } from '../measure/pins.js';

/** A return as the ledger has it, for the grid. */
export interface LedgerReturn {
  readonly returnNo: number;
  readonly source: string;
  readonly asAt: IsoDate;
  /** UTC instant. */
  readonly receivedAt: string;
  readonly status: 'accepted' | 'refused' | 'expired';
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
}

/** London's date of an instant: due days end at midnight there. */
export function londonDay(instant: string | Date): IsoDate {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/London',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(new Date(instant));
}

/**
 * Where each expected return of each quarter stands.
 * @param pins those of every quarter shown
 * @param now for what is past due
 */
export function returnGrid(
  quarters: readonly Quarter[],
  expectations: readonly Expectation[],
  returns: readonly LedgerReturn[],
  pins: readonly Pin[],
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
        ...stateOf(quarter, own, counting, due, today),
        due,
      };
    }),
  );
}

function stateOf(
  quarter: Quarter,
  own: readonly LedgerReturn[],
  counting: Pin | undefined,
  due: IsoDate,
  today: IsoDate,
): Pick<GridCell, 'state' | 'asAt' | 'superseded'> {
  if (counting !== undefined) {
    const rivals = own.filter(
      (each) => each.status === 'accepted' && sameQuarter(each.asAt, counting.asAt, quarter),
    );
    // A return that was in on the day it was due, and mended later, wasn't late.
    const first = rivals.map((each) => londonDay(each.receivedAt)).sort()[0];
    return {
      state: first !== undefined && first > due ? 'received late' : 'received',
      asAt: counting.asAt,
      superseded: Math.max(0, rivals.length - 1),
    };
  }
  const expired = own.findLast(
    (each) => each.status === 'expired' && nearQuarterEnd(each.asAt, quarter),
  );
  if (expired !== undefined) return { state: 'expired', asAt: expired.asAt, superseded: 0 };
  const refused = own.filter(
    (each) => each.status === 'refused' && nearQuarterEnd(each.asAt, quarter),
  );
  const last = refused.at(-1);
  if (last !== undefined) return { state: 'refused', asAt: last.asAt, superseded: 0 };
  return { state: today > due ? 'missing' : 'awaited', asAt: null, superseded: 0 };
}

function sameQuarter(asAt: IsoDate, counting: IsoDate, quarter: Quarter): boolean {
  return asAt === counting || nearQuarterEnd(asAt, quarter);
}

/** From the quarter's end to 45 days after: the days for which a quarter's return may be dated. */
function nearQuarterEnd(asAt: IsoDate, quarter: Quarter): boolean {
  const distance = dayNumber(asAt) - dayNumber(quarter.lastDay);
  return distance >= 0 && distance <= 45;
}
