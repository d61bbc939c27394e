import type { PackInput } from '../input.js';
import { capitalised } from '../pack/cells.js';
import { label } from '../pack/words.js';
import { listed, numberName } from './number-name.js';

type Judgement = PackInput['lists']['judgements'][number];

/**
 * How the grades of an assessment are to those of the one before, the area that isn't graded separately any more, and the words of the
 * outcomes: "All three grades are higher than in 2005: a significant improvement.", "All five outcomes are good."
 * @param judgements of one framework
 */
export function changeSentences(judgements: readonly Judgement[]): string[] {
  return [
    ...gradeSentence(judgements),
    ...judgements.filter(({ kind }) => kind === 'judgement').flatMap(goneSentence),
    ...outcomeSentence(judgements.filter(({ kind }) => kind === 'outcome')),
  ];
}

function gradeSentence(judgements: readonly Judgement[]): string[] {
  const steps = judgements.flatMap(({ kind, grade, previousGrade, previousYear }) => {
    const [now, before] = [Number(grade ?? ''), Number(previousGrade ?? '')];
    const isKnown = kind === 'judgement' && grade !== null && previousGrade !== null;
    if (!isKnown || previousYear === null || !(now > 0) || !(before > 0)) return [];
    return [{ step: Math.sign(now - before), year: previousYear }];
  });
  const [first] = steps;
  // Of one grade its own line says it.
  if (first === undefined || steps.length < 2 || steps.some(({ year }) => year !== first.year))
    return [];
  const ways = (
    [
      [1, 'higher', 'than'],
      [0, 'the same', 'as'],
      [-1, 'lower', 'than'],
    ] as const
  )
    .map(([way, word, than]) => ({
      count: steps.filter(({ step }) => step === way).length,
      word,
      than: `${than} in ${first.year}`,
    }))
    .filter(({ count }) => count > 0);
  const parts = ways.map(({ count, word, than }, index) => {
    if (ways.length === 1)
      return `${allOf(count)} grades are ${word} ${than}${word === 'higher' ? SIGNIFICANT : ''}`;
    const is = count === 1 ? 'is' : 'are';
    if (index > 0) return `${numberName(count)} ${is} ${word}`;
    return `${numberName(count)} ${count === 1 ? 'grade' : 'grades'} ${is} ${word} ${than}`;
  });
  return [`${capitalised(listed(parts))}.`];
}

/** Said where every grade is higher: as Stockton’s cabinet said of its own in November 2006. */
const SIGNIFICANT = ': a significant improvement';

/** Every grade that is known of both years is higher: two at least. */
export function areAllHigher(judgements: readonly Judgement[]): boolean {
  return gradeSentence(judgements).some((sentence) => sentence.includes(SIGNIFICANT));
}

function allOf(count: number): string {
  return count === 2 ? 'both' : `all ${numberName(count)}`;
}

/** "Education isn’t graded separately in 2006; it was 3 in 2005." */
function goneSentence({
  judgement,
  grade,
  previousGrade,
  previousYear,
  year,
}: Judgement): string[] {
  if (grade !== null || previousGrade === null || previousYear === null) return [];
  return [
    `${label(judgement)} isn’t graded separately in ${year}; it was ${previousGrade} in ${previousYear}.`,
  ];
}

function outcomeSentence(outcomes: readonly Judgement[]): string[] {
  const words = [...new Set(outcomes.flatMap(({ grade }) => grade?.toLowerCase() ?? []))].sort();
  const [only] = words;
  if (only === undefined) return [];
  if (words.length === 1 && outcomes.every(({ grade }) => grade !== null))
    return outcomes.length === 1
      ? []
      : [`${capitalised(allOf(outcomes.length))} outcomes are ${only}.`];
  return words.map((word) => {
    const named = outcomes
      .filter(({ grade }) => grade?.toLowerCase() === word)
      .map(({ judgement }) => label(judgement.replace(/^outcome:/, '')).toLowerCase());
    return `${capitalised(word)}: ${listed(named)}.`;
  });
}
