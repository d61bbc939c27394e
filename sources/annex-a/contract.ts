import { source } from '../contract/types.js';
import { dateInName, dateInTitle } from '../contract/period.js';
import { checks } from './checks.js';
import { layouts } from './layouts.js';
import { lists } from './lists.js';

/** Ofsted's Annex A: the council's child-level lists, six months each. */
export const annexA = source({
  id: 'annex-a',
  title: 'Annex A: child-level lists for inspection',
  called: 'Annex A',
  extent: 'authority',
  personal: true,
  reach: { kind: 'period', covers: 'six months', graceDays: 45 },
  refuseOver: { rejected: 0.02 },
  compareWithLast: {
    dated: {
      contact: ['contact_date'],
      referral: ['referral_date'],
      assessment: ['start_date'],
    },
  },
  asAtFromName: dateInName,
  asAtFromText: dateInTitle,
  tables: lists,
  layouts,
  checks,
  earlierCounters: [
    {
      table: 'referral',
      child: 'child',
      date: 'referral_date',
      counter: 'earlier_referral_count',
      what: 'referrals',
      counterName: 'List 3’s “Number of Referrals in Last 12 Months”',
    },
  ],
});
