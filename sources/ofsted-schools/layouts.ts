import { type Headings, type Layout, optional, type RowView } from '../contract/types.js';

/** Headings of the school itself that every release has, in the order of the file. */
const SCHOOL: Readonly<Record<string, Headings>> = {
  area_code: ['Local authority', 'LAESTAB'],
  urn: 'URN',
  laestab: optional('LAESTAB'),
  name: 'School name',
  phase: ['Ofsted phase', 'Phase of education', 'Phase'],
  type: optional('Type of education', 'Type of establishment'),
  constituency: optional('Parliamentary constituency'),
  pupil_count: optional('Total number of pupils', 'Total pupils', 'Number of pupils'),
};

/**
 * Ofsted counts a school under the authority that it names. Where it names none that is known, the first three digits of the LAESTAB
 * say which it is.
 */
const AUTHORITY = { area_code: ['LAESTAB'] } as const;

/** What a release says of a school and its inspections that no figure needs. */
const UNREAD_SCHOOL: readonly (string | RegExp)[] = [
  /^web link( \(opens in new window\))?$/i,
  'Local authority',
  'School open date',
  'Admissions policy',
  'Sixth form',
  'Designated religious character',
  'Religious ethos',
  'Faith denomination',
  'Faith grouping',
  'Ofsted region',
  'Region',
  'Government office region',
  /^multi-academy trust (uid|name)$/i,
  /^academy sponsor (uid|name)$/i,
  'Postcode',
  /^the (income|quntile for income|quintile for income) deprivation affecting children index \(IDACI\)/i,
  'Statutory lowest age',
  'Statutory highest age',
  /^number of warning notices issued in /i,
  /^current school type used for chart /i,
  'Issue',
  'Issue details',
];

/** Who the school was at an inspection, for each inspection that a release tells of. */
const AT_THE_TIME = ['URN', 'LAESTAB', 'School name', 'School type'].flatMap((what) =>
  [
    'latest full inspection',
    'latest graded inspection',
    'latest OEIF graded inspection',
    'previous full inspection',
    'previous graded inspection',
    'the ungraded inspection',
    'the latest ungraded inspection',
    'the section 8 inspection',
    'the latest section 8 inspection',
  ].map((inspection) => `${what} at time of ${inspection}`),
);

/** Grades of the inspection before the latest: its overall grade is read, its others aren't. */
const PREVIOUS_GRADES = [
  'Previous category of concern',
  'Previous category',
  'Previous outcomes for pupils',
  'Previous outcomes for children and learners',
  'Previous quality of teaching, learning and assessment',
  'Previous quality of education',
  'Previous behaviour and attitudes',
  'Previous personal development',
  'Previous personal development, behaviour and welfare',
  'Previous effectiveness of leadership and management',
  'Previous safeguarding is effective?',
  'Previous is safeguarding effective?',
  'Previous early years provision (where applicable)',
  'Previous sixth form provision (where applicable)',
  'Previous 16 - 19 study programmes',
  'Previous 16 to 19 study programmes',
  'Previous 16 to 19 study programmes (where applicable)',
];

/** Numbers and groupings of inspections that no figure needs. */
const UNREAD_INSPECTIONS: readonly (string | RegExp)[] = [
  ...AT_THE_TIME,
  ...PREVIOUS_GRADES,
  /^number of (short|ungraded|section 8|other section 8|monitoring and urgent) inspections since (the )?last (full|graded) inspection$/i,
  /^latest (ungraded|section 8) inspection number( since (the )?last (full|graded) inspection)?$/i,
  /^previous (full |graded )?inspection number$/i,
  /^(inspection|event) type grouping( of latest OEIF graded inspection)?$/i,
  /^(previous )?inspection end date$/i,
  /^did the latest (short|ungraded|section 8) inspection convert to a (full|graded) inspection\?$/i,
  /^does the (ungraded|section 8|previous full|previous graded) inspection relate to the URN of the current school\?$/i,
];

const UNREAD = [...UNREAD_SCHOOL, ...UNREAD_INSPECTIONS];

/** A note beneath the table names no school. */
function noteBeneath(row: RowView): string | undefined {
  return row.cell('URN') === null && row.cell('School name') === null
    ? 'a note beneath the table: no URN and no school'
    : undefined;
}

const SIXTH_FORM = [
  'Sixth form provision (where applicable)',
  'Sixth form provision',
  '16 to 19 study programmes (where applicable)',
  '16 to 19 study programmes',
  '16-19 study programmes',
] as const;

const EARLY_YEARS = ['Early years provision (where applicable)', 'Early years provision'] as const;

