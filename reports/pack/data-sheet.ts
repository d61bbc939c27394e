import { VALUE_FLAGS, type ValueFlag, type ValueSymbol } from '../../pipeline/core/figure/value.js';
import type { PackContext } from './context.js';
import type { Block, Cell, Column, Sheet } from './model.js';
import { symbol, text } from './cells.js';
import { flagMeanings, symbolMeanings } from './words.js';

/** What a data sheet is made of; the lines that the guidance asks for above its table are added here. */
export interface DataSheet {
  readonly name: string;
  /** What the data are; place and period are added. */
  readonly title: string;
  /** In place of "place, period" in the title, such as "all years". */
  readonly titleEnd?: string;
  readonly about: string;
  /** Whose figures they are. */
  readonly source: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What the first cell says where there is nothing to list: the sheet stays, so that names are the same every quarter. */
  readonly none: string;
  /** The list can't be made, and `none` says why: its cells are `[x]`, not `[z]`. */
  readonly isUnavailable?: boolean;
}

const SYMBOLS: readonly ValueSymbol[] = ['c', 'x', 'z', 'low', 'u'];

/**
 * A data sheet as the guidance on statistics in spreadsheets orders it: A1 the title, A2 that there is one table and
 * where the notes are, then the symbols used, the source and the marking, then the table and nothing below it.
 */
export function dataSheet(context: PackContext, sheet: DataSheet): Sheet {
  const rows = sheet.rows.length > 0 ? sheet.rows : [noneRow(sheet)];
  const legend = legendOf(rows);
  const lines = [
    'This worksheet contains one table. Notes are on the worksheet called Notes.',
    ...(legend === null ? [] : [legend]),
    `Source: ${sheet.source}.`,
    `${context.marking}.`,
  ];
  const blocks: Block[] = [
    ...lines.map((line) => ({ kind: 'paragraph' as const, text: line })),
    { kind: 'table', name: tableName(sheet.name), columns: sheet.columns, rows },
  ];
  return {
    name: sheet.name,
    kind: 'data',
    title: `${sheet.title}: ${sheet.titleEnd ?? context.placeAndPeriod}`,
    about: sheet.about,
    blocks,
  };
}

/** A worksheet's name as a table's: letters, digits and underscores. */
export function tableName(sheet: string): string {
  return sheet.replaceAll(/[^A-Za-z0-9]+/g, '_').replaceAll(/^(?=\d)|^_+|_+$/g, '');
}

function noneRow(sheet: DataSheet): Cell[] {
  const rest = symbol(sheet.isUnavailable === true ? 'x' : 'z');
  return sheet.columns.map((_, index) => (index === 0 ? text(sheet.none) : rest));
}

/** The symbols that the cells really use, in words; null where they use none. */
function legendOf(rows: readonly (readonly Cell[])[]): string | null {
  const cells = rows.flat();
  const symbols = SYMBOLS.filter((each) =>
    cells.some((cell) => cell.kind === 'symbol' && cell.symbol === each),
  ).map((each) => `[${each}] ${symbolMeanings[each]}`);
  const flags = VALUE_FLAGS.filter((each) =>
    cells.some((cell) => cell.kind === 'text' && cell.text.includes(`[${each}]`)),
  ).map((each) => `[${each}] ${flagMeanings[each]}`);
  const all = [...symbols, ...flags];
  return all.length === 0 ? null : `Symbols used: ${all.join('; ')}.`;
}

/** Symbols and flags that a sheet uses, for the cover's list. */
export function symbolsIn(sheets: readonly Sheet[]): {
  readonly symbols: readonly ValueSymbol[];
  readonly flags: readonly ValueFlag[];
} {
  const cells = sheets.flatMap((sheet) =>
    sheet.blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : [])),
  );
  return {
    symbols: SYMBOLS.filter((each) =>
      cells.some((cell) => cell.kind === 'symbol' && cell.symbol === each),
    ),
    flags: VALUE_FLAGS.filter((each) =>
      cells.some((cell) => cell.kind === 'text' && cell.text.includes(`[${each}]`)),
    ),
  };
}
