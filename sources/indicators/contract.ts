import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import { CellFault, count, custom, text } from '../contract/columns.js';
import { dateInName, dateInTitle } from '../contract/period.js';
import { source } from '../contract/types.js';
import { wordId } from '../contract/word-id.js';
import { layouts } from './layouts.js';

/** The plain return that a service lead fills in by hand: counts, or numerators and denominators, by period. */
export const indicators = source({
  id: 'indicators',
  title: 'Local indicators',
  extent: 'authority',
  personal: false,
  reach: { kind: 'period', covers: 'all', graceDays: 60 },
  // One wrong figure in a table of five is told, not a reason to go without the other four.
  refuseOver: { rejected: 0.25 },
  // Service leads send what they have this time.
  compareWithLast: 'may differ',
  figures: {
    table: 'figure',
    from: 'period_from',
    to: 'period_to',
    title: 'title',
    part: 'locality',
  },
  asAtFromName: dateInName,
  asAtFromText: dateInTitle,
  tables: {
    figure: {
      key: ['indicator', 'locality', 'period_from', 'period_to'],
      emptyInKey: ['locality'],
      columns: {
        indicator: text(200).required(),
        title: text(500).required(),
        locality: custom('text', (cell) => orNone(wordId(String(cell))) ?? NO_LOCALITY),
        period_from: text(10).required(),
        period_to: overByTheAsAtDate().required(),
        numerator: countItself().required(),
        denominator: count(),
        note: text(4000).lenient(),
      },
    },
  },
  layouts,
  checks: [
    {
      rule: 'numerator-over-denominator',
      table: 'figure',
      level: 'warn',
      columns: ['numerator', 'denominator'],
      fix: 'Check the two figures: the numerator is more than the denominator.',
      breaks: (numerator, denominator) =>
        typeof numerator === 'number' && typeof denominator === 'number' && numerator > denominator,
    },
  ],
});

/** A count; a percentage in its place is told apart from a slip of the pen. */
function countItself() {
  const whole = count();
  return custom('integer', (cell, context) =>
    (typeof cell === 'number' && !Number.isInteger(cell)) ||
    /^(?:[\d.,]+ ?%|0?\.\d+)$/.test(String(cell))
      ? NOT_A_COUNT
      : whole.check(cell, context),
  );
}
const NOT_A_COUNT = new CellFault('share-without-counts');

/** Marks alone make no id. */
function orNone(id: string): string | null {
  return id === '' ? null : id;
}
const NO_LOCALITY = new CellFault('no-locality');

/** The last day of a period. A figure for a period that isn't over yet would pass for the whole of it. */
function overByTheAsAtDate() {
  return custom('text', (cell, { asAt }) => {
    const day = String(cell);
    if (!isIsoDate(day)) return new CellFault('not-a-date', 'Give the period.');
    return day > asAt ? NOT_OVER : day;
  });
}
const NOT_OVER = new CellFault('period-not-over');