/** The graded inspection's own headings, the same from 2015 to 2025. */
const GRADED: Readonly<Record<string, Headings>> = {
  overall_grade: 'Overall effectiveness',
  overall_outcome: 'Overall effectiveness',
  category_of_concern: optional('Category of concern', 'Category'),
  leadership_grade: optional(
    'Effectiveness of leadership and management',
    'Leadership and management',
  ),
  early_years_grade: optional(...EARLY_YEARS),
  sixth_form_grade: optional(...SIXTH_FORM),
  graded_inspection_type: optional('Inspection type'),
  graded_start_date: ['Inspection start date', 'Inspection date'],
  graded_publication_date: ['Publication date', 'Inspection publication date'],
  previous_start_date: optional('Previous inspection start date', 'Previous full inspection date'),
  previous_publication_date: optional('Previous publication date'),
};

/** Grades of the framework to August 2019; the releases of the turn carry both sets. */
const GRADES_TO_2019: Readonly<Record<string, readonly string[]>> = {
  outcomes_grade: [
    'Outcomes for pupils',
    'Outcomes for children and learners',
    'Achievement of pupils',
  ],
  teaching_grade: ['Quality of teaching, learning and assessment', 'Quality of teaching'],
  conduct_and_welfare_grade: [
    'Personal development, behaviour and welfare',
    'Behaviour and safety of pupils',
  ],
};

/** Grades of the framework from September 2019. */
const GRADES_FROM_2019 = {
  quality_grade: 'Quality of education',
  behaviour_grade: 'Behaviour and attitudes',
  personal_development_grade: 'Personal development',
} as const;

const SAFEGUARDING = optional('Safeguarding is effective?', 'Is safeguarding effective?');

const asOptional = (headings: Readonly<Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(headings).map(([column, spellings]) => [column, optional(...spellings)]),
  );

/** "Full" inspections, as they were called to about 2022. */
const FULL: Readonly<Record<string, Headings>> = {
  graded_inspection_number: optional(
    'Inspection number of latest full inspection',
    'Inspection number',
  ),
  grade_relates_to_urn: optional(
    'Does the latest full inspection relate to the URN of the current school?',
  ),
  grade_school_type: optional('School type at time of latest full inspection'),
  previous_overall_grade: optional('Previous full inspection overall effectiveness'),
};

/** "Graded" inspections, and "ungraded" for section 8, as they are called since. */
const GRADED_AND_UNGRADED: Readonly<Record<string, Headings>> = {
  graded_inspection_number: optional('Inspection number of latest graded inspection'),
  grade_relates_to_urn:
    'Does the latest graded inspection relate to the URN of the current school?',
  grade_school_type: optional('School type at time of latest graded inspection'),
  ungraded_date: optional('Date of latest ungraded inspection'),
  ungraded_publication_date: optional('Ungraded inspection publication date'),
  ungraded_outcome: optional('Ungraded inspection overall outcome'),
  previous_overall_grade: optional('Previous graded inspection overall effectiveness'),
};

/** Ofsted puts a table of the year's inspections beside it, with the same headings: taken for all schools, it would tell wrong figures. */
const A_ROW_A_SCHOOL = {
  heading: /\b(latest|most recent|since (the )?last)\b/,
  why: 'No heading speaks of a school\u2019s latest inspection: this is a table of inspections, not of all schools. Send the one that Ofsted calls "latest inspections" or "most recent inspections".',
};

/** 2015 to August 2019: short inspections, one grade for conduct and welfare. */
const mi2015: Layout = {
  id: 'mi-2015',
  tables: {
    school: {
      orElse: AUTHORITY,
      headings: {
        ...SCHOOL,
        ...GRADED,
        ...FULL,
        ...asOptional(GRADES_TO_2019),
        teaching_grade: GRADES_TO_2019['teaching_grade'] ?? [],
        safeguarding_effective: SAFEGUARDING,
        ungraded_date: optional(
          'Date of latest short inspection',
          'Date of latest section 8 inspection',
        ),
        ungraded_publication_date: optional(
          'Short inspection publication date',
          'Section 8 inspection publication date',
        ),
        ungraded_outcome: optional(
          'Short inspection overall outcome',
          'Section 8 inspection overall outcome',
        ),
      },
      onlyWith: A_ROW_A_SCHOOL,
      unread: UNREAD,
      ignore: noteBeneath,
    },
  },
};

/** September 2019 to about 2022: the education inspection framework; section 8 inspections. */
const mi2019: Layout = {
  id: 'mi-2019',
  tables: {
    school: {
      orElse: AUTHORITY,
      headings: {
        ...SCHOOL,
        ...GRADED,
        ...FULL,
        ...GRADES_FROM_2019,
        ...asOptional(GRADES_TO_2019),
        safeguarding_effective: SAFEGUARDING,
        ungraded_date: optional(
          'Date of latest section 8 inspection',
          'Date of latest short inspection',
        ),
        ungraded_publication_date: optional(
          'Section 8 inspection publication date',
          'Short inspection publication date',
        ),
        ungraded_outcome: optional(
          'Section 8 inspection overall outcome',
          'Short inspection overall outcome',
        ),
      },
      onlyWith: A_ROW_A_SCHOOL,
      unread: UNREAD,
      ignore: noteBeneath,
    },
  },
};

