import {
  parseQuarter,
  quarterContaining,
  shiftQuarter,
} from '../../pipeline/core/calendar/quarter.js';
import { date, text } from '../contract/columns.js';
import { dateInName, dateInTitle } from '../contract/period.js';
import { source } from '../contract/types.js';
import { layouts } from './layouts.js';
import { quarter } from './quarter-column.js';

/** A plan may reach so far ahead. */
const TEN_YEARS = 10;

/** What the owners of measures say about them, as they send it each quarter. */
export const commentary = source({
  id: 'commentary',
  title: 'Commentary on measures',
  extent: 'authority',
  personal: false,
  reach: { kind: 'period', covers: 'all', graceDays: 60 },
  // A comment that can't be read is reported to its author; the others still count.
  refuseOver: { rejected: 0.25 },
  // Measures need commentary as they turn red, and no longer once they are green.
  compareWithLast: 'may differ',
  asAtFromName: dateInName,
  asAtFromText: dateInTitle,
  tables: {
    comment: {
      key: ['measure', 'quarter'],
      columns: {
        measure: text(400).required(),
        quarter: quarter().required(),
        what_happened: text(6000).required(),
        why: text(6000).lenient(),
        what_is_done: text(6000).lenient(),
        back_on_target_date: date(TEN_YEARS).lenient(),
        back_on_target_words: text(200).lenient(),
        author: text(300).required(),
        written_date: date().required(),
      },
    },
  },
  layouts,
  checks: [
    {
      rule: 'another-quarter',
      table: 'comment',
      level: 'warn',
      columns: ['quarter'],
      withAsAt: true,
      fix: "Check the quarter: it isn't the one that the return is for, so its pack doesn't show the comment.",
      breaks: (key, asAt) =>
        typeof key === 'string' && typeof asAt === 'string' && key !== quarterOfReturn(asAt),
    },
    {
      rule: 'written-before-quarter',
      table: 'comment',
      level: 'warn',
      columns: ['written_date', 'quarter'],
      fix: 'Check the date: the comment is dated before the quarter began, so it may be an old one.',
      breaks: (written, key) =>
        typeof written === 'string' &&
        typeof key === 'string' &&
        written < parseQuarter(key).firstDay,
    },
  ],
});

/** The quarter that ends on the as-at date, or ended last before it. */
function quarterOfReturn(asAt: string): string {
  const within = quarterContaining(asAt);
  return within.lastDay === asAt ? within.key : shiftQuarter(within, -1).key;
}
