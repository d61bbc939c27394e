import type { Cohort } from '../social-care/cohort.js';
import { randomFor, type Random } from '../random.js';
import { demoAuthority } from '../timeline.js';
import { type DemoArea, isSmallest } from './areas.js';
import { ownFigures } from './own-figures.js';
import type { YearFigures } from './year-figures.js';

/** Years that the published tables have: those of which the council's own returns hold all twelve months. */
export const publishedYears = [2016, 2017] as const;

export interface AreaYear {
  readonly area: DemoArea;
  readonly year: number;
  readonly figures: YearFigures;
}

/**
 * Every authority's figures of every published year. The council's own are counted from its children; everyone else's are invented,
 * about as large and as far apart as in the north of England.
 * @param childrenOf children aged 0 to 17 of an authority in a year's middle; undefined where that isn't known, so that it is invented
 */
export function inventNation(
  areas: readonly DemoArea[],
  cohort: Cohort,
  childrenOf: (area: DemoArea, year: number) => number | undefined,
): AreaYear[] {
  return areas.flatMap((area) => {
    const random = randomFor(`published figures of ${area.code}`);
    const habits = habitsOf(random, area);
    return publishedYears.map((year): AreaYear => {
      const children = childrenOf(area, year - 1) ?? habits.children;
      const figures =
        area.threeDigit === demoAuthority.threeDigit
          ? { children, ...ownFigures(cohort, year) }
          : invented(random, habits, children);
      return { area, year, figures };
    });
  });
}

/** How an authority differs from others, in every year alike; shares are per mille. */
interface Habits {
  readonly children: number;
  readonly plansPer10000: number;
  readonly repeats: number;
  readonly twoYears: number;
  readonly lookedAfterPer10000: number;
  readonly threePlacements: number;
  readonly inTime: number;
  readonly reReferrals: number;
}

/** Children at least and most, in thousands, by the kind of authority that a code begins with. */
const SIZES: Readonly<Record<string, readonly [number, number]>> = {
  E06: [26, 74],
  E08: [44, 116],
  E09: [41, 92],
  E10: [84, 226],
};

function habitsOf(random: Random, area: DemoArea): Habits {
  const [least, most] = SIZES[area.code.slice(0, 3)] ?? [30, 60];
  return {
    children: isSmallest(area) ? random.between(4, 8) * 100 : random.between(least, most) * 1_000,
    plansPer10000: around(random, 43, 17),
    repeats: around(random, 187, 70),
    twoYears: around(random, 22, 20),
    lookedAfterPer10000: around(random, 64, 30),
    threePlacements: around(random, 101, 32),
    inTime: around(random, 835, 135),
    reReferrals: around(random, 215, 80),
  };
}

/** A number near the middle more often than near the edge. */
function around(random: Random, middle: number, reach: number): number {
  return middle + Math.round((random.between(-reach, reach) + random.between(-reach, reach)) / 2);
}

function invented(random: Random, habits: Habits, children: number): YearFigures {
  const share = (of: number, perMille: number): number => Math.round((of * perMille) / 1_000);
  const near = (count: number): number => share(count, random.between(930, 1_070));
  const per10000 = (rate: number): number => near(Math.round((children * rate) / 10_000));
  const open = per10000(habits.plansPer10000);
  const started = near(share(open, 1_300));
  const referrals = near(share(children, 54));
  const assessments = near(share(referrals, 860));
  const lookedAfter = per10000(habits.lookedAfterPer10000);
  return {
    children,
    plansStarted: started,
    plansEnded: near(started),
    repeatPlans: Math.min(started, near(share(started, habits.repeats))),
    openByLength: byLength(random, open, share(open, habits.twoYears)),
    referrals,
    reReferrals: Math.min(referrals, near(share(referrals, habits.reReferrals))),
    noFurtherAction: near(share(referrals, 95)),
    assessments,
    assessmentsInTime: share(assessments, Math.min(990, near(habits.inTime))),
    lookedAfter,
    threePlacements: Math.min(lookedAfter, near(share(lookedAfter, habits.threePlacements))),
  };
}

/** Parts that add up to the plans open: the last one given, the others as they fall. */
function byLength(random: Random, open: number, twoYears: number): number[] {
  const rest = open - twoYears;
  const [first, second, third] = [
    Math.round((rest * random.between(280, 350)) / 1_000),
    Math.round((rest * random.between(220, 280)) / 1_000),
    Math.round((rest * random.between(240, 290)) / 1_000),
  ];
  return [first, second, third, rest - first - second - third, twoYears];
}
