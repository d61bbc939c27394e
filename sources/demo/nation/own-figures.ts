import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { daysBetween, workingDayAfter } from '../days.js';
import type { Cohort } from '../social-care/cohort.js';
import { placementCount } from '../social-care/placements.js';
import type { YearFigures } from './year-figures.js';

/** Days after which a plan has lasted longer than three months, six months, a year; from 729 on it is two years or more. */
const LENGTHS = [91, 182, 364, 728] as const;

/** What the council's children come to in the year to 31 March: the same as its own returns say. */
export function ownFigures(cohort: Cohort, year: number): Omit<YearFigures, 'children'> {
  const [first, last] = [`${year - 1}-04-01`, `${year}-03-31`];
  const isIn = (day: IsoDate | null): boolean => day !== null && day >= first && day <= last;
  const isOpen = (each: { start: IsoDate; end: IsoDate | null }): boolean =>
    each.start <= last && (each.end === null || each.end > last);
  const started = cohort.plans.filter(({ start }) => isIn(start));
  const open = cohort.plans.filter(isOpen);
  const referrals = cohort.frontDoor.referrals.filter(({ day }) => isIn(day));
  const assessments = cohort.frontDoor.assessments.filter(({ authorised }) => isIn(authorised));
  const lookedAfter = cohort.care.filter((period) => !period.isRespite && isOpen(period));
  return {
    plansStarted: started.length,
    plansEnded: cohort.plans.filter(({ end }) => isIn(end)).length,
    repeatPlans: started.filter(({ earlierPlans }) => earlierPlans > 0).length,
    openByLength: [0, 1, 2, 3, 4].map(
      (length) => open.filter(({ start }) => lengthOf(daysBetween(start, last)) === length).length,
    ),
    referrals: referrals.length,
    reReferrals: referrals.filter(({ earlierReferrals }) => earlierReferrals > 0).length,
    noFurtherAction: referrals.filter(({ noFurtherAction }) => noFurtherAction).length,
    assessments: assessments.length,
    assessmentsInTime: assessments.filter(
      ({ start, authorised }) => authorised <= workingDayAfter(start, 45),
    ).length,
    lookedAfter: lookedAfter.length,
    threePlacements: lookedAfter.filter(
      ({ episodes }) => placementCount(episodes, first, last) >= 3,
    ).length,
  };
}

/** The place among the lengths of plans. */
function lengthOf(days: number): number {
  const place = LENGTHS.findIndex((most) => days <= most);
  return place === -1 ? LENGTHS.length : place;
}
