import { rankWords } from '../../../reports/sheets/standings.js';
import type { Figure, Rank } from '../../core/figure/figure.js';
import { baselineWords } from '../../../reports/sentences/baseline.js';
import { courseReason, courseWord } from '../../../reports/sentences/course.js';
import { directionWords } from '../../../reports/sentences/direction.js';
import { exceptionReason, exceptionWord } from '../../../reports/sentences/exception.js';
import { significanceWords } from '../../../reports/sentences/significance.js';
import { capitalised } from '../../../reports/pack/cells.js';
import { numberWords } from '../../../reports/pack/words.js';
import { ratio } from '../../core/figure/rounding.js';
import type { Value } from '../../core/figure/value.js';

/** What a figure is compared with and how it is judged, as lines of prose; none where there is no figure of the council's own. */
export function judgementLines(figures: readonly Figure[]): string[] {
  const [first] = figures;
  // Of no figure there is nothing to compare or judge; why there is none has been said.
  if (first === undefined || first.current.symbol !== null) return [];
  return [...comparedLines(first), ...figures.flatMap(judgedLines)];
}

function comparedLines(figure: Figure): string[] {
  const lines = [
    ...figure.comparators.map(
      ({ name, value, basis }) =>
        `  ${name}: ${valueWords(value, figure)} (${basis}).${value.reason === null ? '' : ` ${value.reason}`}`,
    ),
    ...(figure.rank == null ? [] : [`  ${rankLine(figure.rank)}`]),
    ...(figure.significance ?? []).map(
      ({ against }) =>
        `  Difference from ${against}: ${significanceWords(figure, against) ?? 'not tested'}.`,
    ),
  ];
  if (lines.length === 0) return ['', `Compared with nothing. ${figure.uncompared ?? ''}`.trim()];
  return ['', 'Compared with', ...lines];
}

function valueWords(value: Value, { definition, unit }: Figure): string {
  if (value.symbol !== null) return `[${value.symbol}]`;
  const number = ratio(value.numerator, value.denominator, unit, {
    annualise: value.basis === 'quarter' ? definition.annualise : 1,
  });
  return number === null ? '[z]' : numberWords(number, unit);
}

function rankLine(rank: Rank): string {
  const quartile = rank.quartile === null ? '' : `, quartile ${rank.quartile}`;
  return `Rank: ${rankWords(rank)}${quartile} (${rank.basis}).`;
}

function judgedLines(figure: Figure): string[] {
  const { judgement, priority } = figure;
  const { shortTerm, longTerm } = judgement;
  const travel = [shortTerm, longTerm].flatMap((direction) =>
    direction === null
      ? []
      : [`  Since ${direction.since.label}: ${directionWords(direction, figure)}.`],
  );
  const baseline = baselineWords(figure);
  return [
    '',
    priority === null
      ? 'Judged (no priority of a strategy names it)'
      : `Judged for the priority ${priority}`,
    `  Status: ${judgement.rag}. Rule: ${judgement.rule}.`,
    ...travel,
    ...(baseline === null ? [] : [`  ${baseline}.`]),
    ...told('Exception', exceptionWord(figure), exceptionReason(figure)),
    ...told('Course to the target date', courseWord(figure), courseReason(figure)),
  ];
}

function told(what: string, word: string | null, reason: string | null): string[] {
  if (word === null) return [];
  return [`  ${what}: ${word.toLowerCase()}.${reason === null ? '' : ` ${capitalised(reason)}`}`];
}
