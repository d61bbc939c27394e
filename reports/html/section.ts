import type { ColourScheme } from '../../pipeline/core/council/colours.js';
import { groupsOf, type Words } from '../pack/groups.js';
import type { Chart, Sheet, Table } from '../pack/model.js';
import { figureHtml } from './charts/figure.js';
import { anchor, escaped, withNotes, withoutNotes } from './markup.js';
import { tableHtml } from './table.js';

/** What a sheet's section needs to know of its page. */
export interface Page {
  readonly sheets: ReadonlySet<string>;
  readonly scheme: ColourScheme;
  /** Level of the sheet's own title. */
  readonly level: 1 | 2;
  /** The title as it is shown, where that isn't the sheet's own. */
  readonly title?: string;
}

/** Tables of more columns than this are printed on landscape pages. */
const PORTRAIT_COLUMNS = 5;

/** A sheet as a section under its own heading. */
export function sectionHtml(sheet: Sheet, page: Page): string {
  const id = anchor(sheet.name);
  const title = page.title ?? sheet.title;
  const isPage = sheet.onePage === true;
  const isWide =
    !isPage &&
    sheet.blocks.some((block) => block.kind === 'table' && block.columns.length > PORTRAIT_COLUMNS);
  return [
    `<section id="${id}" class="${page.level === 1 ? 'cover' : 'sheet'}${isWide ? ' wide' : ''}${isPage ? ' page' : ''}" aria-labelledby="${id}-title">`,
    `<h${page.level} id="${id}-title">${withNotes(title)}</h${page.level}>`,
    ...blocksHtml(sheet, page),
    '</section>',
  ].join('\n');
}

function blocksHtml(sheet: Sheet, page: Page): string[] {
  const captions = captionsOf(sheet);
  const words = (block: Words): string => blockHtml(sheet, block, page, captions);
  return groupsOf(sheet.blocks).flatMap((group) => {
    switch (group.kind) {
      case 'block':
        return isSaidByPage(sheet, group.block) ? [] : [words(group.block)];
      case 'charts':
        return [chartsHtml(sheet, group.charts, page.scheme)];
      case 'columns':
        return [
          '<div class="columns"><div>',
          ...group.left.map(words),
          '</div><div>',
          ...group.right.map(words),
          '</div></div>',
        ];
      case 'beside':
        return [
          '<div class="beside"><div>',
          ...group.words.map(words),
          '</div>',
          chartsHtml(sheet, group.charts, page.scheme),
          '</div>',
        ];
    }
  });
}

/** The cover's marking is the page's banner; what a notes sheet says of itself is true only of worksheets. */
function isSaidByPage(sheet: Sheet, block: Words): boolean {
  if (block.kind !== 'paragraph') return false;
  return sheet.kind === 'notes' || (sheet.kind === 'cover' && block.style === 'marking');
}

function blockHtml(
  sheet: Sheet,
  block: Words,
  page: Page,
  captions: ReadonlyMap<Table, string>,
): string {
  switch (block.kind) {
    case 'heading':
      return `<h${page.level + 1}>${withNotes(block.text)}</h${page.level + 1}>`;
    case 'paragraph': {
      const style = block.style ?? 'plain';
      return `<p${style === 'plain' ? '' : ` class="${style}"`}>${withNotes(block.text)}</p>`;
    }
    case 'bullets': {
      const list = block.numbered === true ? 'ol' : 'ul';
      const items = block.items.map((item) => `<li>${withNotes(item)}</li>`);
      return `<${list} class="list">${items.join('')}</${list}>`;
    }
    case 'table':
      return tableHtml(block, {
        caption: captions.get(block) ?? block.name,
        sheets: page.sheets,
        ...(sheet.kind === 'notes' ? { rowIds: noteId(block) } : {}),
      });
  }
}

/** Charts that follow each other are side by side where there is room. */
function chartsHtml(sheet: Sheet, charts: readonly Chart[], scheme: ColourScheme): string {
  const figures = charts.map((chart) =>
    figureHtml(chart, sheet, `${anchor(sheet.name)}-chart-${sheet.blocks.indexOf(chart)}`, scheme),
  );
  return `<div class="charts">\n${figures.join('\n')}\n</div>`;
}

/** The rows of the notes, so that a marker can lead to its own. */
function noteId(table: Table): (row: number) => string {
  return (row) => {
    const cell = table.rows[row]?.[0];
    const words = cell?.kind === 'text' ? cell.text : '';
    return `note-${/\d+/.exec(words)?.[0] ?? row + 1}`;
  };
}

/** "Part B1 Schools: The last eight quarters": a table's heading on its sheet, distinguished where two share one. */
function captionsOf(sheet: Sheet): Map<Table, string> {
  const captions = new Map<Table, string>();
  const counts = new Map<string, number>();
  let heading: string | null = null;
  for (const block of sheet.blocks) {
    if (block.kind === 'heading') heading = withoutNotes(block.text);
    if (block.kind !== 'table') continue;
    const caption = heading === null ? `${sheet.name}, table` : `${sheet.name}: ${heading}`;
    const count = (counts.get(caption) ?? 0) + 1;
    counts.set(caption, count);
    captions.set(block, count === 1 ? caption : `${caption}, table ${count}`);
  }
  return captions;
}

/** An entry of the page's own contents. */
export function contentsItem(sheet: Sheet): string {
  return `<li><a href="#${anchor(sheet.name)}">${escaped(withoutNotes(sheet.name))}</a></li>`;
}
