import { optional, type Layout, type TableLayout } from '../contract/types.js';

const who = {
  child: ['Unique ID', 'Child Unique ID', 'Unique identifier'],
  birth_month: ['Date of birth', 'DOB'],
  sex: ['Gender', 'Sex'],
  ethnicity: 'Ethnicity',
  primary_need: ['SEN primary need', 'Primary need'],
  establishment_urn: ['Main education establishment – URN', 'Main education establishment URN'],
  establishment_phase: [
    'Main education establishment – phase',
    'Main education establishment phase',
  ],
  subsidiary_phase: optional(
    'Subsidiary education establishment – phase (dual registration)',
    'Subsidiary education establishment – phase',
  ),
  suspension_count: 'Suspensions',
  permanent_exclusion_count: 'Permanent exclusions',
  absence_tenths: 'Absence',
  pupil_premium: optional('Pupil Premium'),
  known_to_social_care: "Known to children's social care?",
  social_care_team: optional("Which children's social care team?"),
  has_disability: 'Does the child or young person have a disability?',
};

/** Numbers of pupils and learners are never read. */
const UNREAD: TableLayout['unread'] = ['UPN', 'ULN', /^Age\b/i];

export const layouts: readonly Layout[] = [
  {
    id: 'annex-a-send',
    tables: {
      ehc_plan: {
        sheet: /(^|[^a-z])list[ _-]*0?1(?!\d)|ehc/i,
        part: 'List 1',
        headings: {
          ...who,
          issued_date: 'Date initial EHC plan issued',
          updated_date: 'Date updated EHC plan issued',
          reviewed_date: 'Date EHC plan last reviewed',
          home_educated: optional('Elective home education'),
        },
        unread: UNREAD,
      },
      sen_support: {
        sheet: /(^|[^a-z])list[ _-]*0?2(?!\d)|sen support/i,
        part: 'List 2',
        headings: who,
        unread: UNREAD,
      },
    },
  },
];
