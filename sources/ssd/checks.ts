import type { RowRule } from '../contract/types.js';

/** Two dates that contradict each other: whichever is right, a figure by the other would be wrong. */
function endBeforeStart(table: string, end: string, start: string): RowRule {
  return {
    rule: 'end-before-start',
    table,
    level: 'reject',
    columns: [end, start],
    fix: 'Correct whichever of the two dates is wrong.',
    breaks: (later, earlier) =>
      typeof later === 'string' && typeof earlier === 'string' && later < earlier,
  };
}

/** What is dated after the day of the extract can't have happened yet, or the extract is dated wrongly. */
function afterAsAt(table: string, column: string): RowRule {
  return {
    rule: 'after-as-at-date',
    table,
    level: 'warn',
    columns: [column],
    withAsAt: true,
    fix: 'Check the date, and the as-at date of the extract: the one is after the other.',
    breaks: (date, asAt) => typeof date === 'string' && typeof asAt === 'string' && date > asAt,
  };
}

export const checks: readonly RowRule[] = [
  endBeforeStart('early_help', 'end_date', 'start_date'),
  endBeforeStart('cin_episode', 'close_date', 'referral_date'),
  endBeforeStart('cin_assessment', 'authorisation_date', 'start_date'),
  endBeforeStart('s47_enquiry', 'end_date', 'start_date'),
  endBeforeStart('cp_plan', 'end_date', 'start_date'),
  endBeforeStart('cla_episode', 'end_date', 'start_date'),
  endBeforeStart('legal_status', 'end_date', 'start_date'),
  endBeforeStart('cla_placement', 'end_date', 'start_date'),
  endBeforeStart('involvement', 'end_date', 'start_date'),
  endBeforeStart('missing', 'end_date', 'start_date'),
  endBeforeStart('ehcp_request', 'outcome_date', 'request_date'),
  endBeforeStart('ehcp_plan', 'ceased_date', 'start_date'),
  {
    rule: 'reason-without-end',
    table: 'cla_episode',
    level: 'warn',
    columns: ['end_reason', 'end_date'],
    fix: 'Give the date on which the episode ceased, or remove the reason. It is read as open.',
    breaks: (reason, end) => reason !== null && end === null,
  },
  {
    rule: 'end-without-reason',
    table: 'cla_episode',
    level: 'warn',
    columns: ['end_date', 'end_reason'],
    fix: 'Give the reason the episode ceased, or remove its end.',
    breaks: (end, reason) => end !== null && reason === null,
  },
  {
    rule: 'reason-without-closure',
    table: 'cin_episode',
    level: 'warn',
    columns: ['close_reason', 'close_date'],
    fix: 'Give the closure date, or remove the reason. It is read as open.',
    breaks: (reason, closed) => reason !== null && closed === null,
  },
  {
    rule: 'interview-accepted-not-offered',
    table: 'missing',
    level: 'warn',
    columns: ['interview_accepted', 'interview_offered'],
    fix: 'Check the return interview: it is recorded as accepted, and not as offered.',
    breaks: (accepted, offered) => accepted === 'yes' && offered !== 'yes',
  },
  afterAsAt('contact', 'contact_date'),
  afterAsAt('cin_episode', 'referral_date'),
  afterAsAt('cin_assessment', 'start_date'),
  afterAsAt('s47_enquiry', 'start_date'),
  afterAsAt('cp_plan', 'start_date'),
  afterAsAt('cp_visit', 'visit_date'),
  afterAsAt('cla_episode', 'start_date'),
  afterAsAt('cla_visit', 'visit_date'),
  afterAsAt('missing', 'start_date'),
  afterAsAt('ehcp_request', 'request_date'),
];
