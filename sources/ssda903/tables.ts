import {
  code,
  date,
  distanceBetween,
  integer,
  monthOf,
  oneOf,
  pseudonym,
  text,
} from '../contract/columns.js';
import type { TableContract } from '../contract/types.js';
import {
  accommodation,
  coded,
  dateOrPartlyKnown,
  flag,
  postcodeDistrict,
  postcodePseudonym,
} from './columns.js';

const child = () => pseudonym().required();

/**
 * The return's twelve parts, as stored. What decides whether and when something counts (its dates, legal status, reason for
 * the new episode) costs the row where it can't be read; what only describes is left empty, with a warning.
 */
export const tables = {
  child: {
    key: ['child'],
    once: 'child',
    columns: {
      child: child(),
      // U, since 2025, says that it isn't known: so does an empty cell.
      sex: oneOf({
        ...{ '1': 'male', '2': 'female', M: 'male', F: 'female', U: null },
        ...{ Male: 'male', Female: 'female', Unknown: null },
      }).lenient(),
      birth_month: monthOf().required(),
      ethnicity: coded('ETHNIC').lenient(),
      is_mother: flag().lenient(),
    },
  },
  episode: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      start_date: date().required(),
      new_episode_reason: coded('RNE').required(),
      legal_status: coded('LS').required(),
      need: coded('CIN').lenient(),
      placement: coded('PLACE').lenient(),
      placement_provider: coded('PLACE_PROVIDER').lenient(),
      end_date: date(),
      end_reason: coded('REC').lenient(),
      placement_change_reason: coded('REASON_PLACE_CHANGE').lenient(),
      home_postcode_district: postcodeDistrict().lenient(),
      placement_postcode_district: postcodeDistrict().lenient(),
      distance_tenths: distanceBetween(['home_postcode_district', 'placement_postcode_district']),
      placement_postcode: postcodePseudonym(),
      placement_urn: code(
        /^(SC\d{6}|\d{5,7}|X{6,7})$/,
        'Give the URN that Ofsted lists.',
      ).lenient(),
    },
  },
  review: {
    key: ['child', 'review_date'],
    columns: {
      child: child(),
      review_date: date().required(),
      review_code: coded('REVIEW_CODE').lenient(),
    },
  },
  outcomes: {
    key: ['child'],
    columns: {
      child: child(),
      sdq_score: integer(0, 40).lenient(),
      sdq_reason: coded('SDQ_REASON').lenient(),
      convicted: flag().lenient(),
      health_check: flag().lenient(),
      immunisations: flag().lenient(),
      dental_check: flag().lenient(),
      health_assessment: flag().lenient(),
      substance_misuse: flag().lenient(),
    },
  },
  care_leaver: {
    key: ['child'],
    columns: {
      child: child(),
      birth_month: monthOf().required(),
      in_touch: coded('IN_TOUCH').required(),
      activity: coded('ACTIV').lenient(),
      accommodation: accommodation().lenient(),
    },
  },
  adoption: {
    key: ['child', 'decision_date'],
    columns: {
      child: child(),
      decision_date: date(),
      matched_date: date(),
      foster_carer: flag().lenient(),
    },
  },
  placed_for_adoption: {
    key: ['child', 'placed_date'],
    columns: {
      child: child(),
      placed_date: date(),
      ceased_date: date(),
      ceased_reason: coded('REASON_PLACED_CEASED').lenient(),
    },
  },
  previous_permanence: {
    key: ['child'],
    columns: {
      child: child(),
      previous_permanence: coded('PREV_PERM').lenient(),
      permanence_authority: text(60).lenient(),
      permanence_date: dateOrPartlyKnown().lenient(),
    },
  },
  missing: {
    // A child may go missing twice in a day.
    key: ['child', 'start_date', 'kind', 'end_date'],
    columns: {
      child: child(),
      kind: code(/^[MA]$/, 'Give M for missing, A for away without authorisation.').required(),
      start_date: date().required(),
      end_date: date(),
    },
  },
  uasc: {
    key: ['child'],
    // Commonly the eighteenth birthday, as soon as the child comes.
    columns: { child: child(), ceased_date: date(18).lenient() },
  },
  social_worker: {
    key: ['child', 'start_date'],
    columns: {
      child: child(),
      worker: pseudonym().required(),
      start_date: date().required(),
      end_date: date(),
      change_reason: coded('SW_REASON').lenient(),
    },
  },
  deprivation_of_liberty: {
    key: ['child', 'start_date'],
    columns: { child: child(), start_date: date().required(), end_date: date() },
  },
} satisfies Record<string, TableContract>;
