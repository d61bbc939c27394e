import { QuarterlyError } from '../../pipeline/core/errors.js';
import type { Block, Cell, Sheet } from './model.js';

/**
 * Notes are written once, under a key, and pointed to from titles, headings and row labels by a marker;
 * their numbers are given at the end, in order of first use.
 */
export type NoteTexts = ReadonlyMap<string, string>;

// Private-use characters, which no return's text holds.
const MARKER = /\uE000([^\uE001]+)\uE001/g;

/** What to write into a title, heading or row label; it becomes `[note 1]`. */
export function noteMarker(key: string): string {
  return ` \uE000${key}\uE001`;
}

export interface NumberedNote {
  readonly number: number;
  readonly text: string;
}

/** Gives each note that is pointed to its number, and returns the sheets with the numbers in place. */
export function numberNotes(
  sheets: readonly Sheet[],
  texts: NoteTexts,
): { readonly sheets: Sheet[]; readonly notes: NumberedNote[] } {
  const numbers = new Map<string, number>();
  const replace = (text: string): string =>
    text.replaceAll(MARKER, (_, key: string) => {
      const number = numbers.get(key) ?? numbers.size + 1;
      numbers.set(key, number);
      return `[note ${number}]`;
    });
  const numbered = sheets.map((sheet) => ({
    ...sheet,
    title: replace(sheet.title),
    blocks: sheet.blocks.map((block) => inBlock(block, replace)),
  }));
  const notes = [...numbers].map(([key, number]) => ({ number, text: noteText(key, texts) }));
  return { sheets: numbered, notes };
}

function noteText(key: string, texts: NoteTexts): string {
  const text = texts.get(key);
  if (text !== undefined) return text;
  throw new QuarterlyError(
    'unexpected',
    `A sheet points to the note "${key}", which isn't written.`,
    {
      fix: 'Add its text to the notes of the pack.',
    },
  );
}

function inBlock(block: Block, replace: (text: string) => string): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, text: replace(block.text) };
    case 'bullets':
      return { ...block, items: block.items.map(replace) };
    case 'table':
      return {
        ...block,
        columns: block.columns.map((column) => ({ ...column, heading: replace(column.heading) })),
        rows: block.rows.map((row) => row.map((cell) => inCell(cell, replace))),
      };
    case 'chart':
      return block;
  }
}

function inCell(cell: Cell, replace: (text: string) => string): Cell {
  return cell.kind === 'text' || cell.kind === 'link'
    ? { ...cell, text: replace(cell.text) }
    : cell;
}
