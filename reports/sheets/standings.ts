import { capitalised, countOr, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import type { Figure, Rank } from '../../pipeline/core/figure/figure.js';
import { nameCells, shownInFull } from './figures-of.js';

/** The council's place among all authorities that have a figure; no sheet where nothing is ranked. */
export function standingsSheet(context: PackContext): Sheet[] {
  const rows = shownInFull(context).flatMap((figure) =>
    figure.rank == null ? [] : [row(figure, figure.rank)],
  );
  if (rows.length === 0) return [];
  return [
    dataSheet(context, {
      name: 'Position among authorities',
      title: 'The council’s position among all authorities',
      about: 'Rank and quartile of the council among all authorities with a published figure',
      source: 'as the column “Period and source” says',
      columns: [
        { heading: 'Measure', width: 36 },
        { heading: 'Breakdown', width: 14 },
        { heading: 'Period covered', width: 14 },
        { heading: 'Rank, at best (number)', width: 10, align: 'right' },
        { heading: 'Rank, at worst (number)', width: 10, align: 'right' },
        { heading: 'Authorities with a figure (number)', width: 14, align: 'right' },
        { heading: 'Quartile, 1 the best (number)', width: 13, align: 'right' },
        { heading: 'What the rank says', width: 27 },
        { heading: 'Period and source', width: 32 },
      ],
      rows,
      none: 'Nothing was ranked',
    }),
  ];
}

function row(figure: Figure, rank: Rank): Cell[] {
  const isRanked = rank.reason === null;
  const missing = isRanked ? 'z' : 'x';
  return [
    ...nameCells(figure.definition.title, figure),
    countOr(rank.position, missing),
    countOr(rank.worst, missing),
    countOr(isRanked ? rank.of : null, missing),
    countOr(rank.quartile, missing),
    text(capitalised(rankWords(rank))),
    text(capitalised(rank.basis)),
  ];
}

/**
 * Where the council stands, and what it rests on: "12th of 151; 11 authorities do better", "20th to 69th of 151, since others’ figures
 * are suppressed". Ties share the best rank, so those before it are all that do better.
 */
export function rankWords({ position, worst, of, isOfSome, order, reason }: Rank): string {
  if (position === null || worst === null) return `not ranked: ${lowerFirst(reason ?? '')}`;
  const from = order === 'best first' ? '' : ` from the ${order.replace(' first', '')}`;
  const among = `${isOfSome ? `the ${of} with a figure` : String(of)}${from}`;
  if (position !== worst) {
    return `${ordinal(position)} to ${ordinal(worst)} of ${among}, since others’ figures are suppressed`;
  }
  return `${ordinal(position)} of ${among}; ${beforeWords(position - 1, order)}`;
}

function beforeWords(before: number, order: Rank['order']): string {
  const way = order === 'lowest first' ? 'lower' : 'higher';
  const [none, one, more] =
    order === 'best first'
      ? ['no authority does better', 'authority does better', 'authorities do better']
      : [`no authority is ${way}`, `authority is ${way}`, `authorities are ${way}`];
  if (before === 0) return none;
  return `${before} ${before === 1 ? one : more}`;
}

/** "1st", "12th", "22nd". */
function ordinal(place: number): string {
  const isTeen = place % 100 >= 11 && place % 100 <= 13;
  const ending = isTeen ? undefined : ['th', 'st', 'nd', 'rd'][place % 10];
  return `${place}${ending ?? 'th'}`;
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1).replace(/\.$/, '');
}
