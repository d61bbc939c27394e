import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import type { RowRule } from '../contract/types.js';

type Value = string | number | null;

const before = (later: Value, earlier: Value): boolean =>
  typeof later === 'string' && typeof earlier === 'string' && later < earlier;

/** Whole months from `YYYY-MM` to the month of a date; undefined where either is missing. */
function monthsBetween(month: Value, day: Value): number | undefined {
  if (typeof month !== 'string' || typeof day !== 'string') return undefined;
  const count = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return count(day) - count(month);
}

function order(
  rule: RuleCode,
  table: string,
  level: RowRule['level'],
  [later, earlier]: readonly [string, string],
  fix: string,
): RowRule {
  return { rule, table, level, columns: [later, earlier], fix, breaks: before };
}

const ONE_OF_BOTH = 'Correct whichever of the two dates is wrong.';

/** A visit that hasn't happened yet would count as one in time. */
function visitAfterAsAt(table: string): RowRule {
  return {
    rule: 'visit-after-as-at-date',
    table,
    level: 'warn',
    columns: ['last_visit_date'],
    withAsAt: true,
    fix: 'Check the visit: it is dated after the day for which the lists speak.',
    breaks: (visit, asAt) => typeof visit === 'string' && typeof asAt === 'string' && visit > asAt,
  };
}

/** A child can be the subject of work before birth, but not before it could be expected. */
function longBeforeBirth(table: string, start: string): RowRule {
  return {
    rule: 'long-before-birth',
    table,
    // It counts as it stands: the date of birth is as likely to be wrong as the start.
    level: 'warn',
    columns: [start, 'birth_month'],
    fix: 'Check the date of birth and the start: the start lies more than nine months before birth.',
    breaks: (day, month) => (monthsBetween(month ?? null, day ?? null) ?? 0) < -9,
  };
}

/**
 * Rejected: dates that contradict each other where a measure counts by both, since either figure would be wrong.
 * Warned of: contradictions in what only describes, and what the national rules count all the same.
 */
export const checks: readonly RowRule[] = [
  // A plan or a period of care that ends before it starts is open on no day and yet would count as started.
  order('end-before-start', 'cp_plan', 'reject', ['end_date', 'start_date'], ONE_OF_BOTH),
  order('end-before-start', 'looked_after', 'reject', ['end_date', 'start_date'], ONE_OF_BOTH),
  order('end-before-start', 'child_in_need', 'reject', ['closure_date', 'start_date'], ONE_OF_BOTH),
  // An assessment authorised before it starts would count as in time.
  order(
    'authorised-before-start',
    'assessment',
    'reject',
    ['authorisation_date', 'start_date'],
    ONE_OF_BOTH,
  ),
  // Early help is counted by its start alone.
  order('end-before-start', 'early_help', 'warn', ['completion_date', 'start_date'], ONE_OF_BOTH),
  // Conferences dated before the discussion stay in the denominator: DfE counts all that were held.
  order(
    'conference-before-enquiry',
    'section_47',
    'warn',
    ['conference_date', 'start_date'],
    'Check the conference against the strategy discussion: it is dated before it.',
  ),
  {
    rule: 'unnecessary-conference-held',
    table: 'section_47',
    level: 'warn',
    columns: ['conference_date', 'conference_unnecessary'],
    fix: 'Remove the conference date, or say that the conference was not unnecessary.',
    breaks: (held, unnecessary) => held !== null && unnecessary === 'yes',
  },
  {
    rule: 'plan-without-conference',
    table: 'section_47',
    level: 'warn',
    columns: ['led_to_plan', 'conference_date'],
    fix: 'Give the date of the conference that led to the plan.',
    breaks: (led, held) => led === 'yes' && held === null,
  },
  order(
    'review-after-end',
    'cp_plan',
    'warn',
    ['end_date', 'latest_review_date'],
    'Check the latest review: it is dated after the plan ended.',
  ),
  order(
    'review-before-start',
    'cp_plan',
    'warn',
    ['latest_review_date', 'start_date'],
    'Check the latest review: it is dated before the plan started.',
  ),
  visitAfterAsAt('cp_plan'),
  visitAfterAsAt('looked_after'),
  {
    rule: 'interview-accepted-not-offered',
    table: 'looked_after',
    level: 'warn',
    columns: ['interview_accepted', 'interview_offered'],
    fix: 'Check the return interview: it is recorded as accepted, and not as offered.',
    breaks: (accepted, offered) => accepted === 'yes' && offered !== 'yes',
  },
  longBeforeBirth('assessment', 'start_date'),
  longBeforeBirth('section_47', 'start_date'),
  longBeforeBirth('child_in_need', 'start_date'),
  longBeforeBirth('cp_plan', 'start_date'),
  {
    rule: 'looked-after-before-birth',
    table: 'looked_after',
    level: 'warn',
    columns: ['start_date', 'birth_month'],
    fix: 'Check the date of birth and the start: care begins before the month of birth.',
    breaks: (day, month) => (monthsBetween(month ?? null, day ?? null) ?? 0) < 0,
  },
  {
    rule: 'reason-without-end',
    table: 'looked_after',
    level: 'warn',
    columns: ['end_reason', 'end_date'],
    fix: 'Give the date on which the child ceased to be looked after, or remove the reason.',
    breaks: (reason, end) => reason !== null && end === null,
  },
  {
    rule: 'reason-without-closure',
    table: 'child_in_need',
    level: 'warn',
    columns: ['closure_reason', 'closure_date'],
    fix: 'Give the closure date, or remove the reason.',
    breaks: (reason, closed) => reason !== null && closed === null,
  },
  {
    rule: 'activity-while-not-in-touch',
    table: 'care_leaver',
    level: 'warn',
    columns: ['in_touch', 'activity'],
    fix: 'Check: the young person is recorded as not in touch and as in a known activity.',
    breaks: (touch, activity) => touch === 'NO' && activity !== null && activity !== '0',
  },
  order(
    'order-before-entry-to-care',
    'adoption',
    'warn',
    ['placement_order_date', 'entered_care_date'],
    'Check both dates: the placement order comes before the entry to care.',
  ),
  order(
    'placed-before-matched',
    'adoption',
    'warn',
    ['placed_date', 'matched_date'],
    'Check both dates: the child is placed before being matched.',
  ),
  order(
    'adopted-before-placed',
    'adoption',
    'warn',
    ['adopted_date', 'placed_date'],
    'Check both dates: the adoption order comes before the placement.',
  ),
  {
    rule: 'adopted-and-reversed',
    table: 'adoption',
    level: 'warn',
    columns: ['adopted_date', 'reversal_date'],
    fix: 'Check: the child is recorded as adopted and as no longer to be placed for adoption.',
    breaks: (adopted, reversed) => adopted !== null && reversed !== null,
  },
  order(
    'end-before-start',
    'adopter',
    'warn',
    ['stage_1_end_date', 'stage_1_start_date'],
    ONE_OF_BOTH,
  ),
  order(
    'end-before-start',
    'adopter',
    'warn',
    ['stage_2_end_date', 'stage_2_start_date'],
    ONE_OF_BOTH,
  ),
];
