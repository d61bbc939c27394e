import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths } from '../days.js';
import type { Random } from '../random.js';

/** An invented child. There is no name anywhere. */
export interface Child {
  /** The same in Annex A and in the looked-after return. */
  readonly id: number;
  readonly sex: 'female' | 'male';
  readonly ethnicity: string;
  readonly birth: IsoDate;
  readonly hasDisability: boolean;
}

/** Invents children, each with an identifier of its own. */
export interface People {
  /** A child aged `leastMonths` to `mostMonths` on a day; a negative age is a child not yet born. */
  newChild(on: IsoDate, leastMonths: number, mostMonths: number): Child;
}

/** Codes of the school census, in roughly the shares of a northern town. */
const ETHNICITIES = [
  ['WBRI', 875],
  ['WOTH', 18],
  ['WROM', 6],
  ['MWBC', 12],
  ['MWBA', 8],
  ['MWAS', 16],
  ['MOTH', 10],
  ['APKN', 24],
  ['AOTH', 8],
  ['BAFR', 9],
  ['OOTH', 8],
  ['NOBT', 6],
] as const;

export function people(random: Random): People {
  let created = 0;
  return {
    newChild: (on, leastMonths, mostMonths) => {
      created += 1;
      return {
        // A step that is no divisor of anything keeps the numbers from looking like ranks.
        id: 7_000_000 + created * 37,
        sex: random.chance(0.52) ? 'male' : 'female',
        ethnicity: random.weighted<string>(ETHNICITIES),
        birth: addDays(
          addMonths(on, -random.between(leastMonths, mostMonths)),
          -random.between(0, 27),
        ),
        hasDisability: random.chance(0.07),
      };
    },
  };
}

/** The day on which a child reaches an age in years. */
export function birthday(child: Child, years: number): IsoDate {
  return addMonths(child.birth, years * 12);
}

/** The first of a run of sizes that sum to a count: brothers and sisters are known together. */
export function familySize(random: Random, atMost: number): number {
  const size = random.weighted([
    [1, 46],
    [2, 29],
    [3, 17],
    [4, 8],
  ] as const);
  return Math.min(size, atMost);
}
