import {
  count,
  custom,
  date,
  integer,
  monthOf,
  oneOf,
  pseudonym,
  yesNo,
} from '../contract/columns.js';
import type { Column } from '../contract/columns.js';
import type { TableContract } from '../contract/types.js';
import { codeOfYear } from './codes.js';

const child = (): Column => pseudonym().required();

/**
 * Which of a child's episodes, or of an episode's plans, a row belongs to. The message numbers them (1, 2); a case system's own id is
 * hidden like a child's.
 */
const group = (): Column =>
  custom('text', (cell, context) => {
    const said = String(cell).replace(/\.0+$/, '');
    return /^\d{1,3}$/.test(said) ? said : context.pseudonym(said);
  });

/** A date by which something counts costs the row where it is missing or can't be read; an end that can't be read does too. */
const needed = (): Column => date().required();

/**
 * The census, a table a group. `referral_date` is that of the episode that a row belongs to, where the return says it. What decides
 * whether and when something counts costs the row where it can't be read; what only describes is left empty, with a warning.
 */
export const tables = {
  child: {
    key: ['child'],
    once: 'child',
    columns: {
      child: child(),
      birth_month: monthOf().lenient(),
      expected_birth_month: monthOf().lenient(),
      // 1, 2, 0 and 9 to 2024; M, F, U since. 0 and U are of an unborn child or not known.
      sex: oneOf({
        '1': 'male',
        '2': 'female',
        M: 'male',
        F: 'female',
        Male: 'male',
        Female: 'female',
        '0': 'not-stated',
        '9': 'not-stated',
        U: 'not-stated',
      }).lenient(),
      death_month: monthOf().lenient(),
    },
  },
  characteristics: {
    key: ['child'],
    columns: { child: child(), ethnicity: codeOfYear('Ethnicity').lenient() },
  },
  disability: {
    key: ['child', 'disability'],
    columns: {
      child: child(),
      disability_no: count().required(),
      disability: codeOfYear('Disability').lenient(),
    },
  },
  episode: {
    key: ['child', 'referral_date'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: needed(),
      referral_source: codeOfYear('ReferralSource').lenient(),
      primary_need: codeOfYear('PrimaryNeedCode').lenient(),
      closed_date: date(),
      closure_reason: codeOfYear('ReasonForClosure').lenient(),
      conference_date: date().lenient(),
      no_further_action: yesNo().lenient(),
    },
  },
  assessment: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: date().lenient(),
      start_date: needed(),
      review_date: date().lenient(),
      authorised_date: date(),
    },
  },
  factor: {
    key: ['child', 'start_date', 'factor'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: date().lenient(),
      start_date: needed(),
      authorised_date: date(),
      factor_no: count().required(),
      factor: codeOfYear('AssessmentFactors').lenient(),
    },
  },
  cin_plan: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: date().lenient(),
      start_date: needed(),
      end_date: date(),
    },
  },
  section47: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: date().lenient(),
      start_date: needed(),
      conference_target: date().lenient(),
      conference_date: date(),
      conference_not_required: yesNo().lenient(),
    },
  },
  cp_plan: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      episode: group(),
      plan: group(),
      referral_date: date().lenient(),
      start_date: needed(),
      end_date: date(),
      initial_category: codeOfYear('CategoryOfAbuse').lenient(),
      latest_category: codeOfYear('CategoryOfAbuse').lenient(),
      previous_plan_count: integer(0, 100).lenient(),
    },
  },
  review: {
    key: ['child', 'review_date'],
    columns: {
      child: child(),
      episode: group(),
      plan: group(),
      plan_start_date: date().lenient(),
      review_no: count().required(),
      review_date: needed(),
    },
  },
  pre_proceedings: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      episode: group(),
      referral_date: date().lenient(),
      start_date: date(),
      letter_sent_date: date().lenient(),
      family_group_offered: yesNo().lenient(),
      family_group_held: yesNo().lenient(),
      first_meeting_date: date().lenient(),
      review_meeting_count: count().lenient(),
      step_decision_date: date(),
      // The newest list of elements doesn't have this group yet, nor its codes: check.
      outcome: custom('text', (cell) => String(cell).toUpperCase().slice(0, 10)),
      court_application_date: date().lenient(),
      initial_letter_date: date().lenient(),
    },
  },
} satisfies Record<string, TableContract>;
