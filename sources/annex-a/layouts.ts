import { optional, type Layout, type TableLayout } from '../contract/types.js';

/**
 * A list by the name of its sheet or file: "List 7", "List_07", "List 7 - CP plans", "Stockton List 7", "7. Child protection", or a
 * name that says what it holds.
 */
function list(number: number, title: string): Required<Pick<TableLayout, 'sheet' | 'part'>> {
  const sheet = new RegExp(
    `(^|[^a-z])list[ _-]*0?${number}(?!\\d)|^(0?${number}[.)_ -]+\\D.*|${title})$`,
    'i',
  );
  return { sheet, part: `List ${number}` };
}

const CHILD = ['Child Unique ID', 'Child ID', 'Child Unique Identifier'];
const BIRTH = ['Date of Birth', 'DOB'];
const DISABILITY = ['Does the Child have a Disability', 'Does the child have a disability?'];
const UASC = /^Unaccompanied Asylum Seeking Child/i;

const who = {
  child: CHILD,
  sex: ['Gender', 'Sex'],
  ethnicity: 'Ethnicity',
  birth_month: BIRTH,
};
const whoAndDisability = { ...who, has_disability: DISABILITY };

// Ages, which follow from the birth date, and free text are never read; staff only where cases are counted by worker.
const AGE = /^Age\b/i;
const STAFF_AND_AGE = [/^Allocated /i, AGE];
const allocated = {
  team: optional('Allocated Team'),
  worker: optional('Allocated Worker'),
};

