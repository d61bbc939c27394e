import type { Authority } from '../../authorities/lookup.js';
import { actionBook, type PlannedAction } from './action-book.js';
import { assessmentBook, type Found, type Judged } from './assessment-book.js';
import { assessmentStrategy, type PaperDemo, paperConfiguration } from './paper.js';

const QUARTER = '2007-08-Q3';
const PROGRESS_AT = '2007-12-31';
const KENT = 'E10000016';
const PUBLISHED = { 2006: '2006-11-01', 2007: '2007-11-27' } as const;

/** From the paper: 126 authorities published so far, this one included, and 11 that score more highly. */
const PUBLISHED_SO_FAR = 126;
const HIGHER = 11;
/** Authorities with children's services in 2007. */
const AUTHORITIES = 150;

const GRADES: readonly (readonly [string, number])[] = [
  ["Children's services", 3],
  ['Capacity to improve', 4],
  ['Social care', 3],
];

const OUTCOMES = [
  'Being healthy',
  'Staying safe',
  'Enjoying and achieving',
  'Making a positive contribution',
  'Achieving economic well-being',
];

/** Both years alike, as the paper says; of the outcomes' words it gives those of 2007. */
function kent(): Judged[] {
  const judged = ([2006, 2007] as const).flatMap((year) =>
    GRADES.map(([judgement, grade]): Judged => ({
      authority: KENT,
      year,
      judgement,
      kind: 'Judgement',
      grade,
      published: PUBLISHED[year],
    })),
  );
  const outcomes = OUTCOMES.map((outcome): Judged => ({
    authority: KENT,
    year: 2007,
    judgement: outcome,
    kind: 'Outcome',
    grade: 'Good',
    published: PUBLISHED[2007],
  }));
  return [...judged, ...outcomes];
}

/** The others' grades are invented: so many score 8 of 8, the rest 7 or less; some have none of 2007 yet. */
function others(authorities: readonly Authority[]): Judged[] {
  const codes = authorities
    .filter(({ successor, code }) => successor === null && code !== KENT)
    .map(({ code }) => code)
    .sort()
    .slice(0, AUTHORITIES - 1);
  return codes.flatMap((authority, index) => {
    const year = index < PUBLISHED_SO_FAR - 1 ? 2007 : 2006;
    const [services, capacity]: readonly [number, number] =
      index < HIGHER ? [4, 4] : index % 3 === 0 ? [3, 4] : index % 3 === 1 ? [3, 3] : [2, 3];
    const judgement = (name: string, grade: number): Judged => ({
      authority,
      year,
      judgement: name,
      kind: 'Judgement',
      grade,
      published: PUBLISHED[year],
    });
    return [judgement("Children's services", services), judgement('Capacity to improve', capacity)];
  });
}

/** About six strengths for every concern: two of the areas are the paper's, all else is invented. */
const STRENGTHS_AN_AREA = 6;
const AREAS: readonly (readonly [string, string])[] = [
  ['Being healthy', 'Teenage pregnancy'],
  ['Achieving economic well-being', 'Participation and attainment up to the age of 19'],
  ['Enjoying and achieving', 'Attendance in secondary schools'],
];

function found(): Found[] {
  const areas = AREAS.map(([outcome, finding], index): Found => ({
    authority: KENT,
    year: 2007,
    outcome,
    kind: 'Key area for improvement',
    reference: `APA2007-I${index + 1}`,
    finding,
  }));
  const strengths = Array.from({ length: AREAS.length * STRENGTHS_AN_AREA }, (_, index): Found => {
    const outcome = OUTCOMES[index % OUTCOMES.length] ?? '';
    return {
      authority: KENT,
      year: 2007,
      outcome,
      kind: 'Key strength',
      reference: `APA2007-S${index + 1}`,
      finding: `Invented strength ${index + 1}: ${outcome.toLowerCase()}`,
    };
  });
  return [...strengths, ...areas];
}

const actions: readonly PlannedAction[] = [
  {
    priority: 'assessment',
    reference: 'K1',
    action: 'Reduce teenage pregnancy',
    lead: 'Head of Planning and Performance',
    due: { day: '2008-06-30' },
    status: 'At risk',
    progress: 'Looked into by the Joint Area Review.',
    milestone: 'The Joint Area Review’s findings',
    finding: 'APA2007-I1',
  },
  {
    priority: 'assessment',
    reference: 'K2',
    action: 'Raise participation and attainment up to the age of 19',
    lead: 'Head of Planning and Performance',
    due: { day: '2008-08-31' },
    status: 'On track',
    progress: 'Looked into by the Joint Area Review.',
    milestone: null,
    finding: 'APA2007-I2',
  },
];

/** Kent, 17 December 2007: the annual performance assessment next to those of the authorities published so far. */
export function apa2007Kent(authorities: readonly Authority[]): PaperDemo {
  return {
    id: 'apa-2007-kent',
    about: 'assessment next to other authorities, Kent, 17 December 2007',
    quarter: QUARTER,
    runAt: '2008-01-28T09:00:00Z',
    configuration: paperConfiguration({
      authority: KENT,
      council: 'Kent County Council',
      quarter: QUARTER,
      meeting: '2007-12-17',
    }),
    strategies: {
      'assessment.yaml': assessmentStrategy({
        id: 'annual-performance-assessment',
        title: 'Annual performance assessment',
        lead: 'Managing Director, Children, Families and Education',
        judgements: ['childrens-services', 'capacity-to-improve', 'social-care'],
        withPosition: true,
      }),
    },
    returns: [
      {
        source: 'annual-assessments',
        asAt: '2007-12-14',
        receivedAt: '2007-12-14T10:00:00Z',
        files: [
          ['2007-12-14.xlsx', () => assessmentBook([...kent(), ...others(authorities)], found())],
        ],
      },
      {
        source: 'actions',
        asAt: PROGRESS_AT,
        receivedAt: '2008-01-21T10:00:00Z',
        files: [[`${PROGRESS_AT}.xlsx`, () => actionBook(actions, PROGRESS_AT)]],
      },
    ],
  };
}
