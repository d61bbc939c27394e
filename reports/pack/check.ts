import { isIsoDate } from '../../pipeline/core/calendar/days.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';
import { seriesCells } from './chart-cells.js';
import type { Cell, Chart, Column, Pack, Sheet, Table } from './model.js';

/** What Excel lets a cell hold. */
const MOST_CHARACTERS = 32_767;
const MOST_IN_NAME = 31;
const MOST_IN_PROMPT = 255;

/**
 * Refuses a pack that a workbook can't hold or the guidance forbids: better no pack than one that opens with
 * "we found a problem with some content".
 * @throws QuarterlyError `unexpected` that names the sheet and what is wrong: the fault is in the making of the sheet.
 */
export function checkPack(pack: Pack): void {
  const faults = [
    ...repeats(pack.sheets.map((sheet) => sheet.name.toLowerCase())).map(
      (name) => `two sheets are called “${name}”`,
    ),
    ...repeats(tablesOf(pack.sheets).map((table) => table.name.toLowerCase())).map(
      (name) => `two tables are called “${name}”`,
    ),
    ...pack.sheets.flatMap((sheet) =>
      sheetFaults(sheet, pack).map((fault) => `${sheet.name}: ${fault}`),
    ),
  ];
  if (faults.length === 0) return;
  throw new QuarterlyError('unexpected', `The pack can't be drawn: ${faults.join('; ')}.`, {
    fix: 'Fix the sheet that is named; its file is in reports/sheets/.',
    facts: { faults },
  });
}

function tablesOf(sheets: readonly Sheet[]): Table[] {
  return sheets.flatMap((sheet) => sheet.blocks.filter((block) => block.kind === 'table'));
}

function sheetFaults(sheet: Sheet, pack: Pack): string[] {
  const tables = tablesOf([sheet]);
  return [
    ...(sheet.name.length > MOST_IN_NAME || sheet.name === ''
      ? [`the name isn't 1 to ${MOST_IN_NAME} characters long`]
      : []),
    ...(/['[\]:*?/\\]/.test(sheet.name)
      ? ['the name holds a character that a sheet name can’t']
      : []),
    ...(sheet.kind === 'data' && (tables.length !== 1 || sheet.blocks.at(-1)?.kind !== 'table')
      ? ['a data sheet holds exactly one table, and nothing below it']
      : []),
    ...tables.flatMap((table) => tableFaults(table, pack)),
    ...(sheet.kind === 'data' ? tables.flatMap(decimalFaults) : []),
    ...(sheet.kind === 'data' &&
    tables.some(
      ({ rows, spareRows }) => spareRows === undefined && rows.some((row) => row.some(isBlank)),
    )
      ? ['a data sheet holds a blank cell, where a symbol says why there is no number']
      : []),
    ...sheet.blocks.flatMap((block) => (block.kind === 'chart' ? chartFaults(block, tables) : [])),
    ...sheet.blocks.flatMap((block) =>
      block.kind === 'paragraph' || block.kind === 'heading' ? (textFault(block.text) ?? []) : [],
    ),
  ];
}

function tableFaults(table: Table, pack: Pack): string[] {
  const headings = table.columns.map((column) => column.heading.toLowerCase());
  return [
    ...(/^[A-Za-z_][A-Za-z0-9_]{0,254}$/.test(table.name)
      ? []
      : [`“${table.name}” can't name a table`]),
    ...(table.rows.length === 0 ? [`table ${table.name} has no rows`] : []),
    ...(headings.includes('') ? [`table ${table.name} has an empty heading`] : []),
    ...repeats(headings).map((heading) => `table ${table.name} has two columns “${heading}”`),
    ...rowFaults(table, pack),
    ...table.columns.flatMap((column) => entryFaults(column, pack)),
  ];
}

/** A form offers the words of a table that is there, and says no more than a program shows. */
function entryFaults({ heading, entry }: Column, pack: Pack): string[] {
  if (entry === undefined) return [];
  const { prompt, choices } = entry;
  const list = tablesOf(pack.sheets).find(({ name }) => name === choices?.table);
  return [
    ...(prompt.length > MOST_IN_PROMPT
      ? [`the prompt of column “${heading}” has more than ${MOST_IN_PROMPT} characters`]
      : []),
    ...(choices !== undefined && list?.columns[choices.column] === undefined
      ? [`column “${heading}” offers the words of no table (${choices.table})`]
      : []),
  ];
}

/** A pack has hundreds of thousands of cells, nearly all of them right: no list is made for each. */
function rowFaults(table: Table, pack: Pack): string[] {
  const faults: string[] = [];
  for (const row of table.rows) {
    if (row.length !== table.columns.length)
      faults.push(`table ${table.name} has a row of another length`);
    for (const cell of row) {
      const fault = cellFault(cell, pack);
      if (fault !== null) faults.push(fault);
    }
  }
  return faults;
}

function cellFault(cell: Cell, pack: Pack): string | null {
  switch (cell.kind) {
    case 'number':
      return Number.isFinite(cell.value) ? null : `a number is ${cell.value}`;
    case 'date':
      return isIsoDate(cell.day) ? null : `“${cell.day}” isn't a date`;
    case 'text':
      return cell.text === '' ? 'a cell is empty' : textFault(cell.text);
    case 'link':
      return pack.sheets.some((sheet) => sheet.name === cell.sheet)
        ? textFault(cell.text)
        : `a link leads to no sheet (${cell.sheet})`;
    case 'line':
      return lineFault(cell, pack);
    case 'symbol':
    case 'blank':
      return null;
  }
}

/** A line draws what the cells of its row hold, and nothing else. */
function lineFault({ values, from }: Extract<Cell, { kind: 'line' }>, pack: Pack): string | null {
  const row = tablesOf(pack.sheets).find(({ name }) => name === from.table)?.rows[from.row];
  const isSame = values.every((value, index) => {
    const cell = row?.[from.column + index];
    return value === null
      ? cell?.kind === 'blank'
      : cell?.kind === 'number' && cell.value === value;
  });
  return isSame ? null : `a line draws other numbers than its row of ${from.table} holds`;
}

function isBlank(cell: Cell): boolean {
  return cell.kind === 'blank';
}

/** A chart draws from a table of its own sheet, and meets only numbers and blanks there: a text may be drawn as 0. */
function chartFaults(chart: Chart, tables: readonly Table[]): string[] {
  const table = tables.find(({ name }) => name === chart.table);
  if (table === undefined) return [`a chart draws from no table (${chart.table})`];
  const cells = chart.series.flatMap(({ at }) => seriesCells(chart, table, at));
  return cells.every((cell) => cell?.kind === 'number' || cell?.kind === 'blank')
    ? []
    : [`the chart “${chart.title}” draws from a cell that is neither a number nor blank`];
}

function textFault(text: string): string | null {
  return text.length > MOST_CHARACTERS
    ? `a text has ${text.length} characters, more than a cell holds (${MOST_CHARACTERS})`
    : null;
}

/** The same decimals down a column, and numbers and texts not mixed in one. */
function decimalFaults(table: Table): string[] {
  return table.columns.flatMap((column, index) => {
    const decimals = new Set<number>();
    for (const row of table.rows) {
      const cell = row[index];
      if (cell?.kind === 'number') decimals.add(cell.decimals);
    }
    return decimals.size > 1
      ? [`column “${column.heading}” holds numbers of different decimals`]
      : [];
  });
}

function repeats(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
}
