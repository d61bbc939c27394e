import type { Quarter } from '../../pipeline/core/calendar/quarter.js';
import type { Cell } from '../pack/model.js';
import type { Form, FormColumn } from './form.js';
import { written } from './written.js';

/** A figure to send: of which indicator, part of the area and period, in words that are read as that period. */
export interface AskedFigure {
  readonly title: string;
  readonly locality: string | null;
  readonly period: string;
}

/** A figure as it was sent. */
export interface SentFigure extends AskedFigure {
  readonly numerator: number;
  readonly denominator: number | null;
  readonly note: string | null;
}

const columns: readonly FormColumn[] = [
  {
    heading: 'Indicator',
    width: 56,
    meaning:
      'The indicator’s name. Keep it the same from quarter to quarter: under another name it is another indicator.',
    need: 'needed',
    choices: { list: 'Indicator names', isOpen: true },
  },
  {
    heading: 'Locality',
    width: 26,
    meaning: 'The part of the area that the figure is of, or All for the whole council.',
    need: 'if there is any',
  },
  {
    heading: 'Period',
    width: 30,
    meaning:
      'The days that the figure is of: Q3 2017-18, October 2017, 2017-18, Q3 YTD 2017-18 (since 1 April), or As at 31 December 2017.',
    need: 'needed',
  },
  {
    heading: 'Numerator',
    width: 16,
    align: 'right',
    meaning:
      'A whole number: the count, or of a percentage the part. Leave it empty if it isn’t known yet.',
    need: 'needed',
  },
  {
    heading: 'Denominator',
    width: 18,
    align: 'right',
    meaning:
      'Of a percentage the whole number that the numerator is out of. Leave it empty for a count.',
    need: 'if there is any',
  },
  {
    heading: 'Notes',
    width: 60,
    meaning: 'What a reader must know to understand the figure. It may be printed.',
    need: 'if there is any',
  },
];

/**
 * The indicators to fill in: the quarter's figures of those that were sent before, then all that was sent. The newest return counts for
 * every period that it holds, so earlier figures go with it.
 * @param names indicators to offer besides those that were sent
 */
export function indicatorsForm(
  asked: readonly AskedFigure[],
  sent: readonly SentFigure[],
  quarter: Quarter,
  names: readonly string[],
): Form {
  const titles = [...new Set([...sent.map(({ title }) => title), ...names])];
  return {
    name: 'Indicators',
    called: 'indicators',
    advice: [
      `The first rows are for ${quarter.label}: fill in their figures. Leave a figure empty if it isn’t known yet.`,
      'Figures of earlier periods follow as they were sent. Keep them: what a return leaves out isn’t shown any more. Correct one where it has changed.',
      'Add an indicator in the row below the last one.',
    ],
    columns,
    rows: [
      ...asked.map((figure) => [...namedCells(figure), BLANK, BLANK, BLANK]),
      ...sent.map((figure) => [
        ...namedCells(figure),
        whole(figure.numerator),
        whole(figure.denominator),
        written(figure.note),
      ]),
    ],
    lists: [
      {
        name: 'Indicator names',
        columns: [{ heading: 'Indicator name', width: 70 }],
        rows: titles.map((title) => [title]),
      },
    ],
    spareRows: 100,
  };
}

const BLANK = written(null);

/** An empty locality would repeat the one above it where the indicator's name is merged or left out: "All" never does. */
function namedCells({ title, locality, period }: AskedFigure): Cell[] {
  return [written(title), written(locality ?? 'All'), written(period)];
}

function whole(value: number | null): Cell {
  return value === null ? BLANK : { kind: 'number', value, decimals: 0 };
}
