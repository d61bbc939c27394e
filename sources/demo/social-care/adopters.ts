import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays } from '../days.js';
import { randomFor } from '../random.js';
import type { AdoptionPath } from './adoption-path.js';
import type { Care } from './care.js';

/** One (prospective) adopter; a couple are two with one family number. */
export interface Adopter {
  readonly id: number;
  readonly family: number;
  readonly enquiry: IsoDate;
  readonly stage1Start: IsoDate;
  readonly stage1End: IsoDate;
  readonly stage2Start: IsoDate;
  readonly stage2End: IsoDate;
  readonly applied: IsoDate;
  readonly approved: IsoDate;
  /** The child's own dates, where a child was matched. */
  readonly adoption: AdoptionPath | null;
}

/** Adopters of the children who were adopted, and as many again who wait. */
export function adopters(periods: readonly Care[]): Adopter[] {
  const random = randomFor('adopters');
  const found: Adopter[] = [];
  const family = (number: number, applied: IsoDate, adoption: AdoptionPath | null): void => {
    const enquiry = addDays(applied, -random.between(20, 70));
    const stage1Start = addDays(applied, random.between(1, 14));
    const stage1End = addDays(stage1Start, random.between(50, 75));
    const stage2Start = addDays(stage1End, random.between(3, 25));
    const stage2End = addDays(stage2Start, random.between(90, 130));
    const approved = addDays(stage2End, random.between(5, 30));
    const isCouple = random.chance(0.8);
    for (let person = 0; person < (isCouple ? 2 : 1); person += 1) {
      found.push({
        id: 800_000 + found.length * 13,
        family: number,
        enquiry,
        stage1Start,
        stage1End,
        stage2Start,
        stage2End,
        applied,
        approved,
        adoption,
      });
    }
  };
  for (const { adoption } of periods) {
    if (adoption !== null)
      family(adoption.family, addDays(adoption.matched, -random.between(280, 420)), adoption);
  }
  for (let number = 0; number < 40; number += 1)
    family(700_000 + number, addDays('2014-10-01', random.between(0, 1_100)), null);
  return found;
}
