import type { PackLists } from '../../core/figure/lists.js';
import { schoolGrade } from '../grade-words.js';
import { byText } from '../by-text.js';

/** A row of sql/lists/school-results.sql. */
export interface SchoolResult {
  readonly window_from: string;
  readonly window_to: string;
  readonly urn: string;
  readonly name: string;
  readonly phase: string;
  readonly pupil_count: number | null;
  readonly overall_grade: number | null;
  readonly overall_outcome: string | null;
  readonly quality_grade: number | null;
  readonly behaviour_grade: number | null;
  readonly personal_development_grade: number | null;
  readonly leadership_grade: number | null;
  readonly graded_start_date: string | null;
  readonly graded_publication_date: string | null;
  readonly ungraded_date: string | null;
  readonly ungraded_publication_date: string | null;
  readonly ungraded_outcome: string | null;
  readonly previous_overall_grade: number | null;
  readonly card_start_date: string | null;
  readonly card_publication_date: string | null;
  readonly card_safeguarding: string | null;
  readonly card_inclusion: string | null;
  readonly card_curriculum_and_teaching: string | null;
  readonly card_achievement: string | null;
  readonly card_attendance_and_behaviour: string | null;
  readonly card_personal_development_and_wellbeing: string | null;
  readonly card_leadership_and_governance: string | null;
  readonly card_early_years: string | null;
  readonly card_post_16: string | null;
}

type Inspection = PackLists['inspections'][number];
type BelowGood = PackLists['schoolsBelowGood'][number];

/** Inspections whose reports were published in the quarter: graded, ungraded and report cards; one school may have several. */
export function inspectionsPublished(schools: readonly SchoolResult[]): Inspection[] {
  return schools
    .flatMap((school) => {
      const { urn, name, phase } = school;
      const inQuarter = (day: string | null): day is string =>
        day !== null && day >= school.window_from && day <= school.window_to;
      const found: Inspection[] = [];
      const add = (published: string | null, outcome: string, previous: string | null): void => {
        if (inQuarter(published)) found.push({ urn, name, phase, published, outcome, previous });
      };
      const grade = schoolGrade(school.overall_grade) ?? null;
      add(
        school.graded_publication_date,
        grade ?? keyJudgements(school),
        schoolGrade(school.previous_overall_grade) ?? null,
      );
      add(
        school.ungraded_publication_date,
        school.ungraded_outcome ?? 'Ungraded inspection',
        grade,
      );
      add(school.card_publication_date, reportCard(school), grade);
      return found;
    })
    .sort((a, b) => byText(a.published, b.published) || byText(a.urn, b.urn));
}

/** Schools whose latest result, under whichever framework, is below good in any part. */
export function schoolsBelowGood(schools: readonly SchoolResult[]): BelowGood[] {
  return schools
    .flatMap((school) => {
      const { urn, name, phase, pupil_count: pupils } = school;
      const found = belowGood(school);
      return found === undefined ? [] : [{ urn, name, phase, pupils, ...found }];
    })
    .sort((a, b) => byText(a.phase, b.phase) || byText(a.name, b.name) || byText(a.urn, b.urn));
}

function belowGood(school: SchoolResult): { grade: string; inspected: string | null } | undefined {
  const low = cardAreas(school).filter(
    ([, grade]) => grade === 'needs-attention' || grade === 'urgent-improvement',
  );
  if (school.card_start_date !== null) {
    if (low.length === 0 && school.card_safeguarding !== 'not-met') return undefined;
    return { grade: reportCard(school), inspected: school.card_start_date };
  }
  const inspected = school.graded_start_date;
  if (school.overall_outcome === 'not-judged') {
    const isLow = keyGrades(school).some(([, grade]) => grade !== null && grade > 2);
    return isLow ? { grade: keyJudgements(school), inspected } : undefined;
  }
  if (school.overall_grade !== 3 && school.overall_grade !== 4) return undefined;
  return { grade: schoolGrade(school.overall_grade) ?? '', inspected };
}

function keyGrades(school: SchoolResult): [string, number | null][] {
  return [
    ['quality of education', school.quality_grade],
    ['behaviour and attitudes', school.behaviour_grade],
    ['personal development', school.personal_development_grade],
    ['leadership and management', school.leadership_grade],
  ];
}

/** "No overall grade: good in all four key judgements", or each grade with the judgements that have it. */
function keyJudgements(school: SchoolResult): string {
  const said = grouped(
    keyGrades(school).map(([judgement, grade]) => [judgement, schoolGrade(grade)?.toLowerCase()]),
  );
  return said === '' ? 'No overall grade' : `No overall grade: ${said}`;
}

function cardAreas(school: SchoolResult): [string, string | null][] {
  return [
    ['inclusion', school.card_inclusion],
    ['curriculum and teaching', school.card_curriculum_and_teaching],
    ['achievement', school.card_achievement],
    ['attendance and behaviour', school.card_attendance_and_behaviour],
    ['personal development and wellbeing', school.card_personal_development_and_wellbeing],
    ['leadership and governance', school.card_leadership_and_governance],
    ['early years', school.card_early_years],
    ['post-16 provision', school.card_post_16],
  ];
}

const CARD_WORDS: Readonly<Record<string, string>> = {
  exceptional: 'exceptional',
  strong: 'strong standard',
  expected: 'expected standard',
  'needs-attention': 'needs attention',
  'urgent-improvement': 'urgent improvement',
};

function reportCard(school: SchoolResult): string {
  const safeguarding =
    school.card_safeguarding === null
      ? []
      : [`safeguarding ${school.card_safeguarding.replace('-', ' ')}`];
  const areas = grouped(
    cardAreas(school).map(([area, grade]) => [
      area,
      grade === null ? undefined : CARD_WORDS[grade],
    ]),
  );
  return `Report card: ${[...safeguarding, ...(areas === '' ? [] : [areas])].join('; ')}`;
}

/** "good in a, b; requires improvement in c". */
function grouped(pairs: readonly (readonly [string, string | undefined])[]): string {
  const byGrade = new Map<string, string[]>();
  for (const [name, grade] of pairs) {
    if (grade !== undefined) byGrade.set(grade, [...(byGrade.get(grade) ?? []), name]);
  }
  return [...byGrade].map(([grade, names]) => `${grade} in ${names.join(', ')}`).join('; ');
}

/** Phases in the order in which a child passes through them. */
const PHASES = [
  'nursery',
  'primary',
  'secondary',
  'all-through',
  'sixteen-plus',
  'special',
  'alternative-provision',
];

/** Orders phase ids; an unknown one comes last. */
export function byPhase(a: string, b: string): number {
  const place = (phase: string): number => (PHASES.includes(phase) ? PHASES.indexOf(phase) : 99);
  return place(a) - place(b) || byText(a, b);
}
