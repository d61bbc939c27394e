import { whoTheChildIs, phrase, seenAlone } from '../annex-a/columns.js';
import { integer, monthOf, oneOf, pseudonym, pseudonymOf } from '../contract/columns.js';
import type { TableContract } from '../contract/types.js';
import { postcodeDistrict } from '../ssda903/columns.js';
import {
  anyYears,
  decidingDate,
  describingDate,
  flag,
  isSaid,
  isUasc,
  listWords,
  record,
  tenthsOfMiles,
} from './columns.js';

const child = () => pseudonym().required();
const NEED = /^N[0-9]$/;
const CONTACT_SOURCE = /^(1[A-D]|2[AB]|3[A-F]|4|5[A-D]|6|7|8|9|10)$/;

const category = () =>
  phrase({
    neglect: 'neglect',
    neg: 'neglect',
    physical: 'physical',
    phy: 'physical',
    sexual: 'sexual',
    sab: 'sexual',
    emotional: 'emotional',
    emo: 'emotional',
    multiple: 'multiple',
    mul: 'multiple',
  }).lenient();

const sex = () =>
  oneOf({
    m: 'male',
    male: 'male',
    '1': 'male',
    f: 'female',
    female: 'female',
    '2': 'female',
    u: 'not-stated',
    unknown: 'not-stated',
    'not stated': 'not-stated',
    i: 'neither',
    indeterminate: 'neither',
    '9': 'neither',
    '0': 'not-stated',
  }).lenient();

const inTouch = () =>
  phrase({
    yes: 'YES',
    y: 'YES',
    no: 'NO',
    n: 'NO',
    died: 'DIED',
    refu: 'REFU',
    nreq: 'NREQ',
    rhom: 'RHOM',
  }).lenient();

/**
 * The tables of the dataset that measures need, as stored. What decides whether and when something counts costs the row where it can't be
 * read; what only describes is left empty, with a warning. Records are joined by the keyed hashes of their identifiers.
 */