/** To August 2024, in the words "graded" and "ungraded"; every graded inspection has an overall grade. */
const mi2024: Layout = {
  id: 'mi-2024',
  tables: {
    school: {
      orElse: AUTHORITY,
      headings: {
        ...SCHOOL,
        ...GRADED,
        ...GRADED_AND_UNGRADED,
        ...GRADES_FROM_2019,
        safeguarding_effective: SAFEGUARDING,
      },
      unread: UNREAD,
      ignore: noteBeneath,
    },
  },
};

/** September 2024 to October 2025: "Not judged" stands among the overall grades. Told by its first heading alone. */
const mi2024NotJudged: Layout = {
  id: 'mi-2024-not-judged',
  tables: {
    school: {
      orElse: AUTHORITY,
      headings: {
        ...SCHOOL,
        ...GRADED,
        ...GRADED_AND_UNGRADED,
        ...GRADES_FROM_2019,
        safeguarding_effective: SAFEGUARDING,
      },
      alsoNeeds: [/^web link \(opens in new window\)$/],
      unread: UNREAD,
      ignore: noteBeneath,
    },
  },
};

/**
 * From November 2025: "full inspection" is a report card, the older graded inspection stands under "OEIF", and both may
 * stand in one row. Nothing is carried over between them.
 */
const card2025: Layout = {
  id: 'card-2025',
  tables: {
    school: {
      orElse: AUTHORITY,
      headings: {
        ...SCHOOL,
        overall_grade: 'Latest OEIF overall effectiveness',
        overall_outcome: 'Latest OEIF overall effectiveness',
        category_of_concern: optional(
          'Most recent category of concern',
          'Latest OEIF category of concern',
        ),
        quality_grade: 'Latest OEIF quality of education',
        behaviour_grade: 'Latest OEIF behaviour and attitudes',
        personal_development_grade: 'Latest OEIF personal development',
        leadership_grade: 'Latest OEIF effectiveness of leadership and management',
        early_years_grade: optional('Latest OEIF early years provision (where applicable)'),
        sixth_form_grade: optional('Latest OEIF sixth form provision (where applicable)'),
        safeguarding_effective: optional('Latest OEIF safeguarding is effective?'),
        graded_inspection_number: optional('Inspection number of latest OEIF graded inspection'),
        graded_inspection_type: optional('Inspection type of latest OEIF graded inspection'),
        graded_start_date: 'Inspection start date of latest OEIF graded inspection',
        graded_publication_date: 'Publication date of latest OEIF graded inspection',
        grade_relates_to_urn: optional(
          'Does the latest OEIF graded inspection relate to the URN of the current school?',
        ),
        grade_school_type: optional('School type at time of latest OEIF graded inspection'),
        ungraded_date: optional('Date of latest ungraded inspection'),
        ungraded_publication_date: optional('Ungraded inspection publication date'),
        ungraded_outcome: optional('Ungraded inspection overall outcome'),
        card_inspection_number: optional('Inspection number of latest full inspection'),
        card_start_date: 'Inspection start date',
        card_publication_date: 'Publication date',
        card_relates_to_urn: optional(
          'Does the latest full inspection relate to the URN of the current school?',
        ),
        card_safeguarding: 'Safeguarding standards',
        card_inclusion: 'Inclusion',
        card_curriculum_and_teaching: 'Curriculum and teaching',
        card_achievement: 'Achievement',
        card_attendance_and_behaviour: 'Attendance and behaviour',
        card_personal_development_and_wellbeing: 'Personal development and wellbeing',
        card_leadership_and_governance: 'Leadership and governance',
        card_early_years: optional('Early years (where applicable)', 'Early years'),
        card_post_16: optional('Post-16 provision (where applicable)', 'Post-16 provision'),
      },
      unread: [
        ...UNREAD,
        'Inspection type',
        'Category of concern',
        'Latest OEIF category of concern',
        /- date of (judgement|grade)$/i,
      ],
      ignore: noteBeneath,
    },
  },
};

/** What Ofsted has called the sheet with a row a school; CSV files have a name of their own. */
const ROW_A_SCHOOL =
  /(most recent|latest)[ _]inspections|school level data|state-funded|table ?1\b/i;

/** The same layout, of a sheet with one of the names that the table of schools has borne. */
function ofNamedSheet(layout: Layout): Layout {
  const { id, tables } = layout;
  return {
    id,
    tables: Object.fromEntries(
      Object.entries(tables).map(([table, where]) => [table, { ...where, sheet: ROW_A_SCHOOL }]),
    ),
  };
}

const NEWEST_FIRST = [card2025, mi2024NotJudged, mi2024, mi2019, mi2015];

/**
 * The layouts in the order in which they are tried. Older workbooks hold a sheet of the month's inspections too, with much
 * the same headings and a row an inspection: the sheet that is named for schools goes first, wherever it stands.
 */
export const ofstedLayouts: readonly Layout[] = [
  ...NEWEST_FIRST.map(ofNamedSheet),
  ...NEWEST_FIRST,
];
