import { dateInName } from '../contract/period.js';
import { source } from '../contract/types.js';
import { checks } from './checks.js';
import { layouts, tableOf } from './layouts.js';
import { tables } from './tables.js';

/** The Standard Safeguarding Dataset as a folder of CSV files, one a table: what was open at any time in six years. */
export const ssd = source({
  id: 'ssd',
  title: 'Standard Safeguarding Dataset (SSD)',
  called: 'the Standard Safeguarding Dataset (SSD)',
  extent: 'authority',
  personal: true,
  reach: { kind: 'period', covers: 'six years', graceDays: 45 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: {
    dated: {
      contact: ['contact_date'],
      cin_episode: ['referral_date'],
      cin_assessment: ['start_date'],
      cla_episode: ['start_date'],
    },
  },
  asAtFromName: dateInName,
  role: tableOf,
  tables,
  layouts,
  checks,
});