export const tables = {
  person: {
    key: ['child'],
    columns: {
      child: child(),
      sex: sex(),
      ethnicity: whoTheChildIs.ethnicity,
      birth_month: monthOf().lenient(),
      expected_birth_month: monthOf().lenient(),
    },
  },
  disability: {
    key: ['child', 'disability'],
    columns: { child: child(), disability: anyYears(/^[A-Z]{2,4}$/) },
  },
  immigration_status: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      is_uasc: isUasc(),
      start_date: describingDate(),
      end_date: describingDate(),
    },
  },
  involvement: {
    key: ['child', 'worker', 'start_date'],
    columns: {
      child: child(),
      worker: pseudonymOf('worker'),
      team: pseudonymOf('team'),
      role: listWords(),
      start_date: decidingDate(),
      end_date: decidingDate(),
    },
  },
  contact: {
    key: ['child', 'contact_date', 'contact_source'],
    columns: {
      child: child(),
      contact_date: decidingDate().required(),
      contact_source: anyYears(CONTACT_SOURCE),
    },
  },
  early_help: {
    key: ['child', 'start_date'],
    columns: { child: child(), start_date: decidingDate().required(), end_date: decidingDate() },
  },
  cin_episode: {
    key: ['referral'],
    columns: {
      referral: record('referral').required(),
      child: child(),
      referral_date: decidingDate().required(),
      primary_need: anyYears(NEED),
      referral_source: anyYears(CONTACT_SOURCE),
      no_further_action: flag(),
      close_date: decidingDate(),
      close_reason: anyYears(/^RC[1-9]$/),
    },
  },
  cin_assessment: {
    key: ['assessment'],
    columns: {
      assessment: record('assessment').required(),
      child: child(),
      referral: record('referral'),
      start_date: decidingDate().required(),
      authorisation_date: decidingDate(),
      no_further_action: flag(),
    },
  },
  assessment_factor: {
    key: ['assessment', 'factor'],
    columns: {
      assessment: record('assessment').required(),
      factor: anyYears(/^[0-9]{1,2}[A-Z]?$/).required(),
    },
  },
  s47_enquiry: {
    key: ['enquiry'],
    columns: {
      enquiry: record('enquiry').required(),
      child: child(),
      referral: record('referral'),
      start_date: decidingDate().required(),
      end_date: decidingDate(),
      no_further_action: flag(),
    },
  },
  conference: {
    key: ['conference'],
    columns: {
      conference: record('conference').required(),
      child: child(),
      enquiry: record('enquiry'),
      referral: record('referral'),
      is_transfer_in: flag(),
      target_date: describingDate(),
      conference_date: decidingDate(),
      led_to_plan: flag(),
    },
  },
  cp_plan: {
    key: ['plan'],
    columns: {
      plan: record('plan').required(),
      child: child(),
      referral: record('referral'),
      conference: record('conference'),
      start_date: decidingDate().required(),
      end_date: decidingDate(),
      initial_category: category(),
      latest_category: category(),
      is_other_authority: flag(),
    },
  },
  cp_review: {
    key: ['plan', 'review_date'],
    columns: {
      child: child(),
      plan: record('plan'),
      due_date: describingDate(),
      review_date: decidingDate(),
    },
  },
  cp_visit: {
    key: ['child', 'visit_date'],
    columns: {
      child: child(),
      plan: record('plan'),
      visit_date: decidingDate(),
      is_seen: flag(),
      seen_alone: seenAlone(),
    },
  },
  cla_episode: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      care_period: record('care period'),
      placement: record('placement'),
      start_date: decidingDate().required(),
      start_reason: anyYears(/^[A-Z]$/),
      need: anyYears(NEED),
      end_date: decidingDate(),
      end_reason: anyYears(/^(X1|E[0-9]{1,2}[AB]?)$/),
      entered_care_date: describingDate(),
    },
  },
  legal_status: {
    key: ['child', 'start_date', 'legal_status'],
    columns: {
      child: child(),
      legal_status: anyYears(/^[A-Z][0-9]$/),
      start_date: decidingDate(),
      end_date: decidingDate(),
    },
  },
  cla_placement: {
    key: ['placement'],
    columns: {
      placement: record('placement').required(),
      child: pseudonym(),
      care_period: record('care period'),
      start_date: decidingDate(),
      end_date: decidingDate(),
      placement_type: anyYears(/^[A-Z][0-9]{1,2}$/),
      placement_provider: anyYears(/^PR[0-5]$/),
      placement_urn: anyYears(/^(SC[0-9]{6}|[0-9]{5,7}|X{6,7})$/),
      distance_tenths: tenthsOfMiles(),
      change_reason: anyYears(/^[A-Z]{3,8}$/),
      placement_postcode_district: postcodeDistrict().lenient(),
    },
  },
  cla_review: {
    key: ['care_period', 'review_date'],
    columns: {
      care_period: record('care period').required(),
      due_date: describingDate(),
      review_date: decidingDate(),
      is_cancelled: flag(),
      participation: anyYears(/^PN[0-7]$/),
    },
  },
  cla_visit: {
    key: ['child', 'visit_date'],
    columns: {
      child: child(),
      care_period: record('care period'),
      visit_date: decidingDate(),
      is_seen: flag(),
      seen_alone: seenAlone(),
    },
  },
  cla_health: {
    key: ['child', 'check_type', 'check_date'],
    columns: {
      child: child(),
      check_type: listWords(),
      check_date: describingDate(),
      status: listWords(),
    },
  },
  cla_immunisation: {
    key: ['child'],
    columns: { child: child(), is_up_to_date: flag(), status_date: describingDate() },
  },
  cla_substance_misuse: {
    key: ['child', 'misuse_date'],
    columns: {
      child: child(),
      misuse_date: describingDate(),
      intervention_received: flag(),
    },
  },
  cla_conviction: {
    key: ['child', 'conviction_date'],
    columns: { child: child(), conviction_date: decidingDate() },
  },
  sdq: {
    key: ['child', 'completed_date'],
    columns: {
      child: child(),
      completed_date: describingDate(),
      score: integer(0, 40).lenient(),
      reason: anyYears(/^SDQ[1-5]$/),
    },
  },
  missing: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      start_date: decidingDate().required(),
      kind: phrase({ m: 'M', missing: 'M', a: 'A', absent: 'A', away: 'A' }).lenient(),
      end_date: decidingDate(),
      interview_offered: flag(),
      interview_accepted: flag(),
    },
  },
  care_leaver: {
    key: ['child'],
    columns: {
      child: child(),
      eligibility: phrase({
        relevant: 'relevant',
        'former relevant': 'former-relevant',
        qualifying: 'qualifying',
        eligible: 'eligible',
      }).lenient(),
      in_touch: inTouch(),
      latest_contact_date: describingDate(),
      accommodation: anyYears(/^([B-EGHKR-Z][12]?|0)$/),
      is_suitable: phrase({
        suitable: 'yes',
        unsuitable: 'no',
        'not suitable': 'no',
        yes: 'yes',
        y: 'yes',
        '1': 'yes',
        no: 'no',
        n: 'no',
        '2': 'no',
      }).lenient(),
      activity: anyYears(/^([FP][1-6]|G[4-6]|0)$/),
      pathway_plan_review_date: describingDate(),
    },
  },
  permanence: {
    key: ['child', 'decision_date'],
    columns: {
      child: child(),
      care_period: record('care period'),
      decision_date: describingDate(),
      placement_order_date: describingDate(),
      matched_date: describingDate(),
      placed_date: describingDate(),
      reversal_date: describingDate(),
      order_date: describingDate(),
      order_type: listWords(),
    },
  },
  pre_proceedings: {
    key: ['child', 'decision_date'],
    columns: {
      child: child(),
      family: record('family'),
      decision_date: decidingDate(),
      letter_date: describingDate(),
      first_meeting_date: describingDate(),
      ended_date: decidingDate(),
    },
  },
  send_record: {
    key: ['send_record'],
    columns: { send_record: record('send').required(), child: child() },
  },
  ehcp_request: {
    key: ['request'],
    columns: {
      request: record('ehcp request').required(),
      send_record: record('send'),
      request_date: decidingDate().required(),
      outcome_date: decidingDate(),
      outcome: listWords(),
    },
  },
  ehcp_assessment: {
    key: ['assessment'],
    columns: {
      assessment: record('ehcp assessment').required(),
      request: record('ehcp request'),
      outcome_date: decidingDate(),
      outcome: listWords(),
      has_exception: isSaid(),
    },
  },
  ehcp_plan: {
    key: ['plan'],
    columns: {
      plan: record('ehcp plan').required(),
      assessment: record('ehcp assessment'),
      start_date: decidingDate().required(),
      ceased_date: decidingDate(),
      ceased_reason: listWords(),
    },
  },
  ehcp_active_plan: {
    key: ['plan'],
    columns: {
      plan: record('ehcp active plan').required(),
      request: record('ehcp request'),
      last_review_date: describingDate(),
    },
  },
} satisfies Record<string, TableContract>;
