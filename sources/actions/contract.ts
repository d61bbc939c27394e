import { date, text } from '../contract/columns.js';
import { dateInName, dateInTitle } from '../contract/period.js';
import { source } from '../contract/types.js';
import { layouts } from './layouts.js';
import { status } from './status.js';

/** A plan may reach so far ahead. */
const TEN_YEARS = 10;

/** Priorities and their action plans, as officers send them each quarter. */
export const actions = source({
  id: 'actions',
  title: 'Priorities and action plan',
  extent: 'authority',
  personal: false,
  reach: { kind: 'period', covers: 'all', graceDays: 60 },
  // An action left out would read as one that doesn't exist: few may go wrong before the whole is sent back.
  refuseOver: { rejected: 0.1 },
  // A plan is tidied when it suits: actions that are done leave it.
  compareWithLast: 'may differ',
  namesPriority: { table: 'action', column: 'priority' },
  asAtFromName: dateInName,
  asAtFromText: dateInTitle,
  tables: {
    action: {
      key: ['priority', 'action'],
      columns: {
        priority: text(300).required(),
        reference: text(60).lenient(),
        action: text(2000).required(),
        lead: text(300).lenient(),
        due_date: date(TEN_YEARS).lenient(),
        due_words: text(120).lenient(),
        status: status().required(),
        progress: text(6000).lenient(),
        milestone: text(3000).lenient(),
        finding_reference: text(200).lenient(),
        measure: text(400).lenient(),
      },
    },
  },
  layouts,
  checks: [
    {
      rule: 'overdue-yet-on-track',
      table: 'action',
      level: 'warn',
      columns: ['due_date', 'status'],
      withAsAt: true,
      fix: 'Check the status: the action was due before the as-at date and is neither complete nor late.',
      breaks: (due, how, asAt) =>
        typeof due === 'string' &&
        typeof asAt === 'string' &&
        due < asAt &&
        (how === 'on-track' || how === 'not-started'),
    },
  ],
});
