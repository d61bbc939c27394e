import { annualAssessmentsBytes } from '../assessments.js';
import { demoAuthority } from '../timeline.js';
import { actionBook, type PlannedAction } from './action-book.js';
import { assessmentStrategy, type PaperDemo, paperConfiguration } from './paper.js';

const QUARTER = '2006-07-Q3';
const PROGRESS_AT = '2006-12-31';

/** The paper says that each area was known and planned for; leads, dates and progress are invented. */
const ACTIONS: readonly PlannedAction[] = [
  {
    priority: 'assessment',
    reference: 'AP1',
    action: 'Bring the rate of teenage conceptions down',
    lead: 'Primary Care Trust and Youth Service',
    due: { day: '2007-09-30' },
    status: 'At risk',
    progress: 'More staff and clinics in the wards with the highest rates; a slight fall so far.',
    milestone: null,
    finding: 'APA2006-I1',
  },
  {
    priority: 'assessment',
    reference: 'AP2',
    action: 'Bring more schools to the Healthy School Standard',
    lead: 'School Effectiveness Service',
    due: { day: '2007-07-31' },
    status: 'On track',
    progress: 'The target for December 2006 is met; the next schools have begun.',
    milestone: null,
    finding: 'APA2006-I2',
  },
  {
    priority: 'assessment',
    reference: 'AP3',
    action: 'Raise the value added at Key Stage 3',
    lead: 'School Effectiveness Service',
    due: 'Summer 2007',
    status: 'On track',
    progress: 'Consultants work with the departments whose pupils made least progress.',
    milestone: null,
    finding: 'APA2006-I5',
  },
  {
    priority: 'assessment',
    reference: 'AP4',
    action: 'Prepare for the Joint Area Review and the Corporate Assessment',
    lead: 'Corporate Director, Children, Education and Social Care',
    due: { day: '2007-12-03' },
    status: 'On track',
    progress: 'The Audit Commission has given notice; inspectors come for two weeks.',
    milestone: 'A further report to Cabinet with detailed plans of preparation',
    finding: null,
  },
];

/** Stockton-on-Tees, 2 November 2006: the annual performance assessment's result. */
export const apa2006: PaperDemo = {
  id: 'apa-2006',
  about: 'annual performance assessment, Stockton-on-Tees, 2 November 2006',
  quarter: QUARTER,
  runAt: '2007-01-22T09:00:00Z',
  configuration: paperConfiguration({
    authority: demoAuthority.code,
    council: `${demoAuthority.name} Borough Council`,
    quarter: QUARTER,
    meeting: '2006-11-02',
  }),
  strategies: {
    'assessment.yaml': assessmentStrategy({
      id: 'annual-performance-assessment',
      title: 'Annual performance assessment',
      lead: 'Corporate Director, Children, Education and Social Care',
      judgements: ['childrens-services', 'capacity-to-improve', 'social-care'],
      withPosition: false,
    }),
  },
  returns: [
    {
      source: 'annual-assessments',
      asAt: '2006-11-01',
      receivedAt: '2006-11-01T10:00:00Z',
      files: [['2006-11-01.xlsx', annualAssessmentsBytes]],
    },
    {
      source: 'actions',
      asAt: PROGRESS_AT,
      receivedAt: '2007-01-16T15:00:00Z',
      files: [[`${PROGRESS_AT}.xlsx`, () => actionBook(ACTIONS, PROGRESS_AT)]],
    },
  ],
};