const listsTo10 = {
  contact: {
    ...list(1, 'contacts?'),
    headings: {
      ...who,
      contact_date: 'Date of Contact',
      contact_source: ['Contact Source', 'Source of Contact'],
    },
    unread: STAFF_AND_AGE,
  },
  early_help: {
    ...list(2, 'early help( assessments?)?'),
    headings: {
      ...who,
      start_date: 'Assessment start date',
      completion_date: 'Assessment completion date',
    },
    unread: [...STAFF_AND_AGE, 'Organisation completing assessment'],
  },
  referral: {
    ...list(3, 'referrals?'),
    headings: {
      ...who,
      referral_date: 'Date of Referral',
      referral_source: ['Referral Source', 'Source of Referral'],
      no_further_action: ['Referral NFA?', 'Referral NFA'],
      earlier_referral_count: 'Number of Referrals in Last 12 Months',
    },
    unread: STAFF_AND_AGE,
  },
  assessment: {
    ...list(4, '(continuous |single )?assessments?'),
    headings: {
      ...whoAndDisability,
      start_date: ['Continuous Assessment Start Date', 'Assessment Start Date'],
      authorisation_date: [
        'Continuous Assessment Date of Authorisation',
        'Assessment Date of Authorisation',
        'Date of Authorisation',
      ],
      needs_service: optional(
        "Was the child assessed as requiring LA children's social care support?",
        "Was the child assessed as requiring LA children's social care support",
      ),
      ...allocated,
    },
    unread: [AGE, /^Child Seen During/i],
  },
  section_47: {
    ...list(5, '(section|s) ?47.*'),
    headings: {
      ...whoAndDisability,
      start_date: 'Strategy discussion initiating Section 47 Enquiry Start Date',
      conference_unnecessary: [
        'Was an Initial Child Protection Conference deemed unnecessary?',
        'Was an Initial Child Protection Conference Deemed Unnecessary',
      ],
      conference_date: 'Date of Initial Child Protection Conference',
      led_to_plan: [
        'Did the Initial Child Protection Conference Result in a Child Protection Plan',
        'Did the Initial Child Protection Conference Result in a Child Protection Plan?',
      ],
      enquiry_count: 'Number of Section 47 Enquiries in the last 12 months',
      conference_count: 'Number of ICPCs in the last 12 months',
      ...allocated,
    },
    unread: [AGE],
  },
  child_in_need: {
    ...list(6, '(children|child) in need|cin'),
    headings: {
      ...whoAndDisability,
      start_date: ['CIN Start Date', 'Child in Need Start Date'],
      primary_need: 'Primary Need Code',
      closure_date: ['CIN Closure Date', 'Child in Need Closure Date'],
      closure_reason: 'Reason for Closure',
      case_status: 'Case Status',
      ...allocated,
    },
    unread: [AGE, 'Date Child Was Last Seen'],
  },
  cp_plan: {
    ...list(7, 'child(ren)? (subject to |on )?(a )?(child )?protection( plans?)?|cpp?'),
    headings: {
      ...whoAndDisability,
      start_date: 'Child Protection Plan Start Date',
      end_date: 'Child Protection Plan End Date',
      initial_category: 'Initial Category of Abuse',
      latest_category: 'Latest Category of Abuse',
      latest_review_date: 'Date of latest review conference',
      previous_plan_count: 'Number of Previous Child Protection Plans',
      last_visit_date: optional('Date of the Last Statutory Visit', 'Date of Last Statutory Visit'),
      seen_alone: optional(
        'Was the Child Seen Alone?',
        'Was the Child Seen Alone at the Last Visit',
      ),
      ...allocated,
    },
    unread: [AGE, /^Subject to Emergency Protection Order/i],
  },
  looked_after: {
    ...list(8, '(children )?looked[ -]after( children)?|lac|cla'),
    headings: {
      ...whoAndDisability,
      is_uasc: [
        'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))',
        'Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N)',
      ],
      start_date: 'Date Started to be Looked After',
      end_date: 'Date Ceased to be Looked After',
      end_reason: 'Reason Ceased to be Looked After',
      need: "Child's Category of Need",
      legal_status: "Child's Legal Status",
      latest_review_date: 'Date of Latest Statutory Review',
      latest_health_assessment_date: 'Date of Last Health Assessment',
      latest_dental_check_date: 'Date of Last Dental Check',
      placement_count: 'Number of Placements in the Last 12 months',
      placement_start_date: 'Start Date of Most Recent Placement',
      placement_type: 'Placement Type',
      placement_provider: 'Placement Provider',
      placement_urn: optional('URN of Placement'),
      placement_location: optional('Placement Location'),
      missing_count:
        "Number of Episodes the Child has been 'Missing' from their Placement in the last 12 months",
      absent_count: optional(
        "Number of Episodes the Child has been 'Absent' from their Placement in the last 12 months",
      ),
      last_visit_date: optional('Date of Last Social Work Visit', 'Date of Last Statutory Visit'),
      permanence_plan: optional('What is the permanence plan for this child?'),
      interview_offered: optional(
        'Was the child offered a Return Interview after their last missing episode (Y/N)?',
      ),
      interview_accepted: optional(
        'Did the child accept a Return Interview after their last missing episode (Y/N)?',
      ),
      ...allocated,
    },
    unread: [
      AGE,
      /^Is this a second or subsequent period/i,
      'Start date of current legal status',
      /^Date of Last IRO Visit/i,
      'Placement postcode',
      'LA of Placement',
    ],
  },
  adoption: {
    ...list(10, '(children )?(for )?adoption'),
    headings: {
      ...whoAndDisability,
      family: 'Family identifier',
      entered_care_date: 'Date the Child Entered Care',
      decision_date: 'Date of Decision that Child Should be Placed for Adoption',
      placement_order_date: 'Date of Placement Order',
      matched_date: 'Date of Matching Child and Prospective Adopters',
      placed_date: 'Date Placed for Adoption',
      adopted_date: 'Date of Adoption Order',
      reversal_date: 'Date of Decision that Child Should No Longer be Placed for Adoption',
      foster_to_adopt_date:
        'Date the child was placed for fostering in FFA or concurrent planning placement',
    },
    unread: [...STAFF_AND_AGE, 'Reason Why Child No Longer Placed for Adoption'],
  },
  adopter: {
    ...list(11, '(prospective )?adopters?'),
    headings: {
      adopter: 'Individual adopter identifier',
      family: 'Family identifier',
      enquiry_date: 'Date enquiry received',
      stage_1_start_date: 'Date Stage 1 started',
      stage_1_end_date: 'Date Stage 1 ended',
      stage_2_start_date: 'Date Stage 2 started',
      stage_2_end_date: 'Date Stage 2 ended',
      application_date: 'Date application submitted',
      approval_date: 'Date application approved',
      matched_date: 'Date adopter matched with child(ren)',
      placed_date: 'Date child/children placed with adopter(s)',
      placed_child_count: 'No. of children placed',
      adoption_order_date: 'Date of Adoption Order',
      left_date: 'Date of leaving adoption process',
    },
    unread: [
      'Gender',
      'Sex',
      'Ethnicity',
      'Disability',
      /^Is the \(prospective\) adopter fostering for adoption/i,
      'Reason for leaving adoption process',
    ],
  },
} satisfies Record<string, TableLayout>;

const careLeavers2020 = {
  ...list(9, 'care[ -]leavers?'),
  headings: {
    ...whoAndDisability,
    eligibility: 'Eligibility Category',
    in_touch: 'LA in Touch',
    accommodation: 'Type of Accommodation',
    is_suitable: 'Suitability of Accommodation',
    activity: 'Activity Status',
  },
  unread: STAFF_AND_AGE,
} satisfies TableLayout;

/** List 9 as it has been since January 2024. */
const careLeavers2024 = {
  ...careLeavers2020,
  headings: {
    ...careLeavers2020.headings,
    is_uasc: [
      'Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)',
      'Unaccompanied Asylum Seeking Child (UASC) or formerly UASC if 18 or over (Y/N)',
    ],
    pathway_plan_review_date: 'Latest Pathway Plan Review Date',
    latest_contact_date: 'Latest Date of Contact',
  },
} satisfies TableLayout;

export const layouts: readonly Layout[] = [
  { id: 'annex-a-2024', tables: { ...listsTo10, care_leaver: careLeavers2024 } },
  {
    id: 'annex-a-2020',
    tables: { ...listsTo10, care_leaver: { ...careLeavers2020, unread: [...STAFF_AND_AGE, UASC] } },
  },
];
