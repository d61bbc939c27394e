import type { Block, Chart, Sheet, Table } from '../pack/model.js';
import { figureHtml } from './charts/figure.js';
import { anchor, escaped, withNotes, withoutNotes } from './markup.js';
import { tableHtml } from './table.js';

/** What a sheet's section needs to know of its page. */
export interface Page {
  readonly sheets: ReadonlySet<string>;
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
  const isWide = sheet.blocks.some(
    (block) => block.kind === 'table' && block.columns.length > PORTRAIT_COLUMNS,
  );
  return [
    `<section id="${id}" class="${page.level === 1 ? 'cover' : 'sheet'}${isWide ? ' wide' : ''}" aria-labelledby="${id}-title">`,
    `<h${page.level} id="${id}-title">${withNotes(title)}</h${page.level}>`,
    ...blocksHtml(sheet, page),
    '</section>',
  ].join('\n');
}

function blocksHtml(sheet: Sheet, page: Page): string[] {
  const captions = captionsOf(sheet);
  const out: string[] = [];
  sheet.blocks.forEach((block, index) => {
    if (isSaidByPage(sheet, block)) return;
    if (block.kind !== 'chart') out.push(blockHtml(sheet, block, page, captions));
    else if (sheet.blocks[index - 1]?.kind !== 'chart') out.push(chartsHtml(sheet, index));
  });
  return out;
}

/** The cover's marking is the page's banner; what a notes sheet says of itself is true of worksheets alone. */
function isSaidByPage(sheet: Sheet, block: Block): boolean {
  if (block.kind !== 'paragraph') return false;
  return sheet.kind === 'notes' || (sheet.kind === 'cover' && block.style === 'marking');
}

function blockHtml(
  sheet: Sheet,
  block: Exclude<Block, Chart>,
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

/** Charts that follow each other stand side by side where there is room. */
function chartsHtml(sheet: Sheet, from: number): string {
  const end = sheet.blocks.findIndex((block, index) => index > from && block.kind !== 'chart');
  const group = sheet.blocks
    .slice(from, end < 0 ? undefined : end)
    .filter((block) => block.kind === 'chart');
  const figures = group.map((chart, index) =>
    figureHtml(chart, sheet, `${anchor(sheet.name)}-chart-${from + index}`),
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

/** "Part B1 Schools: The last eight quarters": a table's heading on its sheet, told apart where two share one. */
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
