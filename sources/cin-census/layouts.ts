import { clean } from '../contract/columns.js';
import {
  type Draft,
  type Layout,
  optional,
  type RowView,
  type TableLayout,
} from '../contract/types.js';

const CHILD = ['LAchildID', 'LA child ID', 'Child ID'];
const EPISODE_ID = ['CINdetailsID', 'CIN details ID'];
const PLAN_ID = ['CPPID', 'CPP ID'];
const EPISODE = optional(...EPISODE_ID);
const PLAN = optional(...PLAN_ID);
const REFERRAL_DATE = optional('CINreferralDate');
const DISABILITY = ['Disability', 'Disabilities'];
const FACTOR = ['AssessmentFactors', 'AssessmentFactor'];

/** Groups besides identifiers and details are sent only where there is something in them. */
const notAlwaysSent = { mayBeMissing: true } as const;

/** A cell that lists several, joined as the message's reader or a spreadsheet joins them: "2A 2B", "2A, 2B". */
function listed(cell: string | number | boolean | null): readonly string[] {
  return String(clean(cell) ?? '')
    .split(/[\s,;|]+/)
    .filter((one) => one !== '');
}

/** One record for each of a list's entries, numbered in its order; none where it is empty. */
function each(
  [column, number]: readonly [column: string, number: string],
  headings: readonly string[],
  others: Readonly<Record<string, readonly string[]>>,
): Pick<TableLayout, 'reshape' | 'headingOf'> {
  return {
    reshape: (row: RowView): readonly Draft[] => {
      const rest = Object.fromEntries(
        Object.entries(others).map(([name, spellings]) => [name, row.cell(...spellings)]),
      );
      return listed(row.cell(...headings)).map((entry, place) => ({
        ...rest,
        [column]: entry,
        [number]: place + 1,
      }));
    },
    headingOf: () => headings[0],
  };
}

const sheets = {
  identifiers: /identifier|(?<![a-z])children(?![a-z])/i,
  characteristics: /characteristic|disabilit/i,
  details: /cin[ _-]*details|(?<![a-z])details(?![a-z])|(?<![a-z])referrals?(?![a-z])/i,
  assessments: /assessment|factor/i,
  section47: /(?<![a-z])(section|s)[ _-]*47/i,
  // Child protection plans, and not the CIN plans' dates.
  plans: /(?<!cin[ _-]*)plans?(?![ _-]*dates)|(?<![a-z])cpp/i,
  reviews: /review/i,
  cinPlans: /cin[ _-]*plan/i,
  preProceedings: /pre[ _-]*proceeding|fgdm/i,
} as const;

