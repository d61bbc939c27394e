import type { RuleCode } from '../../pipeline/core/return-messages/rules.js';
import type { RowRule } from '../contract/types.js';

type Breaks = RowRule['breaks'];

const before: Breaks = (later, earlier) =>
  typeof later === 'string' && typeof earlier === 'string' && later < earlier;

/** An end before its start: whichever is right, a figure by the other would be wrong. */
function endBeforeStart(table: string, end: string, start: string): RowRule {
  return {
    rule: 'end-before-start',
    table,
    level: 'reject',
    columns: [end, start],
    fix: 'Correct whichever of the two dates is wrong.',
    breaks: before,
  };
}

function warn(
  rule: RuleCode,
  table: string,
  columns: readonly string[],
  fix: string,
  breaks: Breaks,
): RowRule {
  return { rule, table, columns, level: 'warn', fix, breaks };
}

/** Something of an episode that comes before its referral. */
function beforeReferral(table: string, column: string): RowRule {
  return warn(
    'before-referral',
    table,
    [column, 'referral_date'],
    'Check the date and that of the referral (CINreferralDate): the one is before the other.',
    before,
  );
}

function afterAsAt(table: string, column: string): RowRule {
  return {
    ...warn(
      'after-as-at-date',
      table,
      [column],
      'Check the date, and the reference date of the message: the one is after the other.',
      (day, asAt) => typeof day === 'string' && typeof asAt === 'string' && day > asAt,
    ),
    withAsAt: true,
  };
}

/** An element that the census wants and no figure of ours rests on: its absence is said and costs nothing. */
function wanted(table: string, column: string, element: string): RowRule {
  return warn(
    'required-element',
    table,
    [column],
    `Give ${element}: the census requires it.`,
    (value) => value === null,
  );
}

/** What contradicts itself within one record. It loads unless an end is before its start, and is counted for the sender. */
export const checks: readonly RowRule[] = [
  endBeforeStart('episode', 'closed_date', 'referral_date'),
  endBeforeStart('assessment', 'authorised_date', 'start_date'),
  endBeforeStart('cin_plan', 'end_date', 'start_date'),
  endBeforeStart('cp_plan', 'end_date', 'start_date'),
  endBeforeStart('pre_proceedings', 'step_decision_date', 'start_date'),

  beforeReferral('assessment', 'start_date'),
  beforeReferral('section47', 'start_date'),
  beforeReferral('cin_plan', 'start_date'),
  beforeReferral('cp_plan', 'start_date'),
  warn(
    'before-section-47',
    'section47',
    ['conference_date', 'start_date'],
    'Check DateOfInitialCPC and S47ActualStartDate: the conference is before the enquiry.',
    before,
  ),
  warn(
    'before-plan',
    'review',
    ['review_date', 'plan_start_date'],
    "Check CPPreviewDate and CPPstartDate: the review is before the plan's start.",
    before,
  ),

  warn(
    'closed-without-reason',
    'episode',
    ['closed_date', 'closure_reason'],
    'Give ReasonForClosure, or remove CINclosureDate.',
    (closed, reason) => closed !== null && reason === null,
  ),
  warn(
    'reason-without-closure',
    'episode',
    ['closure_reason', 'closed_date'],
    'Give CINclosureDate, or remove ReasonForClosure. The episode is read as open.',
    (reason, closed) => reason !== null && closed === null,
  ),
  warn(
    'conference-held-and-not-required',
    'section47',
    ['conference_not_required', 'conference_date'],
    'Check ICPCnotRequired: there is a conference (DateOfInitialCPC), and it says that none was needed.',
    (not, held) => not === 'yes' && held !== null,
  ),
  warn(
    'no-birth-date',
    'child',
    ['birth_month', 'expected_birth_month'],
    'Give PersonBirthDate or, of a child not yet born, ExpectedPersonBirthDate.',
    (born, expected) => born === null && expected === null,
  ),

  {
    ...warn(
      'birth-date-not-of-a-child',
      'child',
      ['birth_month'],
      'Check PersonBirthDate: by it the child is 26 or older, or born after the reference date.',
      (born, asAt) =>
        typeof born === 'string' &&
        typeof asAt === 'string' &&
        (born > asAt.slice(0, 7) || Number(asAt.slice(0, 4)) - Number(born.slice(0, 4)) > 26),
    ),
    withAsAt: true,
  },

  wanted('child', 'sex', 'Sex (to 2024: GenderCurrent) as the census lists it'),
  wanted('characteristics', 'ethnicity', 'Ethnicity'),
  wanted('episode', 'referral_source', 'ReferralSource'),
  wanted('episode', 'no_further_action', 'ReferralNFA'),
  wanted('section47', 'conference_not_required', 'ICPCnotRequired'),
  wanted('cp_plan', 'initial_category', 'InitialCategoryOfAbuse'),
  wanted('cp_plan', 'latest_category', 'LatestCategoryOfAbuse'),
  wanted('cp_plan', 'previous_plan_count', 'NumberOfPreviousCPP'),

  afterAsAt('episode', 'referral_date'),
  afterAsAt('assessment', 'start_date'),
  afterAsAt('section47', 'start_date'),
  afterAsAt('cp_plan', 'start_date'),
  afterAsAt('review', 'review_date'),
  afterAsAt('pre_proceedings', 'start_date'),
];
