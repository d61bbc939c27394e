import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { yearInText } from '../contract/as-at.js';
import { dateInName, financialYearInText } from '../contract/period.js';
import { source } from '../contract/types.js';
import { checks } from './checks.js';
import { layouts, partOf } from './layouts.js';
import { tables } from './tables.js';

/**
 * The as-at date of a set by its name: a date or quarter, or a financial year ("2017-18"), whole. A lone year gives none: some name a set
 * by the year in which it begins, some by the one in which it ends.
 */
export function asAtOfSet(name: string): IsoDate | undefined {
  const date = dateInName(name);
  if (date !== undefined) return date;
  const startYear = financialYearInText(name);
  return startYear === undefined ? undefined : `${startYear + 1}-03-31`;
}

/** The ends of both financial years that a lone year may mean. */
function endsOfLoneYear(name: string): readonly IsoDate[] {
  const year = yearInText(name);
  return year === undefined ? [] : [`${year}-03-31`, `${year + 1}-03-31`];
}

/** The looked-after children return (SSDA903), from 1 April of the year to its as-at date. */
export const ssda903 = source({
  id: 'ssda903',
  title: 'Looked-after children return (SSDA903)',
  called: 'the looked-after children return (903)',
  extent: 'authority',
  personal: true,
  reach: { kind: 'period', covers: 'financial year', graceDays: 45 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: { dated: { episode: ['start_date'], review: ['review_date'] } },
  asAtFromName: asAtOfSet,
  asAtCandidates: endsOfLoneYear,
  role: partOf,
  listedIn: { table: 'child', called: 'header' },
  tables,
  layouts,
  checks,
});
