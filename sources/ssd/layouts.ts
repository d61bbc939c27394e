import { type Layout, optional, type TableLayout } from '../contract/types.js';
import { factorsIn } from './factors.js';

/** Table of the dataset that fills each of ours. */
const fileNames = {
  person: 'person',
  disability: 'disability',
  immigration_status: 'immigration_status',
  involvement: 'involvements',
  contact: 'contacts',
  early_help: 'early_help_episodes',
  cin_episode: 'cin_episodes',
  cin_assessment: 'cin_assessments',
  assessment_factor: 'assessment_factors',
  s47_enquiry: 's47_enquiry',
  conference: 'initial_cp_conference',
  cp_plan: 'cp_plans',
  cp_review: 'cp_reviews',
  cp_visit: 'cp_visits',
  cla_episode: 'cla_episodes',
  legal_status: 'legal_status',
  cla_placement: 'cla_placement',
  cla_review: 'cla_reviews',
  cla_visit: 'cla_visits',
  cla_health: 'cla_health',
  cla_immunisation: 'cla_immunisations',
  cla_substance_misuse: 'cla_substance_misuse',
  cla_conviction: 'cla_convictions',
  sdq: 'sdq_scores',
  missing: 'missing',
  care_leaver: 'care_leavers',
  permanence: 'permanence',
  pre_proceedings: 'pre_proceedings',
  send_record: 'send',
  ehcp_request: 'ehcp_requests',
  ehcp_assessment: 'ehcp_assessment',
  ehcp_plan: 'ehcp_named_plan',
  ehcp_active_plan: 'ehcp_active_plans',
} as const;

type Name = keyof typeof fileNames;

/**
 * How a table's file is named: "ssd_cla_placement.csv", "cla_placements.csv", "2026-03-31 ssd_cla_placement.csv",
 * "ssd_cla_placement_20260331.csv".
 */
function fileOf(name: Name): RegExp {
  const words = fileNames[name].replace(/s$/, '').replaceAll('_', '[ _-]?');
  return new RegExp(`^(?:.*ssd[ _-]|[0-9 _-]+)?${words}s?(?:[ _-]*[0-9].*)?$`, 'i');
}

/** The table that a file holds, by its name; undefined for one that isn't read, or that holds them all. */
export function tableOf(fileName: string): string | undefined {
  const name = fileName.replace(/\.[a-z0-9]+$/i, '');
  return (Object.keys(fileNames) as Name[]).find((table) => fileOf(table).test(name));
}

/**
 * A table's columns by their fields. Fields of the dataset that no measure needs, which all begin with the table's own prefix, are known
 * and not read.
 * @param prefix of the table's fields, such as `cine`
 * @param headings columns to fields without the prefix
 * @param mayLack columns whose fields an older release of the dataset may lack
 */
function table(
  name: Name,
  prefix: string,
  headings: Readonly<Record<string, string>>,
  mayLack: Readonly<Record<string, string>> = {},
): TableLayout {
  const field = (rest: string): string => `${prefix}_${rest}`;
  return {
    sheet: fileOf(name),
    ...(name === 'person' ? {} : { mayBeMissing: true }),
    headings: {
      ...Object.fromEntries(Object.entries(headings).map(([column, of]) => [column, field(of)])),
      ...Object.fromEntries(
        Object.entries(mayLack).map(([column, of]) => [column, optional(field(of))]),
      ),
    },
    unread: [new RegExp(`^${prefix}[ _]`, 'i')],
  };
}

