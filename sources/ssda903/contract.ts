import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { dateInName, financialYearInText } from '../contract/period.js';
import { source } from '../contract/types.js';
import { checks } from './checks.js';
import { layouts, partOf } from './layouts.js';
import { tables } from './tables.js';

/**
 * The as-at date of a set by its name: a date or quarter, or a financial year, whole. A lone year is the one in which
 * the financial year begins, as these sets are named: "2017-episodes.csv" is the year to 31 March 2018.
 */
export function asAtOfSet(name: string): IsoDate | undefined {
  const date = dateInName(name);
  if (date !== undefined) return date;
  const alone = /(?<!\d)(20\d\d)(?!\d)/.exec(name)?.[1];
  const startYear = financialYearInText(name) ?? (alone === undefined ? undefined : Number(alone));
  return startYear === undefined ? undefined : `${startYear + 1}-03-31`;
}

/** The looked-after children return (SSDA903), from 1 April of the year to its as-at date. */
export const ssda903 = source({
  id: 'ssda903',
  title: 'Looked-after children return (SSDA903)',
  extent: 'authority',
  personal: true,
  reach: { kind: 'period', covers: 'financial year', graceDays: 45 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: { dated: { episode: ['start_date'], review: ['review_date'] } },
  asAtFromName: asAtOfSet,
  role: partOf,
  tables,
  layouts,
  checks,
});
