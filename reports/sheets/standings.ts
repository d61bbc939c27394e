import { capitalised, count, countOr, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import type { Cell, Sheet } from '../pack/model.js';
import type { Figure, Rank } from '../../pipeline/core/figure/figure.js';
import { nameCells, oncePerKey } from './figures-of.js';

/** The council's place among all authorities that have a figure; no sheet where nothing is ranked. */
export function standingsSheet(context: PackContext): Sheet[] {
  const rows = oncePerKey(context.input.figures).flatMap((figure) =>
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
        { heading: 'Rank (number)', width: 10, align: 'right' },
        { heading: 'Authorities with a figure (number)', width: 14, align: 'right' },
        { heading: 'Authorities ranked before it (number)', width: 14, align: 'right' },
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
  return [
    ...nameCells(figure.definition.title, figure),
    count(rank.position),
    count(rank.of),
    count(rank.position - 1),
    countOr(rank.quartile, 'z'),
    text(rankWords(rank)),
    text(capitalised(rank.basis)),
  ];
}

/** "12 authorities do better": ties share the best rank, so those behind it are all that do better. */
export function rankWords({ position, order }: Rank): string {
  const before = position - 1;
  const [none, one, more] =
    order === 'best first'
      ? ['No authority does better', 'authority does better', 'authorities do better']
      : ['No authority is higher', 'authority is higher', 'authorities are higher'];
  if (before === 0) return none;
  return `${before} ${before === 1 ? one : more}`;
}
