import { optional, type Layout, type TableLayout } from '../contract/types.js';

/**
 * How each part is named, as a file ("2017-episodes.csv", "SSDA903 Episodes.csv") or as a sheet. The two spellings of
 * permanence are both in use.
 */
export const partNames = {
  header: /(?<![a-z])headers?(?![a-z])/i,
  social_worker: /(?<![a-z])(sw|social[ _-]*workers?)(?![a-z])/i,
  deprivation_of_liberty: /(?<![a-z])(dolos?|deprivations?[ _-]*of[ _-]*liberty)(?![a-z])/i,
  episodes: /(?<!(?<![a-z])(sw|social[ _-]*workers?)[ _-]*)(?<![a-z])episodes?(?![a-z])/i,
  reviews: /(?<![a-z])reviews?(?![a-z])/i,
  oc2: /(?<![a-z])oc ?2(?!\d)/i,
  oc3: /(?<![a-z])oc ?3(?!\d)/i,
  ad1: /(?<![a-z])ad ?1(?!\d)/i,
  placed_for_adoption: /placed[ _-]*(for[ _-]*)?adoption/i,
  previous_permanence: /prev(ious)?[ _-]*perm(an[ea]nce|en[ea]nce)?(?![a-z])/i,
  missing: /(?<![a-z])missing(?![a-z])/i,
  uasc: /(?<![a-z])uasc(?![a-z])/i,
} as const;

/** The part that a file plays, by its name; undefined for a workbook that holds them all. */
export function partOf(fileName: string): string | undefined {
  return Object.entries(partNames).find(([, pattern]) => pattern.test(fileName))?.[0];
}

const CHILD = ['CHILD', 'CHILD_ID', 'Child ID'];
const BIRTH = ['DOB', 'Date of birth'];

/** Parts beside the header and the episodes are sent only when there is something in them. */
const notAlwaysSent = { mayBeMissing: true } as const;

const parts = {
  child: {
    sheet: partNames.header,
    part: 'header',
    headings: {
      child: CHILD,
      sex: ['SEX', 'GENDER'],
      birth_month: BIRTH,
      ethnicity: ['ETHNIC', 'ETHNICITY'],
      is_mother: optional('MOTHER'),
    },
    unread: ['UPN', 'MC_DOB'],
  },
  episode: {
    sheet: partNames.episodes,
    part: 'episodes',
    headings: {
      child: CHILD,
      start_date: 'DECOM',
      new_episode_reason: 'RNE',
      legal_status: 'LS',
      need: 'CIN',
      placement: ['PLACE', 'PLACEMENT'],
      placement_provider: optional('PLACE_PROVIDER'),
      end_date: 'DEC',
      end_reason: 'REC',
      placement_change_reason: optional('REASON_PLACE_CHANGE'),
      home_postcode_district: optional('HOME_POST'),
      placement_postcode_district: optional('PL_POST'),
      placement_postcode: optional('PL_POST'),
      placement_urn: optional('URN'),
    },
    unread: ['DOB', 'PL_DISTANCE', 'PL_LA', 'PL_LOCATION'],
  },
  review: {
    ...notAlwaysSent,
    sheet: partNames.reviews,
    part: 'reviews',
    headings: { child: CHILD, review_date: 'REVIEW', review_code: 'REVIEW_CODE' },
    unread: ['DOB'],
  },
  outcomes: {
    ...notAlwaysSent,
    sheet: partNames.oc2,
    part: 'oc2',
    headings: {
      child: CHILD,
      sdq_score: 'SDQ_SCORE',
      sdq_reason: 'SDQ_REASON',
      convicted: 'CONVICTED',
      health_check: 'HEALTH_CHECK',
      immunisations: 'IMMUNISATIONS',
      dental_check: 'TEETH_CHECK',
      health_assessment: 'HEALTH_ASSESSMENT',
      substance_misuse: 'SUBSTANCE_MISUSE',
    },
    unread: ['DOB', 'INTERVENTION_RECEIVED', 'INTERVENTION_OFFERED'],
  },
  care_leaver: {
    ...notAlwaysSent,
    sheet: partNames.oc3,
    part: 'oc3',
    headings: {
      child: CHILD,
      birth_month: BIRTH,
      in_touch: 'IN_TOUCH',
      activity: 'ACTIV',
      accommodation: 'ACCOM',
    },
  },
  adoption: {
    ...notAlwaysSent,
    sheet: partNames.ad1,
    part: 'ad1',
    headings: {
      child: CHILD,
      decision_date: 'DATE_INT',
      matched_date: 'DATE_MATCH',
      foster_carer: 'FOSTER_CARE',
    },
    unread: ['DOB', 'NB_ADOPTR', 'SEX_ADOPTR', 'LS_ADOPTR'],
  },
  placed_for_adoption: {
    ...notAlwaysSent,
    sheet: partNames.placed_for_adoption,
    part: 'placed_for_adoption',
    headings: {
      child: CHILD,
      placed_date: 'DATE_PLACED',
      ceased_date: 'DATE_PLACED_CEASED',
      ceased_reason: 'REASON_PLACED_CEASED',
    },
    unread: ['DOB'],
  },
  previous_permanence: {
    ...notAlwaysSent,
    sheet: partNames.previous_permanence,
    part: 'previous_permanence',
    headings: {
      child: CHILD,
      previous_permanence: 'PREV_PERM',
      permanence_authority: 'LA_PERM',
      permanence_date: 'DATE_PERM',
    },
    unread: ['DOB'],
  },
  missing: {
    ...notAlwaysSent,
    sheet: partNames.missing,
    part: 'missing',
    headings: {
      child: CHILD,
      kind: 'MISSING',
      start_date: ['MIS_START', 'MISSTART'],
      end_date: ['MIS_END', 'MISEND'],
    },
    unread: ['DOB'],
  },
  uasc: {
    ...notAlwaysSent,
    sheet: partNames.uasc,
    part: 'uasc',
    headings: { child: CHILD, ceased_date: 'DUC' },
    unread: ['DOB', 'SEX', 'UASC'],
  },
} satisfies Record<string, TableLayout>;

/** New in the return of 2024. */
const socialWorker = {
  ...notAlwaysSent,
  sheet: partNames.social_worker,
  headings: {
    child: CHILD,
    worker: 'SW_ID',
    start_date: 'SW_DECOM',
    end_date: 'SW_DEC',
    change_reason: 'SW_REASON',
  },
  unread: ['DOB'],
} satisfies TableLayout;

/** New in the return of 2027. */
const deprivationOfLiberty = {
  ...notAlwaysSent,
  sheet: partNames.deprivation_of_liberty,
  headings: { child: CHILD, start_date: 'DOLO_START', end_date: 'DOLO_END' },
  unread: ['DOB'],
} satisfies TableLayout;

const from2024 = { ...parts, social_worker: socialWorker };
const from2027 = { ...from2024, deprivation_of_liberty: deprivationOfLiberty };

/**
 * The newest first, each as its difference from the one before. 2025 (SEX M, F, U; PLACE K3) and 2026 (PLACE Z11 to Z14) changed
 * codes alone, which `columns.ts` has.
 */
export const layouts: readonly Layout[] = [
  { id: 'ssda903-2027', from: '2026-04-01', tables: from2027 },
  { id: 'ssda903-2024', from: '2023-04-01', tables: from2024 },
  { id: 'ssda903', tables: parts },
];
