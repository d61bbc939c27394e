import { type Column, count, custom, pseudonym } from '../contract/columns.js';
import type { TableContract } from '../contract/types.js';
import {
  allocated,
  answer,
  coded,
  decidingDate,
  describingDate,
  disability,
  permanencePlan,
  phrase,
  seenAlone,
  whoTheChildIs,
  withoutLetter,
} from './columns.js';

const CHILD_IN_NEED = /^N[0-9]$/;
const SOURCE_OF_CONTACT = /^(1[A-D]|2[AB]|3[A-F]|4|5[A-D]|6|7|8|9|10)$/;
const sourceOfContact = () =>
  coded(SOURCE_OF_CONTACT, {
    police: '6',
    schools: '2A',
    'education services': '2B',
    'other legal agency': '7',
    other: '8',
    anonymous: '9',
    unknown: '10',
  }).lenient();

const categoryOfAbuse = () =>
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

/** Words of a list without codes, in lower case with dashes: "c) Child in need plan" is `child-in-need-plan`. */
const words = (): Column =>
  custom(
    'text',
    (cell) =>
      withoutLetter(cell)
        .slice(0, 80)
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, '') || null,
  );

/** The eleven lists, as stored. Keys tell one event from another across returns. */
export const lists = {
  contact: {
    key: ['child', 'contact_date', 'contact_source'],
    columns: {
      ...whoTheChildIs,
      contact_date: decidingDate().required(),
      contact_source: sourceOfContact(),
    },
  },
  early_help: {
    key: ['child', 'start_date'],
    columns: { ...whoTheChildIs, start_date: decidingDate(), completion_date: decidingDate() },
  },
  referral: {
    key: ['child', 'referral_date'],
    columns: {
      ...whoTheChildIs,
      referral_date: decidingDate().required(),
      referral_source: sourceOfContact(),
      no_further_action: answer().lenient(),
      earlier_referral_count: count(),
    },
  },
  assessment: {
    key: ['child', 'start_date'],
    columns: {
      ...whoTheChildIs,
      ...disability,
      start_date: decidingDate().required(),
      authorisation_date: decidingDate(),
      needs_service: answer().lenient(),
      ...allocated,
    },
  },
  section_47: {
    key: ['child', 'start_date'],
    columns: {
      ...whoTheChildIs,
      ...disability,
      start_date: decidingDate(),
      conference_unnecessary: answer().lenient(),
      conference_date: decidingDate(),
      led_to_plan: answer().lenient(),
      enquiry_count: count().lenient(),
      conference_count: count().lenient(),
      ...allocated,
    },
  },
  child_in_need: {
    key: ['child', 'start_date'],
    columns: {
      ...whoTheChildIs,
      ...disability,
      start_date: decidingDate(),
      primary_need: coded(CHILD_IN_NEED).lenient(),
      closure_date: decidingDate(),
      closure_reason: coded(/^RC[1-9]$/).lenient(),
      case_status: words().lenient(),
      ...allocated,
    },
  },
  cp_plan: {
    key: ['child', 'start_date'],
    columns: {
      ...whoTheChildIs,
      ...disability,
      start_date: decidingDate().required(),
      end_date: decidingDate(),
      initial_category: categoryOfAbuse(),
      latest_category: categoryOfAbuse(),
      latest_review_date: decidingDate(),
      previous_plan_count: count(),
      last_visit_date: describingDate(),
      seen_alone: seenAlone(),
      ...allocated,
    },
  },
  looked_after: {
    key: ['child', 'start_date'],
    columns: {
      ...whoTheChildIs,
      is_uasc: answer().lenient(),
      ...disability,
      start_date: decidingDate().required(),
      end_date: decidingDate(),
      end_reason: coded(/^(E[235-9]|E4[AB15678]|E1[1-7]|X1)$/).lenient(),
      need: coded(/^N[1-8]$/).lenient(),
      legal_status: coded(/^(C[12]|D1|E1|V[1-4]|J[1-3]|L[1-3])$/).lenient(),
      latest_review_date: describingDate(),
      latest_health_assessment_date: describingDate(),
      latest_dental_check_date: describingDate(),
      placement_count: count(),
      placement_start_date: describingDate(),
      placement_type: coded(/^[A-Z][0-9]$/).lenient(),
      placement_provider: coded(/^PR[0-5]$/).lenient(),
      placement_urn: coded(/^(SC[0-9]{6}|[0-9]{5,7}|XXXXXXX?)$/).lenient(),
      placement_location: phrase({
        in: 'in',
        inside: 'in',
        out: 'out',
        outside: 'out',
      }).lenient(),
      missing_count: count().lenient(),
      absent_count: count().lenient(),
      last_visit_date: describingDate(),
      permanence_plan: permanencePlan(),
      interview_offered: answer().lenient(),
      interview_accepted: answer().lenient(),
      ...allocated,
    },
  },
  care_leaver: {
    key: ['child'],
    columns: {
      ...whoTheChildIs,
      ...disability,
      is_uasc: answer().lenient(),
      eligibility: phrase({
        relevant: 'relevant',
        'former relevant': 'former-relevant',
        qualifying: 'qualifying',
        eligible: 'eligible',
      }).lenient(),
      pathway_plan_review_date: describingDate(),
      in_touch: phrase({
        yes: 'YES',
        y: 'YES',
        no: 'NO',
        n: 'NO',
        died: 'DIED',
        refu: 'REFU',
        refused: 'REFU',
        'refuses contact': 'REFU',
        nreq: 'NREQ',
        'no longer required': 'NREQ',
        'no longer requires': 'NREQ',
        rhom: 'RHOM',
        'returned home': 'RHOM',
      }).lenient(),
      latest_contact_date: describingDate(),
      accommodation: coded(/^([B-EGHKR-Z]|0)$/).lenient(),
      is_suitable: phrase({
        suitable: 'yes',
        unsuitable: 'no',
        'not suitable': 'no',
        yes: 'yes',
        no: 'no',
      }).lenient(),
      activity: coded(/^([FP][1-5]|G[456]|0)$/).lenient(),
    },
  },
  adoption: {
    key: ['child', 'decision_date'],
    columns: {
      child: whoTheChildIs.child,
      family: pseudonym(),
      sex: whoTheChildIs.sex,
      ethnicity: whoTheChildIs.ethnicity,
      birth_month: whoTheChildIs.birth_month,
      ...disability,
      entered_care_date: decidingDate(),
      decision_date: decidingDate(),
      placement_order_date: decidingDate(),
      matched_date: decidingDate(),
      placed_date: decidingDate(),
      adopted_date: decidingDate(),
      reversal_date: decidingDate(),
      foster_to_adopt_date: decidingDate(),
    },
  },
  adopter: {
    key: ['adopter', 'application_date'],
    columns: {
      adopter: pseudonym().required(),
      family: pseudonym(),
      enquiry_date: describingDate(),
      stage_1_start_date: describingDate(),
      stage_1_end_date: describingDate(),
      stage_2_start_date: describingDate(),
      stage_2_end_date: describingDate(),
      application_date: describingDate(),
      approval_date: decidingDate(),
      matched_date: decidingDate(),
      placed_date: decidingDate(),
      placed_child_count: count().lenient(),
      adoption_order_date: decidingDate(),
      left_date: decidingDate(),
    },
  },
} satisfies Record<string, TableContract>;
