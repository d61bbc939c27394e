import { placeOf } from './links.js';
import type { Sheet, SheetKind } from './model.js';

/** Names that the first sheets go by. */
const NAMED: readonly (readonly [SheetKind, RegExp])[] = [
  ['cover', /^(?:cover|cover[ _]?(?:sheet|page)|title[ _]?page)$/i],
  ['contents', /^(?:contents|table[ _]of[ _]contents)$/i],
  ['notes', /^notes?(?:[ _]table)?$/i],
];

/** A sheet before its kind is known. */
export type Unsorted = Omit<Sheet, 'kind'>;

/**
 * Decides each sheet's kind: the first ones by name, the others as the Contents say ("To read", "Data"), or else by what is on them:
 * a sheet with several tables, or with a chart, is for reading, any other is held to be data.
 */
export function sortSheets(sheets: readonly Unsorted[]): Sheet[] {
  const contents = sheets.find(({ name }) => namedKind(name) === 'contents');
  const declared = contents === undefined ? new Map<string, SheetKind>() : kindsIn(contents);
  return sheets.map((sheet) => ({
    ...sheet,
    kind: namedKind(sheet.name) ?? declared.get(sheet.name.toLowerCase()) ?? kindByContent(sheet),
  }));
}

function namedKind(name: string): SheetKind | undefined {
  return NAMED.find(([, pattern]) => pattern.test(name.trim()))?.[0];
}

/** By the name in lower case of the sheet that a row links to, or else names. */
function kindsIn(contents: Unsorted): Map<string, SheetKind> {
  const kinds = new Map<string, SheetKind>();
  for (const { row, column, text } of contents.cells) {
    if (column !== 1) continue;
    const word = contents.at(row, 2)?.text.trim().toLowerCase();
    const link = contents.links.find(({ range }) => range.top === row && range.left === 1);
    const name = placeOf(link?.location ?? null)?.sheet ?? text.toLowerCase();
    if (word === 'to read' || word === 'briefing') kinds.set(name, 'briefing');
    if (word === 'data') kinds.set(name, 'data');
  }
  return kinds;
}

function kindByContent(sheet: Unsorted): SheetKind {
  return sheet.tables.length > 1 || sheet.drawings.length > 0 ? 'briefing' : 'data';
}
