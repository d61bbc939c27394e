import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import { dateInName, financialYearInText } from '../contract/period.js';
import { source } from '../contract/types.js';
import { checks } from './checks.js';
import { layouts } from './layouts.js';
import { tables } from './tables.js';

/** The as-at date by a name: a date or quarter, a financial year, or the census year, which is the one that 31 March ends. */
function asAtOfName(name: string): IsoDate | undefined {
  const date = dateInName(name);
  if (date !== undefined) return date;
  const startYear = financialYearInText(name);
  if (startYear !== undefined) return `${startYear + 1}-03-31`;
  const alone = /(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1];
  return alone === undefined ? undefined : `${alone}-03-31`;
}

/** The reference date that a message's head says. */
function referenceDate(text: string): IsoDate | undefined {
  const day = /^ReferenceDate: (\d{4}-\d\d-\d\d)/.exec(text)?.[1];
  return day !== undefined && isIsoDate(day) ? day : undefined;
}

/**
 * The children in need census: a council's year to 31 March, or to the day on which it was drawn. It doesn't reach the twelve months
 * before 1 April: what looks back, such as re-referrals, needs the year before as well.
 */
export const cinCensus = source({
  id: 'cin-census',
  title: 'Children in need census',
  called: 'the children in need census',
  extent: 'authority',
  personal: true,
  reach: { kind: 'period', covers: 'financial year', graceDays: 45 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: { dated: { episode: ['referral_date'], assessment: ['start_date'] } },
  asAtFromName: asAtOfName,
  asAtFromText: referenceDate,
  // LEA is the three-digit code.
  authorityFromText: (text) => /^LEA: (\d{3})$/.exec(text)?.[1],
  tables,
  layouts,
  checks,
});
