import { actionBook, type PlannedAction } from './action-book.js';
import { assessmentBook, type Found, type Judged } from './assessment-book.js';
import { assessmentStrategy, type PaperDemo, paperConfiguration } from './paper.js';

const QUARTER = '2006-07-Q3';
const PROGRESS_AT = '2006-12-31';
const PUBLISHED = '2006-11-01';
/** The paper names no council: it is shown under the code of a county. */
const COUNTY = 'E06000054';

const GRADES: readonly (readonly [string, number])[] = [
  ["Children's services", 3],
  ['Capacity to improve', 3],
  ['Social care', 2],
];

const judged: readonly Judged[] = GRADES.map(([judgement, grade]) => ({
  authority: COUNTY,
  year: 2006,
  judgement,
  kind: 'Judgement',
  grade,
  published: PUBLISHED,
}));

/** The plan itself isn't at hand: areas, actions and progress are invented, one action an area. */
const AREAS: readonly (readonly [string, string])[] = [
  ['Staying safe', 'Time taken to complete initial assessments'],
  ['Staying safe', 'Recruitment and retention of social workers'],
  ['Enjoying and achieving', 'Attainment of looked-after children at Key Stage 4'],
  ['Achieving economic well-being', 'Young people with learning difficulties in work or training'],
];

const found: readonly Found[] = AREAS.map(([outcome, finding], index) => ({
  authority: COUNTY,
  year: 2006,
  outcome,
  kind: 'Key area for improvement',
  reference: `APA2006-I${index + 1}`,
  finding,
}));

const actions: readonly PlannedAction[] = [
  {
    priority: 'assessment',
    reference: '1',
    action: 'Look at every initial assessment that runs over its time each week',
    lead: 'Head of Children and Families',
    due: { day: '2007-03-31' },
    status: 'On track',
    progress: 'Done since October; most now end in time.',
    milestone: null,
    finding: 'APA2006-I1',
  },
  {
    priority: 'assessment',
    reference: '2',
    action: 'Fill the vacant social work posts',
    lead: 'Head of Human Resources',
    due: { day: '2007-06-30' },
    status: 'At risk',
    progress: 'Plans are in place to recruit; a number of posts are vacant.',
    milestone: 'Interviews for the posts that are vacant',
    finding: 'APA2006-I2',
  },
  {
    priority: 'assessment',
    reference: '3',
    action: 'Give each looked-after child in Year 11 a mentor',
    lead: 'Head of School Improvement',
    due: { day: '2006-12-31' },
    status: 'Complete',
    progress: 'Every child in Year 11 has one.',
    milestone: null,
    finding: 'APA2006-I3',
  },
  {
    priority: 'assessment',
    reference: '4',
    action: 'Agree a pathway for each young person with the Learning and Skills Council',
    lead: 'Head of 14 to 19',
    due: 'Summer 2007',
    status: 'On track',
    progress: 'Two of the four colleges have agreed.',
    milestone: null,
    finding: 'APA2006-I4',
  },
];

/** Where the plan goes next, and what the paper says under its headings for risk and finance, in short words of our own. */
const REPORT = `
report:
  consultation: { text: "The Children's Services Scrutiny Committee takes the plan on 8 March 2007." }
  implications:
    - { heading: Environment, text: There are none. }
    - { heading: Risk, text: Posts of social workers are hard to fill. Recruitment is watched so that the risk stays small. }
    - { heading: Financial, text: Money follows the priorities of the Children and Young People's Plan. }
`;

/** A county's cabinet, 27 February 2007: the action plan that follows the assessment, with progress as at December 2006. */
export const apaActionPlan2007: PaperDemo = {
  id: 'apa-action-plan-2007',
  about: 'action plan after the assessment, a county, 27 February 2007',
  quarter: QUARTER,
  runAt: '2007-01-29T09:00:00Z',
  configuration: paperConfiguration({
    authority: COUNTY,
    council: 'County Council',
    quarter: QUARTER,
    meeting: '2007-02-27',
    // The letter had gone to this one.
    meetings: ['2006-12-19'],
    report: REPORT,
  }),
  strategies: {
    'assessment.yaml': assessmentStrategy({
      id: 'annual-performance-assessment',
      title: 'Annual performance assessment action plan',
      lead: 'Director, Department for Children and Education',
      judgements: ['childrens-services', 'capacity-to-improve', 'social-care'],
      withPosition: false,
    }),
  },
  returns: [
    {
      source: 'annual-assessments',
      asAt: PUBLISHED,
      receivedAt: '2006-11-20T10:00:00Z',
      files: [[`${PUBLISHED}.xlsx`, () => assessmentBook(judged, found)]],
    },
    {
      source: 'actions',
      asAt: PROGRESS_AT,
      receivedAt: '2007-01-22T10:00:00Z',
      files: [[`${PROGRESS_AT}.xlsx`, () => actionBook(actions, PROGRESS_AT)]],
    },
  ],
};
