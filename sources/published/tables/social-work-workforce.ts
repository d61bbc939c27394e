import type { TableDefinition } from '../definition.js';

/** Children's social work workforce. Headcounts and posts at 30 September; starters and leavers in the year to it. */
export const socialWorkWorkforce: TableDefinition = {
  id: 'social-work-workforce',
  title: "Children's social work workforce",
  knownBy: ['inpost_fte', 'turnover_rate_fte', 'caseload_fte'],
  years: { 'reporting year': { months: 12, endMonth: 9 } },
};
