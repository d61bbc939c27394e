import type { Cell, Table } from '../pack/model.js';
import { cellHtml } from './cell.js';
import { escaped, withNotes, withoutNotes } from './markup.js';

/** What a table needs to know of its page. */
export interface TablePlace {
  /** Says what the table holds; no two on a page are the same. */
  readonly caption: string;
  /** Names of the sheets that are on the page, for links. */
  readonly sheets: ReadonlySet<string>;
  /** Rows can be pointed to: `note-1` and so on. */
  readonly rowIds?: (row: number) => string;
}

/** A table of no more columns stays one on a small screen. */
const PAIR = 2;
/** A table of more becomes cards on a screen of middle width too: it would have to be scrolled. */
const MANY = 5;
/** Width in characters of a column of words: on a card it takes the whole width, after its heading. */
const SENTENCES = 18;

/**
 * A table with headings of columns and rows. The roles are written out, since on a small screen each row becomes a card,
 * and a browser may forget what is a table once it isn't drawn as one; each cell then says its column.
 */
export function tableHtml(whole: Table, place: TablePlace): string {
  const table = withoutDeadLinks(whole, place.sheets);
  const id = `table-${table.name.toLowerCase().replaceAll('_', '-')}`;
  const share = table.columns.reduce((sum, { width }) => sum + width, 0);
  const columns = table.columns.map(
    ({ width }, at) =>
      `<col${isOfLinks(table, at) ? ' class="links"' : ''} style="width:${Math.round((width / share) * 1000) / 10}%">`,
  );
  const headings = table.columns.map(
    (column, at) =>
      `<th scope="col" role="columnheader"${classOf(table, at)}>${withNotes(column.heading)}</th>`,
  );
  const rows = table.rows.map((cells, row) => {
    const rowId = place.rowIds === undefined ? '' : ` id="${place.rowIds(row)}"`;
    return `<tr role="row"${rowId}>${cells.map((cell, at) => bodyCell(table, place, cell, at)).join('')}</tr>`;
  });
  return [
    `<div class="frame"><table role="table" id="${id}"${classesOf(table)}>`,
    `<caption>${escaped(place.caption)}</caption>`,
    `<colgroup>${columns.join('')}</colgroup>`,
    `<thead role="rowgroup"><tr role="row">${headings.join('')}</tr></thead>`,
    `<tbody role="rowgroup">\n${rows.join('\n')}\n</tbody>`,
    '</table></div>',
  ].join('\n');
}

function classesOf({ columns }: Table): string {
  if (columns.length <= PAIR) return '';
  return ` class="cards${columns.length > MANY ? ' many' : ''}"`;
}

/** A column of links to worksheets that aren't on the page shows a reader of the page nothing. */
function withoutDeadLinks(table: Table, sheets: ReadonlySet<string>): Table {
  const leads = (cell: Cell | undefined): boolean =>
    cell?.kind !== 'link' || sheets.has(cell.sheet);
  const kept = table.columns.map((_, at) => at === 0 || table.rows.some((row) => leads(row[at])));
  return {
    ...table,
    columns: table.columns.filter((_, at) => kept[at]),
    rows: table.rows.map((row) => row.filter((_, at) => kept[at])),
  };
}

function bodyCell(table: Table, place: TablePlace, cell: Cell, at: number): string {
  // A note's own marker would lead to where it is.
  const isNote = at === 0 && place.rowIds !== undefined && cell.kind === 'text';
  const shown = isNote ? escaped(cell.text) : cellHtml(cell, place.sheets);
  const column = table.columns[at];
  if (at === 0) return `<th scope="row" role="rowheader">${shown}</th>`;
  const heading = escaped(withoutNotes(column?.heading ?? ''));
  return `<td role="cell"${classOf(table, at)} data-column="${heading}"><div>${shown}</div></td>`;
}

/** On paper a column of links says nothing. */
function isOfLinks({ rows }: Table, at: number): boolean {
  return at > 0 && rows.every((row) => row[at]?.kind === 'link');
}

function classOf(table: Table, at: number): string {
  if (isOfLinks(table, at)) return ' class="links"';
  const column = table.columns[at];
  const classes = [
    ...(table.rows.every((row) => row[at]?.kind === 'line') ? ['drawn'] : []),
    ...(column?.align === 'right' ? ['number'] : []),
    ...(column?.align === 'centre' ? ['centre'] : []),
    ...((column?.width ?? 0) >= SENTENCES ? ['long'] : []),
  ];
  return classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
}
