import { demoAuthority } from './timeline.js';
import { type WorkbookCell, workbookBytes } from '../../pipeline/core/xlsx/plain-workbook.js';

/** The judgement areas, and the grades of 2005 and 2006 out of 4; null where no longer graded separately. */
const GRADES: readonly (readonly [string, number, number | null])[] = [
  ["Children's services", 3, 4],
  ['Capacity to improve', 3, 4],
  ['Social care', 2, 3],
  ['Education', 3, null],
];

/** How the letter of 2006 judges each outcome, in its words. */
const OUTCOMES_2006: readonly (readonly [string, string])[] = [
  ['Being healthy', 'Good'],
  ['Staying safe', 'Excellent'],
  ['Enjoying and achieving', 'Excellent'],
  ['Making a positive contribution', 'Excellent'],
  ['Achieving economic well-being', 'Good'],
  ['Management', 'Excellent'],
];

type Findings = Readonly<Record<string, readonly string[]>>;

/** The letter's key strengths, shortened. */
const STRENGTHS: Findings = {
  'Being healthy': [
    'Health of looked-after children',
    'Work on health inequalities',
    'Action on obesity',
    'Meals in primary schools',
    'Growth of child and adolescent mental health services',
  ],
  'Staying safe': [
    'Management of child protection cases',
    'Core assessments completed in time',
    'Common assessment framework and integrated children’s system',
    'Commissioning strategy',
    'Less residential care, more fostering and adoption',
  ],
  'Enjoying and achieving': [
    'Early years provision',
    'Better attainment at every key stage, above all at Key Stage 4',
    'School effectiveness team that challenges and supports',
    'Partnership with schools',
    'Better self-evaluation and use of data',
    'Support for behaviour, with far fewer exclusions',
    'Good attendance',
    'Fewer statements, completed sooner',
    'Low and falling exclusion rates',
    'Well-aimed work with schools of concern',
    'Progress in writing and of boys and minority ethnic pupils',
  ],
  'Making a positive contribution': [
    'Corporate commitment to participation',
    'Culture of inclusion',
    'Rates of re-offending',
    'Part that looked-after children take in decisions',
    'Transition planning for children with disabilities',
  ],
  'Achieving economic well-being': [
    'Support for families',
    'Standards in secondary schools and colleges',
    'The 14 to 19 strategy',
    'More young people going into education, employment or training at 16',
    'Support for care leavers and vulnerable groups',
  ],
  Management: [
    'Inspiring and effective senior leadership',
    'Cohesive teams with shared principles',
    'New leadership posts that release capacity',
    'Well-aimed interventions with clear impact',
    'Quality of strategic thinking',
    'Corporate performance management',
    'Partnerships that improve provision and use resources well',
  ],
};

/** The letter's key areas for improvement, shortened; it has none for management. */
const IMPROVEMENTS: Findings = {
  'Being healthy': ['Teenage conception rate', 'Healthy School Standard', 'Substance misuse'],
  'Staying safe': ['Effect of policies on race equality and community cohesion'],
  'Enjoying and achieving': ['Added value at Key Stage 3'],
  'Making a positive contribution': ['Diversity and community cohesion'],
  'Achieving economic well-being': ['Homelessness among young people'],
};

/** Aspects for the next review, each under the outcome that it belongs to. */
const NEXT_TIME: Findings = {
  'Achieving economic well-being': ['Homelessness of young people'],
  'Making a positive contribution': ['Community cohesion'],
  'Enjoying and achieving': ['Added value at Key Stage 3'],
};

/**
 * The annual performance assessments of 2005 and 2006 as the council's cabinet had them on 2 November 2006, with the
 * findings of Ofsted's letter of 1 November 2006: public facts, in short words of our own.
 */
export function annualAssessmentsBytes(): Uint8Array {
  return workbookBytes([
    { name: 'Judgements', rows: judgementRows() },
    { name: 'Findings', rows: findingRows() },
  ]);
}

function judgementRows(): WorkbookCell[][] {
  const { code, name } = demoAuthority;
  const row = (year: number, judgement: string, kind: string, grade: WorkbookCell) => [
    code,
    name,
    'APA',
    year,
    judgement,
    kind,
    grade,
    year === 2006 ? { day: '2006-11-01' } : null,
  ];
  return [
    [
      'Authority code',
      'Authority name',
      'Framework',
      'Year',
      'Judgement',
      'Kind',
      'Grade',
      'Published',
    ],
    ...GRADES.map(([judgement, before]) => row(2005, judgement, 'Judgement', before)),
    ...GRADES.map(([judgement, , grade]) =>
      row(2006, judgement, 'Judgement', grade ?? 'No longer graded'),
    ),
    ...OUTCOMES_2006.map(([outcome, word]) => row(2006, outcome, 'Outcome', word)),
  ];
}

function findingRows(): WorkbookCell[][] {
  const { code, name } = demoAuthority;
  const rows = (kind: string, letter: string, findings: Findings): WorkbookCell[][] =>
    Object.entries(findings)
      .flatMap(([outcome, list]) => list.map((finding) => [outcome, finding] as const))
      .map(([outcome, finding], index) => [
        code,
        name,
        'APA',
        2006,
        outcome,
        kind,
        `APA2006-${letter}${index + 1}`,
        finding,
      ]);
  return [
    [
      'Authority code',
      'Authority name',
      'Framework',
      'Year',
      'Outcome',
      'Kind',
      'Reference',
      'Finding',
    ],
    ...rows('Key strength', 'S', STRENGTHS),
    ...rows('Key area for improvement', 'I', IMPROVEMENTS),
    ...rows('Aspect for the next review', 'N', NEXT_TIME),
  ];
}
