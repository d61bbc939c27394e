import { dateInName, dateInTitle } from '../contract/period.js';
import { source } from '../contract/types.js';
import type { RowRule } from '../contract/types.js';
import { layouts } from './layouts.js';
import { lists } from './lists.js';

/** A plan is reviewed and updated after it is first issued. */
function beforeIssued(
  column: 'updated_date' | 'reviewed_date',
  what: 'updated' | 'reviewed',
): RowRule {
  return {
    rule: `${what}-before-issued`,
    table: 'ehc_plan',
    level: 'warn',
    columns: [column, 'issued_date'],
    fix: `Check both dates: the plan is ${what} before it is issued.`,
    breaks: (later, issued) =>
      typeof later === 'string' && typeof issued === 'string' && later < issued,
  };
}

/** Annex A of an area SEND inspection: children and young people with an EHC plan, and with SEN support, at a date. */
export const annexASend = source({
  id: 'annex-a-send',
  title: 'Annex A of area SEND: EHC plans and SEN support',
  extent: 'authority',
  personal: true,
  reach: { kind: 'snapshot', maxAgeDays: 120 },
  refuseOver: { rejected: 0.02 },
  asAtFromName: dateInName,
  asAtFromText: dateInTitle,
  tables: lists,
  layouts,
  checks: [
    beforeIssued('updated_date', 'updated'),
    beforeIssued('reviewed_date', 'reviewed'),
    {
      rule: 'issued-after-as-at-date',
      table: 'ehc_plan',
      level: 'warn',
      columns: ['issued_date'],
      withAsAt: true,
      fix: 'Check the date: the plan is issued after the day for which the list speaks.',
      breaks: (issued, asAt) =>
        typeof issued === 'string' && typeof asAt === 'string' && issued > asAt,
    },
  ],
});