/** The census of 2017 to 2021. */
const of2017 = {
  child: {
    sheet: sheets.identifiers,
    headings: {
      child: CHILD,
      birth_month: 'PersonBirthDate',
      expected_birth_month: optional('ExpectedPersonBirthDate'),
      sex: ['GenderCurrent', 'Sex'],
      death_month: optional('PersonDeathDate'),
    },
    unread: ['UPN', 'FormerUPN', 'UPNunknown', 'CINdetailsID'],
  },
  characteristics: {
    ...notAlwaysSent,
    sheet: sheets.characteristics,
    headings: { child: CHILD, ethnicity: 'Ethnicity' },
  },
  disability: {
    ...notAlwaysSent,
    sheet: sheets.characteristics,
    headings: { child: CHILD, disability: optional(...DISABILITY) },
    ...each(['disability', 'disability_no'], DISABILITY, { child: CHILD }),
  },
  episode: {
    sheet: sheets.details,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: 'CINreferralDate',
      referral_source: 'ReferralSource',
      primary_need: 'PrimaryNeedCode',
      closed_date: 'CINclosureDate',
      closure_reason: 'ReasonForClosure',
      conference_date: optional('DateOfInitialCPC'),
      no_further_action: 'ReferralNFA',
    },
  },
  assessment: {
    ...notAlwaysSent,
    sheet: sheets.assessments,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: REFERRAL_DATE,
      start_date: 'AssessmentActualStartDate',
      review_date: optional('AssessmentInternalReviewDate'),
      authorised_date: 'AssessmentAuthorisationDate',
    },
    unread: FACTOR,
  },
  factor: {
    ...notAlwaysSent,
    sheet: sheets.assessments,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: REFERRAL_DATE,
      start_date: 'AssessmentActualStartDate',
      authorised_date: 'AssessmentAuthorisationDate',
      factor: optional(...FACTOR),
    },
    ...each(['factor', 'factor_no'], FACTOR, {
      child: CHILD,
      episode: EPISODE_ID,
      referral_date: ['CINreferralDate'],
      start_date: ['AssessmentActualStartDate'],
      authorised_date: ['AssessmentAuthorisationDate'],
    }),
  },
  section47: {
    ...notAlwaysSent,
    sheet: sheets.section47,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: REFERRAL_DATE,
      start_date: 'S47ActualStartDate',
      conference_target: optional('InitialCPCtarget'),
      conference_date: 'DateOfInitialCPC',
      conference_not_required: 'ICPCnotRequired',
    },
  },
  cp_plan: {
    ...notAlwaysSent,
    sheet: sheets.plans,
    headings: {
      child: CHILD,
      episode: EPISODE,
      plan: PLAN,
      referral_date: REFERRAL_DATE,
      start_date: 'CPPstartDate',
      end_date: 'CPPendDate',
      initial_category: 'InitialCategoryOfAbuse',
      latest_category: 'LatestCategoryOfAbuse',
      previous_plan_count: 'NumberOfPreviousCPP',
    },
    unread: ['CPPreviewDate'],
  },
  review: {
    ...notAlwaysSent,
    sheet: sheets.reviews,
    headings: {
      child: CHILD,
      episode: EPISODE,
      plan: PLAN,
      plan_start_date: optional('CPPstartDate'),
      review_date: 'CPPreviewDate',
    },
    ...each(['review_date', 'review_no'], ['CPPreviewDate'], {
      child: CHILD,
      episode: EPISODE_ID,
      plan: PLAN_ID,
      plan_start_date: ['CPPstartDate'],
    }),
  },
} satisfies Record<string, TableLayout>;

/** New in 2022: the dates of CIN plans. */
const of2022 = {
  ...of2017,
  cin_plan: {
    ...notAlwaysSent,
    sheet: sheets.cinPlans,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: REFERRAL_DATE,
      start_date: 'CINPlanStartDate',
      end_date: 'CINPlanEndDate',
    },
  },
} satisfies Record<string, TableLayout>;

/** Since 2025 Sex, in place of GenderCurrent. */
const of2025 = {
  ...of2022,
  child: {
    ...of2022.child,
    headings: { ...of2022.child.headings, sex: ['Sex', 'GenderCurrent'] },
  },
} satisfies Record<string, TableLayout>;

/** New in 2027: pre-proceedings and family group decision making. */
const of2027 = {
  ...of2025,
  pre_proceedings: {
    ...notAlwaysSent,
    sheet: sheets.preProceedings,
    headings: {
      child: CHILD,
      episode: EPISODE,
      referral_date: REFERRAL_DATE,
      start_date: 'PPStartDate',
      letter_sent_date: optional('LBPSentDate'),
      family_group_offered: optional('FGDMMeetingOffer'),
      family_group_held: optional('FGDMMeetingFac'),
      first_meeting_date: optional('InitialPPMeetingDate'),
      review_meeting_count: optional('ReviewMeetingsCount'),
      step_decision_date: optional('StepDecisionDate'),
      outcome: optional('PPOutcome'),
      court_application_date: optional('CourtAppDate'),
      initial_letter_date: optional('LetterInitCPDate'),
    },
  },
} satisfies Record<string, TableLayout>;

/** The newest first, each as its difference from the one before. 2021 and 2023 changed codes alone, which `codes.ts` has. */
export const layouts: readonly Layout[] = [
  { id: 'cin-2027', from: '2026-04-01', tables: of2027 },
  { id: 'cin-2025', from: '2024-04-01', tables: of2025 },
  { id: 'cin-2022', from: '2021-04-01', tables: of2022 },
  { id: 'cin-2017', tables: of2017 },
];
