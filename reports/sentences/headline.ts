import { countsBehind, type ValueSymbol } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { capitalised, published } from '../pack/cells.js';
import {
  changeWords,
  leastWords,
  numberWords,
  periodWordsAt,
  shownDecimals,
  shownWords,
  targetWords as goal,
  valuePeriod,
} from '../pack/words.js';
import { labelOf, subjectOf } from './subject.js';

/** Denominators under this say "2 of 7", since a percentage of so few misleads (measures.md, "too few to rate"). */
export const FEW = 10;

/** A percentage of up to this many is said with its counts too: 94.9% (56 of 59). */
const COUNTABLE = 100;

/**
 * One sentence on a figure for a reader who sees no table: what it is now, what it was at its baseline
 * (a year before where it has none), and how it stands to its target. A symbol is said in words with its reason.
 * A hidden number is never hinted at: no change is told where either end of it is missing.
 */
export function headline(figure: Figure): string {
  const { current } = figure;
  const period = valuePeriod(figure, current);
  const subject = subjectOf(figure);
  if (current.symbol === 'c')
    return `${labelOf(figure)}: ${symbolWords('c')} ${period}, as ${current.published == null ? 'it is about few children' : 'the publisher suppressed it'}.`;
  if (current.symbol !== null)
    return `${labelOf(figure)}: ${symbolWords(current.symbol)}${hasPeriod(figure) ? ` ${period}` : ''}.${reasonWords(current.reason)}`;
  if (current.word !== null) {
    return `${labelOf(figure)}: ${current.word} ${period}${afterWords(figure)}.`;
  }
  const value = published(current, figure);
  if (value === null)
    return `${labelOf(figure)}: not applicable ${period}, as there were none to count.`;
  const join = subject.isPhrase ? ' is' : ':';
  if (isFew(figure)) {
    const parts = `${current.numerator ?? 0} of ${current.denominator ?? 0}`;
    return `${subject.words}${join} not rated ${period}: ${parts}, too few for a percentage to mean anything.`;
  }
  return `${subject.words}${join} ${movement(figure, value, period)}${targetWords(figure)}.`;
}

/** Where nothing was published nobody knows of which period it would have been. */
function hasPeriod({ definition, current }: Figure): boolean {
  return definition.published == null || current.published != null;
}

/** The figure now, in its unit, and what it is out of where that is few: "94.9% (56 of 59)". */
export function currentWords(figure: Figure): string {
  const words = shownWords(figure.current, figure);
  if (figure.current.word !== null) return figure.current.word;
  if (figure.current.symbol !== null) return symbolWords(figure.current.symbol);
  if (words === null) return 'not applicable';
  const { numerator, denominator } = countsBehind(figure.current);
  if (figure.unit !== 'percent' || numerator === null || denominator === null) return words;
  const of = `${numerator} of ${denominator}`;
  if (isFew(figure)) return `${leastWords(figure.current)}${of}`;
  return denominator > COUNTABLE ? words : `${words} (${of})`;
}

/** True where too few are counted for a percentage to mean anything. */
export function isFew(figure: Figure): boolean {
  return (
    figure.judgement.rag === 'too few to rate' ||
    (figure.unit === 'percent' &&
      figure.current.denominator !== null &&
      figure.current.denominator < FEW)
  );
}

/** "down from 307 at 31 March 2017 to 240 at 31 December 2017". */
function movement(figure: Figure, value: number, period: string): string {
  const now = currentWords(figure);
  const { baseline, longTerm } = figure.judgement;
  if (baseline !== null && baseline.value !== null && baseline.change !== null) {
    const then = periodWordsAt(figure.basis, baseline.at);
    const before = numberWords(baseline.value, figure.unit);
    if (value === baseline.value) return `${now} ${period}, the same as ${then}`;
    const way = value < baseline.value ? 'down' : 'up';
    return `${way} from ${before} ${then} to ${now} ${period}`;
  }
  if (longTerm?.change === null || longTerm?.change === undefined) {
    return `${now} ${period}${afterWords(figure)}`;
  }
  if (longTerm.change === 0) return `${now} ${period}, the same as last year`;
  const way = longTerm.change < 0 ? 'down' : 'up';
  return `${now} ${period}, ${way} ${changeWords(longTerm.change, figure.unit, shownDecimals(figure))} on last year`;
}

/** What an assessment said the time before, where the figure is one: ", after 3 in the 2005 assessment". */
function afterWords(figure: Figure): string {
  if (figure.basis !== 'annual') return '';
  const period = valuePeriod(figure, figure.current);
  const before = [...figure.history, ...figure.series].findLast(
    (value) => value.symbol === null && valuePeriod(figure, value) !== period,
  );
  if (before === undefined) return '';
  const grade = before.word ?? shownWords(before, figure);
  return grade === null ? '' : `, after ${grade} ${valuePeriod(figure, before)}`;
}

/** Where the figure stands to its target, in the words of its polarity; nothing where it isn't rated. */
function targetWords(figure: Figure): string {
  const { rag, target } = figure.judgement;
  if (target === null) return '';
  const words = `the target of ${goal(target, figure.unit)}`;
  if (rag === 'green') return `, meeting ${words}`;
  if (rag === 'amber') return `, within tolerance of ${words}`;
  return rag === 'red' ? `, missing ${words}` : '';
}

/** A symbol as a reader says it. */
export function symbolWords(symbol: ValueSymbol): string {
  switch (symbol) {
    case 'c':
      return 'not shown';
    case 'x':
      return 'not available';
    case 'z':
      return 'not applicable';
    case 'low':
      return 'rounds to zero but is not zero';
    case 'u':
      return 'too small to be reliable';
  }
}

/** A reason as a sentence of its own: "No return … has been received." */
export function sentence(words: string): string {
  return `${capitalised(words.trim().replace(/\.$/, ''))}.`;
}

function reasonWords(reason: string | null): string {
  if (reason === null) return '';
  return ` ${sentence(reason)}`;
}
