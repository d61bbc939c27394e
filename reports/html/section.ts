import type { ColourScheme } from '../../pipeline/core/council/colours.js';
import { type Group, groupsOf, type Words } from '../pack/groups.js';
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
  /** What the page's banner says already. */
  readonly marking: string;
  /** What the page is of, which no title of a section repeats. */
  readonly placeAndPeriod: string;
}

/** Tables of more columns than this are printed on landscape pages. */
const PORTRAIT_COLUMNS = 5;

/** A sheet as a section under its own heading. */
export function sectionHtml(sheet: Sheet, page: Page): string {
  const id = anchor(sheet.name);
  const title = page.title ?? withoutEnd(sheet.title, page.placeAndPeriod);
  const isPage = sheet.onePage === true;
  const isWide =
    !isPage &&
    sheet.blocks.some((block) => block.kind === 'table' && block.columns.length > PORTRAIT_COLUMNS);
  const heading = (text: string): string =>
    `<h${page.level} id="${id}-title">${text}</h${page.level}>`;
  const blocks = blocksHtml(sheet, page);
  return [
    `<section id="${id}" class="${page.level === 1 ? 'first' : 'sheet'}${isWide ? ' wide' : ''}${isPage ? ' page' : ''}" aria-labelledby="${id}-title">`,
    ...(sheet.isDetail === true
      ? folded(title, heading, blocks)
      : [heading(withNotes(title)), ...blocks]),
    '</section>',
  ].join('\n');
}

/** What a reader opens who looks for it; on paper it is always open. No link may be in what opens it, so the markers of notes follow. */
function folded(
  title: string,
  heading: (text: string) => string,
  blocks: readonly string[],
  isOnScreen = false,
): string[] {
  const markers = title.match(/\[note \d+\]/g) ?? [];
  return [
    `<details${isOnScreen ? ' class="screen"' : ''}><summary>${heading(escaped(withoutNotes(title)))}</summary>`,
    ...(markers.length === 0 ? [] : [`<p>See ${withNotes(markers.join(' '))}.</p>`]),
    ...blocks,
    '</details>',
  ];
}

interface Part {
  /** What it is folded under; null of what is always open. */
  readonly title: string | null;
  readonly heading: (text: string) => string;
  readonly blocks: string[];
  readonly isOnScreen?: boolean;
}

/** Blocks of detail are folded under the heading that they begin with. */
function blocksHtml(sheet: Sheet, page: Page): string[] {
  const captions = captionsOf(sheet);
  const words = (block: Words): string => blockHtml(sheet, block, page, captions);
  const plain = (text: string): string => `<span>${text}</span>`;
  const under = (text: string): string => `<h${page.level + 1}>${text}</h${page.level + 1}>`;
  const parts: Part[] = [];
  for (const group of groupsOf(sheet.blocks)) {
    const block = sheet.isDetail !== true && group.kind === 'block' ? group.block : null;
    const isDetail = block?.isDetail === true;
    if (isDetail && block.kind === 'heading') {
      parts.push({
        title: block.text,
        heading: under,
        blocks: [],
        isOnScreen: block.isOnScreen === true,
      });
      continue;
    }
    const drawn = groupHtml(sheet, group, page, words);
    const name = isDetail && block.kind === 'table' ? block.foldedAs : undefined;
    const last = parts.at(-1);
    if (name !== undefined) parts.push({ title: name, heading: plain, blocks: drawn });
    else if (last !== undefined && (last.title !== null) === isDetail) last.blocks.push(...drawn);
    else parts.push({ title: isDetail ? sheet.name : null, heading: plain, blocks: drawn });
  }
  return parts.flatMap(({ title, heading, blocks, isOnScreen }) =>
    title === null ? blocks : folded(title, heading, blocks, isOnScreen),
  );
}

function groupHtml(
  sheet: Sheet,
  group: Group,
  page: Page,
  words: (block: Words) => string,
): string[] {
  switch (group.kind) {
    case 'block':
      return isSaidByPage(sheet, group.block, page) ? [] : [words(group.block)];
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
    case 'side-by-side':
      return [
        '<div class="side-by-side"><div>',
        ...group.words.map(words),
        '</div>',
        chartsHtml(sheet, group.charts, page.scheme),
        '</div>',
      ];
  }
}

/**
 * The marking is the page's banner and every printed page's foot; what a notes sheet says of itself, and a list of links to worksheets that
 * aren't on the page, say something only in the workbook.
 */
function isSaidByPage(sheet: Sheet, block: Words, { marking, sheets }: Page): boolean {
  if (block.kind === 'table') return isOfDeadLinks(block, sheets);
  if (block.kind !== 'paragraph') return false;
  const isMarking = block.style === 'marking' && block.text.replace(/\.$/, '') === marking;
  return sheet.kind === 'notes' || isMarking;
}

function isOfDeadLinks({ rows }: Table, sheets: ReadonlySet<string>): boolean {
  return rows.every((row) => row.every((cell) => cell.kind === 'link' && !sheets.has(cell.sheet)));
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
export function contentsItem(sheet: Sheet, name: string): string {
  return `<li><a href="#${anchor(sheet.name)}">${escaped(withoutNotes(name))}</a></li>`;
}

/** "Part A: update on the priorities [note 1]": a title without the place and the months. */
function withoutEnd(title: string, end: string): string {
  return end === '' ? title : title.replace(`, ${end}`, '');
}
