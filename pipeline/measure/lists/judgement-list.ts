import type { PackLists } from '../../core/figure/lists.js';
import { descriptorOf, sentenceCase } from '../grade-words.js';
import { byText } from '../by-text.js';

/** A row of sql/lists/judgements.sql. */
export interface JudgementRow {
  readonly framework: string;
  readonly year: number;
  readonly judgement: string;
  readonly kind: string;
  readonly grade_number: number | null;
  readonly grade_word: string | null;
  readonly is_graded: string;
  readonly published_date: string | null;
}

type Listed = PackLists['judgements'][number];

/** Each framework's latest assessment, judgement by judgement, with the one before it and the change in words. */
export function judgementList(rows: readonly JudgementRow[]): Listed[] {
  const frameworks = [...new Set(rows.map((row) => row.framework))].sort();
  return frameworks.flatMap((framework) => {
    const own = rows.filter((row) => row.framework === framework);
    const years = [...new Set(own.map((row) => row.year))].sort((a, b) => b - a);
    const [latest, before] = years;
    const now = own.filter((row) => row.year === latest);
    const then = own.filter((row) => row.year === before);
    const dropped = then.filter(
      (row) => row.is_graded === 'yes' && !now.some((each) => each.judgement === row.judgement),
    );
    const listed = [
      ...now.map((row) =>
        entry(
          row,
          then.find((each) => each.judgement === row.judgement),
        ),
      ),
      ...dropped.map((row) => entry(ungraded(row, latest ?? row.year), row)),
    ];
    return listed.sort((a, b) => byText(a.kind, b.kind) || byText(a.judgement, b.judgement));
  });
}

/** A judgement that the later assessment no longer makes. */
function ungraded(row: JudgementRow, year: number): JudgementRow {
  return {
    ...row,
    year,
    is_graded: 'no',
    grade_number: null,
    grade_word: null,
    published_date: null,
  };
}

function entry(row: JudgementRow, before: JudgementRow | undefined): Listed {
  return {
    framework: row.framework,
    year: row.year,
    judgement: row.judgement,
    kind: row.kind,
    grade: gradeOf(row),
    descriptor: descriptorOf(row.framework, row.judgement, row.grade_number),
    previousGrade: before === undefined ? null : gradeOf(before),
    previousYear: before?.year ?? null,
    change: changeOf(row, before),
    published: row.published_date,
  };
}

function gradeOf(row: JudgementRow): string | null {
  if (row.is_graded !== 'yes') return null;
  if (row.grade_word !== null) return sentenceCase(row.grade_word);
  return row.grade_number === null ? null : String(row.grade_number);
}

/** Words in the order of their frameworks, best first: to say "improved" of them, never to number them. */
const WORDS = [
  ['excellent', 'outstanding'],
  ['very good'],
  ['good'],
  ['adequate', 'satisfactory', 'requires improvement to be good'],
  ['inadequate', 'poor'],
];

function changeOf(row: JudgementRow, before: JudgementRow | undefined): string {
  if (row.is_graded !== 'yes') {
    return before !== undefined && gradeOf(before) !== null
      ? 'no longer graded separately'
      : 'not graded separately';
  }
  if (before === undefined || gradeOf(before) === null) return 'not assessed before';
  const gain = better(row, before);
  if (gain === undefined) return 'not compared: another scale';
  return gain === 0 ? 'same' : gain > 0 ? 'improved' : 'worse';
}

/** Above 0 where the newer grade is the better; by number 4 is best (APA). */
function better(row: JudgementRow, before: JudgementRow): number | undefined {
  if (row.grade_number !== null && before.grade_number !== null) {
    return row.grade_number - before.grade_number;
  }
  const [now, then] = [place(row.grade_word), place(before.grade_word)];
  return now === -1 || then === -1 ? undefined : then - now;
}

function place(word: string | null): number {
  return word === null ? -1 : WORDS.findIndex((words) => words.includes(word));
}
