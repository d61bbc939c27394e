import { code, countOr, dateOr, symbol, text } from '../pack/cells.js';
import type { PackContext } from '../pack/context.js';
import { dataSheet } from '../pack/data-sheet.js';
import { isUnavailable, noneWords } from '../pack/lists.js';
import type { Sheet } from '../pack/model.js';
import { label } from '../pack/words.js';

/** Registered children's homes in the area. Names aren't printed: a home's address could be found by one. */
export function homesSheet(context: PackContext): Sheet {
  return dataSheet(context, {
    name: 'Homes inspected',
    title: 'Children’s homes registered in the area, with latest grade',
    about: 'Each registered children’s home by its number, with its latest grade',
    source: 'Ofsted, social care providers in England',
    columns: [
      { heading: 'Home (URN)', width: 14 },
      { heading: 'Kind of home', width: 38 },
      { heading: 'Sector', width: 24 },
      { heading: 'Latest grade', width: 26 },
      { heading: 'Inspected', width: 20, align: 'right' },
      { heading: 'Places (number)', width: 12, align: 'right' },
    ],
    rows: context.input.lists.homes.map((row) => [
      code(row.urn),
      text(
        label(row.provision).replace('Childrens', 'Children’s').replace('childrens', 'children’s'),
      ),
      row.sector === null ? symbol('x') : text(label(row.sector)),
      row.grade === null ? symbol('z') : text(label(row.grade)),
      dateOr(row.inspected, 'z'),
      countOr(row.places, 'x'),
    ]),
    none: noneWords(context, 'homes', 'No homes were listed'),
    isUnavailable: isUnavailable(context, 'homes'),
  });
}
