import type { Figure } from '../../pipeline/core/figure/figure.js';
import { ratio } from '../../pipeline/core/figure/rounding.js';
import type { PackInput } from '../input.js';
import { counted } from '../../pipeline/core/counted.js';
import { label } from '../pack/words.js';
import { changeSentences } from './assessment-change.js';

/** Measures of what an assessment says of the council among others, and of its findings. */
export const POSITION = 'position-among-authorities';
export const STRENGTHS = 'strengths-among-findings';

const QUARTILES = ['top', 'second', 'third', 'bottom'];

type Judgement = PackInput['lists']['judgements'][number];

/**
 * What the first page of a report on an assessment says: each grade with what it stands for and the one before, how many authorities score
 * higher, the quartile, and strengths for each area for improvement. None where no priority is about an assessment.
 */
export function assessmentPage({ figures, lists }: PackInput): string[] {
  const isReported = figures.some(
    ({ priority, definition }) => priority !== null && definition.theme === 'assessments',
  );
  if (!isReported) return [];
  const frameworks = [...new Set(lists.judgements.map(({ framework }) => framework))].sort();
  return frameworks.flatMap((framework) => {
    const graded = lists.judgements.filter(
      (each) => each.framework === framework && each.kind === 'judgement' && each.grade !== null,
    );
    return [
      ...graded.map(gradeWords),
      ...changeSentences(lists.judgements.filter((each) => each.framework === framework)),
      ...positionWords(valueOf(figures, POSITION, framework)),
      ...strengthWords(valueOf(figures, STRENGTHS, framework)),
    ];
  });
}

/** The quarter of the ranking in which a rank lies; those with equal totals share the best. */
export function quartileOf(higher: number, of: number): string | undefined {
  return QUARTILES[Math.ceil((4 * (higher + 1)) / of) - 1];
}

/** "Social care: 3 in the 2006 assessment (consistently delivers …), after 2 in 2005." */
function gradeWords(each: Judgement): string {
  const { grade, descriptor, previousGrade, previousYear } = each;
  const stands =
    descriptor === null ? '' : ` (${descriptor.slice(0, 1).toLowerCase()}${descriptor.slice(1)})`;
  const before =
    previousGrade === null || previousYear === null
      ? ''
      : `, after ${previousGrade} in ${previousYear}`;
  return `${label(each.judgement)}: ${grade ?? ''} in the ${each.year} assessment${stands}${before}.`;
}

function valueOf(
  figures: readonly Figure[],
  measure: string,
  framework: string,
): Figure['current'] | undefined {
  return figures.find(
    ({ definition, current }) =>
      definition.measure === measure &&
      current.symbol === null &&
      current.breakdown === `framework:${framework}`,
  )?.current;
}

/** "11 of 126 authorities score higher: the top quartile." */
function positionWords(value: Figure['current'] | undefined): string[] {
  const { numerator, denominator } = value ?? { numerator: null, denominator: null };
  if (numerator === null || denominator === null) return [];
  const quartile = quartileOf(numerator, denominator);
  const where = quartile === undefined ? '' : `: the ${quartile} quartile`;
  const verb = numerator === 1 ? 'scores' : 'score';
  return [`${numerator} of ${denominator} authorities ${verb} higher${where}.`];
}

function strengthWords(value: Figure['current'] | undefined): string[] {
  const { numerator, denominator } = value ?? { numerator: null, denominator: null };
  if (numerator === null || denominator === null) return [];
  const areas = denominator - numerator;
  // That none was sent doesn't say that there is none.
  if (numerator === 0) return [`${counted(areas, 'area', 'areas')} for improvement.`];
  const each = ratio(numerator, areas, 'count', { decimals: 1 });
  const counts = `${numerator} strengths, ${areas} areas for improvement`;
  return each === null
    ? [`${counts}.`]
    : [`${each.toFixed(1)} strengths for each area for improvement (${counts}).`];
}
