import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { Sheet, Workbook } from './model.js';
import { withoutNotes } from '../html/markup.js';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** A table as a reader of a file meets it. Numbers are written plainly ("1240", "94.9"), whatever their format. */
export interface ShownTable {
  /** Where it is, for a message. */
  readonly place: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The tables of a workbook's sheets, read from the file. */
export function tablesOfWorkbook(workbook: Workbook): ShownTable[] {
  return workbook.sheets.flatMap((sheet) =>
    sheet.tables.map(({ range }) => {
      const columns = Array.from(
        { length: range.right - range.left + 1 },
        (_, x) => range.left + x,
      );
      const row = (at: number): string[] => columns.map((column) => cellText(sheet, at, column));
      const rows = Array.from({ length: range.bottom - range.top }, (_, y) =>
        row(range.top + 1 + y),
      );
      return { place: `${workbook.fileName}, ${sheet.name}`, headings: row(range.top), rows };
    }),
  );
}

function cellText(sheet: Sheet, row: number, column: number): string {
  const cell = sheet.at(row, column);
  if (cell === undefined) return '';
  return cell.kind === 'number' ? String(cell.number) : tidy(cell.text);
}

/** A chart's picture on a web page. */
export interface PageFigure {
  readonly caption: string;
  readonly altText: string;
  /** The labels of its points. */
  readonly labels: readonly string[];
}

/** A web page's tables, its charts and its words, read from the file. */
export function readPage(
  html: string,
  file: string,
): { tables: ShownTable[]; figures: PageFigure[]; words: string } {
  const elements = [...elementsOf(parse(html))];
  const tables = elements
    .filter(({ tagName }) => tagName === 'table')
    .map((table) => {
      const [headings = [], ...rows] = [...elementsOf(table)]
        .filter(({ tagName }) => tagName === 'tr')
        .map((row) =>
          [...elementsOf(row)]
            .filter(({ tagName }) => tagName === 'th' || tagName === 'td')
            .map((cell) => plainNumber(tidy(nodeText(cell)))),
        );
      const id = table.attrs.find(({ name }) => name === 'id')?.value ?? 'table';
      return { place: `${file}, ${id}`, headings, rows };
    });
  const body = elements.find(({ tagName }) => tagName === 'body');
  const figures = elements.filter(({ tagName }) => tagName === 'figure').map(figureOf);
  return { tables, figures, words: body === undefined ? '' : tidy(nodeText(body)) };
}

/** Labels of points are bold next to an axis; bars without one have no other numbers. */
function figureOf(figure: Element): PageFigure {
  const inner = [...elementsOf(figure)];
  const named = (name: string): Element | undefined =>
    inner.find(({ tagName }) => tagName === name);
  const picture = named('svg');
  const hasAxis = inner.some((each) => attribute(each, 'class') === 'grid');
  const labels = inner
    .filter(({ tagName }) => tagName === 'text')
    .filter((text) => !hasAxis || attribute(text, 'font-weight') === 'bold')
    .map((text) => tidy(nodeText(text)))
    .filter((text) => /^[−-]?[\d,.]+%?$/.test(text));
  const levels = inner
    .filter(({ tagName }) => tagName === 'text')
    .map((text) => /^(?:Target|Baseline) (\S+)$/.exec(tidy(nodeText(text)))?.[1])
    .filter((text) => text !== undefined);
  const caption = named('figcaption');
  return {
    caption: caption === undefined ? '' : tidy(nodeText(caption)),
    altText: picture === undefined ? '' : tidy(attribute(picture, 'aria-label') ?? ''),
    labels: [...labels, ...levels],
  };
}

function attribute({ attrs }: Element, name: string): string | undefined {
  return attrs.find((each) => each.name === name)?.value;
}

/** The numbers of a text, "1,240" and "−3.0%" among them. */
export function numbersIn(text: string): number[] {
  return (text.match(/[−-]?\d[\d,]*(?:\.\d+)?/g) ?? []).map((each) =>
    Number(each.replace('−', '-').replaceAll(',', '')),
  );
}

function* elementsOf(node: Node): Generator<Element> {
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    if ('tagName' in child) yield child;
    yield* elementsOf(child);
  }
}

function nodeText(node: Node): string {
  if (node.nodeName === '#text') return (node as DefaultTreeAdapterTypes.TextNode).value;
  return 'childNodes' in node ? node.childNodes.map(nodeText).join('') : '';
}

/** One line, without the markers of notes. */
export function tidy(text: string): string {
  return withoutNotes(text).replaceAll(/\s+/g, ' ').trim();
}

/** "1,240" as "1240", "−3.0%" as "-3": as the workbook's cells hold them. */
function plainNumber(text: string): string {
  return /^[−-]?[\d,]+(?:\.\d+)?%?$/.test(text)
    ? String(Number(text.replace('−', '-').replaceAll(/[,%]/g, '')))
    : text;
}
