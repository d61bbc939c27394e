import { AREA_HEADINGS, ofAnotherArea } from '../authorities/another-area.js';
import { dayIn } from '../contract/columns.js';
import { optional, type Draft, type Layout, type RowView } from '../contract/types.js';
import * as words from './words.js';

export const layouts: readonly Layout[] = [
  {
    id: 'commentary',
    tables: {
      comment: {
        // A sheet or a file an owner: all of them are one return.
        everySheet: true,
        handMade: true,
        headings: {
          measure: words.MEASURE,
          quarter: words.QUARTER,
          what_happened: words.WHAT_HAPPENED,
          what_is_done: words.WHAT_IS_DONE,
          author: words.AUTHOR,
          written_date: words.WRITTEN,
          why: optional(...words.WHY),
          back_on_target_date: optional(...words.BACK_ON_TARGET),
        },
        unread: [...words.UNREAD, ...AREA_HEADINGS],
        ignore: ofAnotherArea,
        reshape: commentOf,
      },
    },
  },
];

/** A row in which nothing has been written yet is no commentary: the template names the measure and quarter in each. */
function commentOf(row: RowView): readonly Draft[] {
  const written = {
    what_happened: row.cell(...words.WHAT_HAPPENED),
    why: row.cell(...words.WHY),
    what_is_done: row.cell(...words.WHAT_IS_DONE),
  };
  const back = row.cell(...words.BACK_ON_TARGET);
  if ([...Object.values(written), back].every((cell) => cell === null)) return [];
  const day = back === null ? undefined : dayIn(String(back));
  return [
    {
      measure: row.cell(...words.MEASURE),
      quarter: row.cell(...words.QUARTER),
      ...written,
      back_on_target_date: day ?? null,
      back_on_target_words: day === undefined ? back : null,
      author: row.cell(...words.AUTHOR),
      written_date: row.cell(...words.WRITTEN),
    },
  ];
}