const all = {
  person: table(
    'person',
    'pers',
    { child: 'person_id', ethnicity: 'ethnicity', birth_month: 'dob' },
    { sex: 'sex', expected_birth_month: 'expected_dob' },
  ),
  disability: table('disability', 'disa', { child: 'person_id', disability: 'disability_code' }),
  immigration_status: table('immigration_status', 'immi', {
    child: 'person_id',
    is_uasc: 'immigration_status',
    start_date: 'immigration_status_start_date',
    end_date: 'immigration_status_end_date',
  }),
  involvement: table(
    'involvement',
    'invo',
    {
      child: 'person_id',
      worker: 'professional_id',
      start_date: 'involvement_start_date',
      end_date: 'involvement_end_date',
    },
    { team: 'professional_team', role: 'professional_role_id' },
  ),
  contact: table('contact', 'cont', {
    child: 'person_id',
    contact_date: 'contact_date',
    contact_source: 'contact_source_code',
  }),
  early_help: table('early_help', 'earl', {
    child: 'person_id',
    start_date: 'episode_start_date',
    end_date: 'episode_end_date',
  }),
  cin_episode: table('cin_episode', 'cine', {
    referral: 'referral_id',
    child: 'person_id',
    referral_date: 'referral_date',
    primary_need: 'cin_primary_need_code',
    referral_source: 'referral_source_code',
    no_further_action: 'referral_nfa',
    close_date: 'close_date',
    close_reason: 'close_reason',
  }),
  cin_assessment: table(
    'cin_assessment',
    'cina',
    {
      assessment: 'assessment_id',
      child: 'person_id',
      referral: 'referral_id',
      start_date: 'assessment_start_date',
      authorisation_date: 'assessment_auth_date',
    },
    { no_further_action: 'assessment_outcome_nfa' },
  ),
  assessment_factor: {
    ...table('assessment_factor', 'cinf', {
      assessment: 'assessment_id',
      factor: 'assessment_factors_json',
    }),
    // A row an assessment, with all of its factors in one cell.
    reshape: (row) =>
      factorsIn(row.cell('cinf_assessment_factors_json')).map((factor) => ({
        assessment: row.cell('cinf_assessment_id'),
        factor,
      })),
  },
  s47_enquiry: table(
    's47_enquiry',
    's47e',
    {
      enquiry: 's47_enquiry_id',
      child: 'person_id',
      start_date: 's47_start_date',
      end_date: 's47_end_date',
    },
    { referral: 'referral_id', no_further_action: 's47_nfa' },
  ),
  conference: table(
    'conference',
    'icpc',
    {
      conference: 'icpc_id',
      child: 'person_id',
      enquiry: 's47_enquiry_id',
      conference_date: 'icpc_date',
      led_to_plan: 'icpc_outcome_cp_flag',
    },
    {
      referral: 'referral_id',
      is_transfer_in: 'icpc_transfer_in',
      target_date: 'icpc_target_date',
    },
  ),
  cp_plan: table(
    'cp_plan',
    'cppl',
    {
      plan: 'cp_plan_id',
      child: 'person_id',
      start_date: 'cp_plan_start_date',
      end_date: 'cp_plan_end_date',
      initial_category: 'cp_plan_initial_category',
      latest_category: 'cp_plan_latest_category',
    },
    { referral: 'referral_id', conference: 'icpc_id', is_other_authority: 'cp_plan_ola' },
  ),
  cp_review: table(
    'cp_review',
    'cppr',
    { child: 'person_id', plan: 'cp_plan_id', review_date: 'cp_review_date' },
    { due_date: 'cp_review_due' },
  ),
  cp_visit: table(
    'cp_visit',
    'cppv',
    {
      child: 'person_id',
      visit_date: 'cp_visit_date',
      seen_alone: 'cp_visit_seen_alone',
    },
    { plan: 'cp_plan_id', is_seen: 'cp_visit_seen' },
  ),
  cla_episode: table(
    'cla_episode',
    'clae',
    {
      child: 'person_id',
      start_date: 'cla_episode_start_date',
      start_reason: 'cla_episode_start_reason',
      need: 'cla_primary_need_code',
      end_date: 'cla_episode_ceased_date',
      end_reason: 'cla_episode_ceased_reason',
    },
    {
      care_period: 'cla_id',
      placement: 'cla_placement_id',
      entered_care_date: 'entered_care_date',
    },
  ),
  legal_status: table('legal_status', 'lega', {
    child: 'person_id',
    legal_status: 'legal_status',
    start_date: 'legal_status_start_date',
    end_date: 'legal_status_end_date',
  }),
  cla_placement: table(
    'cla_placement',
    'clap',
    {
      placement: 'cla_placement_id',
      start_date: 'cla_placement_start_date',
      end_date: 'cla_placement_end_date',
      placement_type: 'cla_placement_type',
      placement_provider: 'cla_placement_provider',
    },
    {
      child: 'person_id',
      care_period: 'cla_id',
      placement_urn: 'cla_placement_urn',
      distance_tenths: 'cla_placement_distance',
      change_reason: 'cla_placement_change_reason',
      placement_postcode_district: 'cla_placement_postcode',
    },
  ),
  cla_review: table(
    'cla_review',
    'clar',
    { care_period: 'cla_id', review_date: 'cla_review_date' },
    {
      due_date: 'cla_review_due_date',
      is_cancelled: 'cla_review_cancelled',
      participation: 'cla_review_participation',
    },
  ),
  cla_visit: table(
    'cla_visit',
    'clav',
    { child: 'person_id', visit_date: 'cla_visit_date' },
    { care_period: 'cla_id', is_seen: 'cla_visit_seen', seen_alone: 'cla_visit_seen_alone' },
  ),
  cla_health: table(
    'cla_health',
    'clah',
    { child: 'person_id', check_type: 'health_check_type', check_date: 'health_check_date' },
    { status: 'health_check_status' },
  ),
  cla_immunisation: table('cla_immunisation', 'clai', {
    child: 'person_id',
    is_up_to_date: 'immunisations_status',
    status_date: 'immunisations_status_date',
  }),
  cla_substance_misuse: table('cla_substance_misuse', 'clas', {
    child: 'person_id',
    misuse_date: 'substance_misuse_date',
    intervention_received: 'intervention_received',
  }),
  cla_conviction: table('cla_conviction', 'clac', {
    child: 'person_id',
    conviction_date: 'cla_conviction_date',
  }),
  sdq: table('sdq', 'csdq', {
    child: 'person_id',
    completed_date: 'sdq_completed_date',
    score: 'sdq_score',
    reason: 'sdq_reason',
  }),
  missing: table(
    'missing',
    'miss',
    {
      child: 'person_id',
      start_date: 'missing_episode_start_date',
      kind: 'missing_episode_type',
      end_date: 'missing_episode_end_date',
    },
    { interview_offered: 'missing_rhi_offered', interview_accepted: 'missing_rhi_accepted' },
  ),
  care_leaver: table(
    'care_leaver',
    'clea',
    {
      child: 'person_id',
      eligibility: 'care_leaver_eligibility',
      in_touch: 'care_leaver_in_touch',
      accommodation: 'care_leaver_accommodation',
      is_suitable: 'care_leaver_accom_suitable',
      activity: 'care_leaver_activity',
    },
    {
      latest_contact_date: 'care_leaver_latest_contact',
      pathway_plan_review_date: 'pathway_plan_review_date',
    },
  ),
  permanence: table(
    'permanence',
    'perm',
    {
      child: 'person_id',
      decision_date: 'adm_decision_date',
      placement_order_date: 'placement_order_date',
      matched_date: 'matched_date',
      placed_date: 'placed_for_adoption_date',
      order_date: 'permanence_order_date',
      order_type: 'permanence_order_type',
    },
    { care_period: 'cla_id', reversal_date: 'decision_reversed_date' },
  ),
  pre_proceedings: table(
    'pre_proceedings',
    'prep',
    { child: 'person_id', decision_date: 'pre_pro_decision_date' },
    {
      family: 'plo_family_id',
      letter_date: 'pre_pro_letter_date',
      first_meeting_date: 'initial_pre_pro_meeting_date',
      ended_date: 'agree_stepdown_issue_date',
    },
  ),
  send_record: table('send_record', 'send', { send_record: 'table_id', child: 'person_id' }),
  ehcp_request: table('ehcp_request', 'ehcr', {
    request: 'ehcp_request_id',
    send_record: 'send_table_id',
    request_date: 'ehcp_req_date',
    outcome_date: 'ehcp_req_outcome_date',
    outcome: 'ehcp_req_outcome',
  }),
  ehcp_assessment: table('ehcp_assessment', 'ehca', {
    assessment: 'ehcp_assessment_id',
    request: 'ehcp_request_id',
    outcome_date: 'ehcp_assessment_outcome_date',
    outcome: 'ehcp_assessment_outcome',
    has_exception: 'ehcp_assessment_exceptions',
  }),
  ehcp_plan: table('ehcp_plan', 'ehcn', {
    plan: 'named_plan_id',
    assessment: 'ehcp_asmt_id',
    start_date: 'named_plan_start_date',
    ceased_date: 'named_plan_ceased_date',
    ceased_reason: 'named_plan_ceased_reason',
  }),
  // Its fields carry the name twice.
  ehcp_active_plan: table('ehcp_active_plan', 'ehcp', {
    plan: 'active_ehcp_id',
    request: 'ehcp_request_id',
    last_review_date: 'active_ehcp_last_review_date',
  }),
} satisfies Record<Name, TableLayout>;

export const layouts: readonly Layout[] = [{ id: 'ssd', tables: all }];
