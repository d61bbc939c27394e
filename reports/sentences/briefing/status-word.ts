import type { Tone } from '../../../pipeline/core/council/colours.js';
import type { Figure } from '../../../pipeline/core/figure/figure.js';
import { isAtLeast } from '../../../pipeline/core/figure/value.js';
import type { PackInput } from '../../input.js';
import { symbolWords } from '../headline.js';
import { lowerFirst } from '../subject.js';

/** One word for each status that a reader meets; each that is no colour is explained once. */
export type StatusWord =
  'Green' | 'Amber' | 'Red' | 'No target' | 'Too few' | 'Not rated' | 'Not shown' | 'No figure';

const TONES: Readonly<Partial<Record<StatusWord, Tone>>> = {
  Green: 'green',
  Amber: 'amber',
  Red: 'red',
};

export function toneOf(word: StatusWord): Tone {
  return TONES[word] ?? 'grey';
}

/** The status of a measure of a strategy in a word; of one that wasn't computed, that it has no figure. */
export function statusWord(figure: Figure | null): StatusWord {
  if (figure === null) return 'No figure';
  const { judgement, current } = figure;
  if (current.symbol === 'c') return 'Not shown';
  if (current.symbol !== null) return current.symbol === 'x' ? 'No figure' : 'Not rated';
  switch (judgement.rag) {
    case 'green':
      return 'Green';
    case 'amber':
      return 'Amber';
    case 'red':
      return 'Red';
    case 'too few to rate':
      return 'Too few';
    case 'not available':
      return 'No figure';
    case 'not rated':
      return 'Not rated';
    case 'no target':
    case 'for information':
      return judgement.target === null && current.word === null ? 'No target' : 'Not rated';
  }
}

/** Order of the words after the colours. */
const UNRATED: readonly StatusWord[] = [
  'No target',
  'Too few',
  'Not rated',
  'Not shown',
  'No figure',
];

/** What each word that is no colour stands for, in the order above: "No target: the strategy sets none." */
export function statusReasons(
  figures: readonly (Figure | null)[],
  { disclosure }: Pick<PackInput, 'disclosure'>,
): string[] {
  const used = new Set(figures.map(statusWord));
  return UNRATED.filter((word) => used.has(word)).map((word) => {
    switch (word) {
      case 'Too few':
        return 'Too few: a percentage of so few would mislead.';
      case 'Not rated':
        return `Not rated: ${[...new Set(figures.flatMap(unratedReason))].join('; ')}.`;
      case 'Not shown':
        return hiddenWords(figures, disclosure.threshold);
      case 'No figure':
        return noFigureWords(figures);
      default:
        return 'No target: the strategy sets none for the quarter.';
    }
  });
}

/** Whose rule hides a figure: its publisher's, or this pack's. */
function hiddenWords(figures: readonly (Figure | null)[], threshold: number): string {
  const hidden = figures.filter((figure) => statusWord(figure) === 'Not shown');
  const reasons = new Set(
    hidden.map((figure) =>
      figure?.current.published == null
        ? `it is about ${threshold} children or fewer, or would reveal a number that is`
        : 'the publisher suppressed it',
    ),
  );
  return `Not shown: ${[...reasons].join('; ')}.`;
}

/** Why a figure that is there has no colour. */
function unratedReason(figure: Figure | null): string[] {
  if (figure === null || statusWord(figure) !== 'Not rated') return [];
  const { current, judgement } = figure;
  if (current.symbol === 'z') return ['there is nothing to measure'];
  if (current.symbol !== null) return [`the figure ${symbolWords(current.symbol)}`];
  if (current.word !== null) return ['a grade in words is not compared with a target'];
  if (judgement.rag === 'not rated' && isAtLeast(current))
    return ['only the least that it can be is known, and more could change its colour'];
  return [
    judgement.rag === 'not rated'
      ? 'the series has a break'
      : 'the measure says neither that more is better nor that less is',
  ];
}

/** A reason that several measures share is said once. */
function noFigureWords(figures: readonly (Figure | null)[]): string {
  const reasons = new Set(
    figures.flatMap((figure) =>
      figure === null
        ? ['the measure was not computed']
        : figure.current.symbol === 'x'
          ? [reasonOf(figure)]
          : [],
    ),
  );
  return `No figure: ${[...reasons].join('; ')}.`;
}

function reasonOf({ current }: Figure): string {
  return lowerFirst((current.reason ?? 'no return gives it').trim().replace(/\.$/, ''));
}
