import { CellFault, type Column, custom, oneOf, wordsLike, yesNo } from '../contract/columns.js';

/** Numbers that stand where a grade could and aren't one: 9 not applicable, 8 no provision, 0 not yet inspected for it. */
const NO_GRADE = new Set(['9', '8', '0']);

const GRADE_WORDS: Readonly<Record<string, number>> = {
  outstanding: 1,
  good: 2,
  'requires improvement': 3,
  satisfactory: 3,
  inadequate: 4,
};

const NOT_A_GRADE = new CellFault('not-a-grade');

/** "2", "2.0" and 2 alike, in lower case. */
function gradeText(cell: string | number): string {
  return String(cell).replace(/\.0+$/, '').toLowerCase();
}

function gradeIn(text: string): number | undefined {
  return /^[1-4]$/.test(text) ? Number(text) : GRADE_WORDS[text];
}

/** A grade 1 (outstanding) to 4 (inadequate); null for 9, 8, 0 and "Not judged". */
export function grade(): Column {
  return custom('integer', (cell) => {
    const text = gradeText(cell);
    if (NO_GRADE.has(text) || text === 'not judged' || text === 'not applicable') return null;
    return gradeIn(text) ?? NOT_A_GRADE;
  });
}

/** What the overall effectiveness column says, whether or not it is a grade: graded, not-judged or no-grade. */
export function overallOutcome(): Column {
  return custom('text', (cell) => {
    const text = gradeText(cell);
    if (text === 'not judged') return 'not-judged';
    if (NO_GRADE.has(text) || text === 'not applicable') return 'no-grade';
    return gradeIn(text) === undefined ? NOT_A_GRADE : 'graded';
  });
}

/** Yes or No; null for the 9 that stands where the question wasn't asked. */
export function yesNoOrNine(): Column {
  const answer = yesNo();
  return custom('text', (cell, context) =>
    NO_GRADE.has(gradeText(cell)) ? null : answer.check(cell, context),
  );
}

/** A report card's grade of an evaluation area. */
export function cardGrade(): Column {
  return oneOf({
    Exceptional: 'exceptional',
    'Exceptional standard': 'exceptional',
    'Strong standard': 'strong',
    Strong: 'strong',
    'Expected standard': 'expected',
    Expected: 'expected',
    'Needs attention': 'needs-attention',
    'Urgent improvement': 'urgent-improvement',
    'Not applicable': null,
  });
}

/** A report card's safeguarding judgement. */
export function cardSafeguarding(): Column {
  return oneOf({ Met: 'met', 'Not met': 'not-met', 'Not applicable': null });
}

/** Ofsted's phase; a pupil referral unit became "Alternative provision" in 2026. */
export function ofstedPhase(): Column {
  return oneOf({
    Nursery: 'nursery',
    Primary: 'primary',
    'Middle deemed primary': 'primary',
    Secondary: 'secondary',
    'Middle deemed secondary': 'secondary',
    Special: 'special',
    PRU: 'alternative-provision',
    'Pupil referral unit': 'alternative-provision',
    'Alternative provision': 'alternative-provision',
    'All-through': 'all-through',
    'All through': 'all-through',
    '16 plus': 'sixteen-plus',
    'Sixteen plus': 'sixteen-plus',
  });
}

/** Ofsted's types of school of 2015 to 2026, by the words from which `sql/scope/school.sql` makes groups. */
export function schoolType(): Column {
  return wordsLike(
    /academy|^free school|^university technical|^studio|^non-maintained|^city technology|^community|^foundation|^voluntary|nursery|^pupil referral/i,
  );
}

/** The authority by its name, or from the first three digits of a school's LAESTAB. */
export function authorityOfSchool(): Column {
  return custom('text', (cell, context) => {
    const text = String(cell).replace(/\.0+$/, '');
    const key = /^\d{7}$/.test(text) ? text.slice(0, 3) : text;
    return context.authorities.find(key, context.asAt) ?? UNKNOWN_AUTHORITY;
  });
}

const UNKNOWN_AUTHORITY = new CellFault(
  'unknown-authority',
  'Give the seven-digit LAESTAB, whose first three digits are the code of an English authority.',
);
