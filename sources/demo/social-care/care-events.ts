import type { IsoDate } from '../../../pipeline/core/calendar/days.js';
import { addDays, addMonths, workingDayAfter } from '../days.js';
import { randomFor } from '../random.js';
import { lastDay } from '../timeline.js';
import { birthday } from './people.js';
import type { Care } from './care.js';

/** A time missing from placement (M), or away without authorisation (A). */
export interface Absence {
  readonly kind: 'M' | 'A';
  readonly start: IsoDate;
  /** Null: not yet back. */
  readonly end: IsoDate | null;
}

/** What else happens to a child in care than placements. */
export interface CareEvents {
  readonly reviews: readonly { readonly day: IsoDate; readonly code: string }[];
  readonly absences: readonly Absence[];
  readonly healthAssessments: readonly IsoDate[];
  readonly dentalChecks: readonly IsoDate[];
}

/** Reviews, absences and health checks of a period of care, up to its end or the last known day. */
export function careEvents(care: Care): CareEvents {
  if (care.isRespite) return { reviews: [], absences: [], healthAssessments: [], dentalChecks: [] };
  const random = randomFor(`events of ${care.child.id} ${care.start}`);
  const until = care.end ?? lastDay;

  const reviews: { day: IsoDate; code: string }[] = [];
  let due = workingDayAfter(care.start, 20);
  for (let number = 0; due <= until; number += 1) {
    const isLate = random.chance(0.025);
    const day = workingDayAfter(
      addDays(due, isLate ? random.between(3, 20) : -random.between(1, 9)),
      1,
    );
    if (day <= until) reviews.push({ day, code: reviewCode(care, day, random.next()) });
    due = addDays(addMonths(day, number === 0 ? 3 : 6), -1);
  }

  const absences: Absence[] = [];
  const from = birthday(care.child, 13);
  const runsAway = random.chance(0.4);
  if (runsAway) {
    let day = addDays(from > care.start ? from : care.start, random.between(10, 300));
    while (day < until) {
      const end = addDays(
        day,
        random.weighted([
          [0, 5],
          [1, 5],
          [3, 2],
          [9, 1],
        ] as const),
      );
      absences.push({
        kind: random.chance(0.8) ? 'M' : 'A',
        start: day,
        end: end < until ? end : until,
      });
      day = addDays(end, random.between(12, 260));
    }
  }
  return {
    reviews,
    absences,
    healthAssessments: every(random.between(300, 370), care.start, until, 28),
    dentalChecks: every(random.between(180, 420), care.start, until, 60),
  };
}

/** PN0 for the small, PN1 attended and spoke, PN2 an advocate, PN3 in writing, PN5 and PN7 otherwise. */
function reviewCode(care: Care, day: IsoDate, share: number): string {
  if (birthday(care.child, 4) > day) return 'PN0';
  if (share < 0.62) return 'PN1';
  if (share < 0.72) return 'PN2';
  if (share < 0.9) return 'PN3';
  return share < 0.96 ? 'PN5' : 'PN7';
}

function every(days: number, from: IsoDate, until: IsoDate, first: number): IsoDate[] {
  const found: IsoDate[] = [];
  for (let day = workingDayAfter(addDays(from, first), 1); day <= until;) {
    found.push(day);
    day = workingDayAfter(addDays(day, days), 1);
  }
  return found;
}
