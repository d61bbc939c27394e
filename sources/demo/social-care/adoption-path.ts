import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, workingDayAfter } from '../days.js';
import type { Random } from '../random.js';

/** The dates on the way from care to an adoption order; those after the last known day are only plans. */
export interface AdoptionPath {
  /** Number of the adopting family, which joins list 10 to list 11. */
  readonly family: number;
  /** The decision that the child should be placed for adoption. */
  readonly decided: IsoDate;
  readonly placementOrder: IsoDate;
  readonly matched: IsoDate;
  readonly placed: IsoDate;
  readonly adopted: IsoDate;
  /** Adopted by the foster carers with whom the child already lives. */
  readonly byFosterCarers: boolean;
}

export function adoptionPath(random: Random, entered: IsoDate): AdoptionPath {
  const onward = (from: IsoDate, least: number, most: number): IsoDate =>
    workingDayAfter(addDays(from, random.between(least, most)), 1);
  const decided = onward(entered, 110, 230);
  const placementOrder = onward(decided, 25, 70);
  const matched = onward(placementOrder, 40, 230);
  const placed = onward(matched, 8, 30);
  return {
    family: 500_000 + random.between(1, 99_999),
    decided,
    placementOrder,
    matched,
    placed,
    adopted: onward(placed, 120, 260),
    byFosterCarers: random.chance(0.12),
  };
}
