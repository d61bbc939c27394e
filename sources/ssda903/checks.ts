import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import type { RowRule } from '../contract/types.js';

type Value = string | number | null;
type Said = RowRule['breaks'];

const before: Said = (later, earlier) =>
  typeof later === 'string' && typeof earlier === 'string' && later < earlier;
const isOneOf = (value: Value | undefined, ...codes: string[]): boolean =>
  typeof value === 'string' && codes.includes(value);

function warn(
  rule: RuleCode,
  table: string,
  columns: readonly string[],
  fix: string,
  breaks: Said,
): RowRule {
  return { rule, table, columns, level: 'warn', fix, breaks };
}

function endBeforeStart(table: string, end: string, start: string): RowRule {
  return {
    rule: 'end-before-start',
    table,
    // Whichever date is right, a figure by the other would be wrong.
    level: 'reject',
    columns: [end, start],
    fix: 'Correct whichever of the two dates is wrong.',
    breaks: before,
  };
}

/** A date after the day the return speaks for: it can't have happened yet, or the return is dated wrongly. */
function afterAsAt(table: string, column: string): RowRule {
  return {
    rule: 'after-as-at-date',
    table,
    level: 'warn',
    columns: [column],
    withAsAt: true,
    fix: 'Check the date, and the as-at date of the return: the one lies after the other.',
    breaks: (date, asAt) => typeof date === 'string' && typeof asAt === 'string' && date > asAt,
  };
}

/** Contradictions in one record. They load unless a date contradicts another, and are counted for the sender. */
export const checks: readonly RowRule[] = [
  endBeforeStart('episode', 'end_date', 'start_date'),
  endBeforeStart('missing', 'end_date', 'start_date'),
  endBeforeStart('placed_for_adoption', 'ceased_date', 'placed_date'),
  endBeforeStart('social_worker', 'end_date', 'start_date'),
  endBeforeStart('deprivation_of_liberty', 'end_date', 'start_date'),

  warn(
    'end-without-reason',
    'episode',
    ['end_date', 'end_reason'],
    'Give the reason the episode ceased (REC), or remove its end (DEC).',
    (end, reason) => end !== null && reason === null,
  ),
  warn(
    'reason-without-end',
    'episode',
    ['end_reason', 'end_date'],
    'Give the date the episode ceased (DEC), or remove the reason (REC). It is read as open.',
    (reason, end) => reason !== null && end === null,
  ),
  warn(
    'change-reason-without-change',
    'episode',
    ['placement_change_reason', 'end_reason'],
    'Remove the reason for the change of placement, or fix REC: only X1 goes with it.',
    (change, reason) => change !== null && reason !== null && reason !== 'X1',
  ),
  warn(
    'adopted-from-other-placement',
    'episode',
    ['end_reason', 'placement'],
    'Check REC and PLACE: a child is adopted from a placement for adoption (A3 to A6).',
    (reason, place) =>
      isOneOf(reason, 'E11', 'E12') && place !== null && !isOneOf(place, 'A3', 'A4', 'A5', 'A6'),
  ),
  warn(
    'placed-for-adoption-without-order',
    'episode',
    ['placement', 'legal_status'],
    'Check PLACE and LS: placement for adoption under a placement order (A5, A6) goes with LS E1.',
    (place, status) => isOneOf(place, 'A5', 'A6') && !isOneOf(status, 'E1'),
  ),
  warn(
    'short-breaks-in-long-term-placement',
    'episode',
    ['placement', 'legal_status'],
    'Check PLACE and LS: a child in agreed short breaks (V3, V4) is not in a long-term foster placement.',
    (place, status) => isOneOf(place, 'U1', 'U4') && isOneOf(status, 'V3', 'V4'),
  ),
  warn(
    'parents-with-outside-provider',
    'episode',
    ['placement_provider', 'placement'],
    'Check PLACE_PROVIDER: a child placed with own parents (P1) has no private or voluntary provider.',
    (provider, place) => place === 'P1' && isOneOf(provider, 'PR4', 'PR5'),
  ),
  warn(
    'score-and-reason',
    'outcomes',
    ['sdq_score', 'sdq_reason'],
    'Give the SDQ score, or the reason for there being none, not both.',
    (score, reason) => score !== null && reason !== null,
  ),
  warn(
    'activity-without-contact',
    'care_leaver',
    ['activity', 'in_touch'],
    'Check IN_TOUCH against ACTIV and ACCOM: they are 0 for a young person not in touch, or who died or returned home.',
    (activity, touch) =>
      isOneOf(touch, 'NO', 'DIED', 'RHOM') && activity !== null && activity !== '0',
  ),
  warn(
    'contact-without-activity',
    'care_leaver',
    ['activity', 'in_touch'],
    'Give ACTIV for a young person who is in touch.',
    (activity, touch) => touch === 'YES' && (activity === null || activity === '0'),
  ),
  warn(
    'matched-before-decision',
    'adoption',
    ['matched_date', 'decision_date'],
    'Check DATE_MATCH and DATE_INT: the match comes before the decision.',
    before,
  ),
  afterAsAt('episode', 'start_date'),
  afterAsAt('review', 'review_date'),
  afterAsAt('missing', 'start_date'),
  afterAsAt('adoption', 'decision_date'),
  afterAsAt('placed_for_adoption', 'placed_date'),
  afterAsAt('social_worker', 'start_date'),
  afterAsAt('deprivation_of_liberty', 'start_date'),
];
