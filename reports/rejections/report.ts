import { groupBy } from '../group-by.js';
import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { longDate } from '../../pipeline/core/calendar/days.js';
import type { RowProblem } from '../../pipeline/core/figure/return-summary.js';
import { text } from '../pack/cells.js';
import { type CouncilColours, colourSchemeOf } from '../../pipeline/core/council/colours.js';
import type { Cell, Column, Pack, Sheet, Table } from '../pack/model.js';

/** A broken cell of the return. */
export type RejectedCell = RowProblem;

/** What a rejection report is drawn from. */
export interface RejectionInput {
  readonly organisation: string;
  readonly colours: CouncilColours;
  readonly title: string;
  readonly asAt: IsoDate;
  readonly isRefused: boolean;
  /** Why the return as a whole was refused; null where single cells are all there is to say. */
  readonly why: string | null;
  readonly counts: {
    readonly read: number;
    readonly loaded: number;
    readonly rejected: number;
    readonly ignored: number;
  };
  readonly cells: readonly RejectedCell[];
}

/** Rows that a marked sheet shows; the list has them all. */
const ROWS_MARKED = 500;
/** Columns that a marked sheet shows: more don't fit a page. */
const COLUMNS_MARKED = 8;
const SHEETS_MARKED = 20;

/**
 * The report for a return's sender, as a pack of its own: what happened, the list of cells to fix, and each sheet's offending rows with
 * the broken cells marked. No cell of the return is in it, so that it can go by mail.
 */
export function rejectionReport(input: RejectionInput): Pack {
  const lists = input.cells.length === 0 ? [] : [listSheet(input), ...markedSheets(input)];
  return {
    properties: {
      title: `${input.title}, as at ${longDate(input.asAt)}: what to fix`,
      subject: 'Rejected rows of a return',
      language: 'en-GB',
      organisation: input.organisation,
      marking: 'For the return’s owner: rows by their numbers, none of their data',
      date: input.asAt,
      footer: null,
      scheme: colourSchemeOf(input.colours),
    },
    sheets: [summarySheet(input), ...lists],
  };
}

function summarySheet(input: RejectionInput): Sheet {
  const { title, asAt, counts, isRefused, why, cells } = input;
  const byRule = [...groupBy(cells, (cell) => JSON.stringify([cell.level, cell.rule]))];
  const sorted = byRule.sort(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
  return {
    name: 'What to fix',
    kind: 'briefing',
    title: `${title}, as at ${longDate(asAt)}: ${isRefused ? 'refused' : 'taken in without some rows'}`,
    about: 'What became of the return, and the rules that were broken',
    blocks: [
      {
        kind: 'paragraph',
        style: 'lead',
        text: isRefused
          ? 'None of the return is used until it is fixed. Please fix it in your system and send it again, under the same date.'
          : 'Rows that break a rule were left out; all others count. Please fix them in your system and send the whole return again, under the same date.',
      },
      ...(why === null ? [] : [{ kind: 'paragraph' as const, text: why }]),
      {
        kind: 'paragraph',
        text: `${number(counts.read)} rows read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out as the layout says.`,
      },
      ...(sorted.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'Rules that were broken' },
            {
              kind: 'table' as const,
              name: 'Rules_broken',
              columns: [
                { heading: 'Cells', width: 10, align: 'right' as const },
                { heading: 'Result', width: 14 },
                { heading: 'Rule', width: 40 },
                { heading: 'Expected', width: 60 },
              ],
              rows: sorted.map(([, group]) => ruleRow(group)),
            },
          ]),
      {
        kind: 'paragraph',
        text: 'Rows are named by their numbers in the file that you sent. This workbook doesn’t show what their cells hold.',
      },
    ],
  };
}

function ruleRow(group: readonly RejectedCell[]): Cell[] {
  const first = group[0];
  return [
    { kind: 'number', value: group.length, decimals: 0 },
    levelCell(first?.level ?? 'rejected'),
    text(first?.rule ?? ''),
    text(first?.fix ?? ''),
  ];
}

const LIST_COLUMNS: readonly Column[] = [
  { heading: 'File', width: 22 },
  { heading: 'Sheet', width: 18 },
  { heading: 'Row', width: 10, align: 'right' },
  { heading: 'Column', width: 28 },
  { heading: 'Result', width: 14 },
  { heading: 'Rule', width: 32 },
  { heading: 'Expected', width: 60 },
];

function listSheet(input: RejectionInput): Sheet {
  return {
    name: 'Cells to fix',
    kind: 'data',
    title: `Cells to fix: ${input.title}, as at ${longDate(input.asAt)}`,
    about: 'Every broken cell with its rule',
    blocks: [
      { kind: 'paragraph', text: 'This worksheet contains one table.' },
      {
        kind: 'table',
        name: 'Cells_to_fix',
        columns: LIST_COLUMNS,
        rows: input.cells.map((cell) => [
          text(cell.file),
          text(cell.sheet),
          { kind: 'number', value: cell.row, decimals: 0, isCode: true },
          text(cell.column),
          levelCell(cell.level),
          text(cell.rule),
          text(cell.fix),
        ]),
      },
    ],
  };
}

/** Each sheet of the return that holds broken cells: its offending rows, the broken cells marked by a word and its colour. */
function markedSheets(input: RejectionInput): Sheet[] {
  const bySheet = [...groupBy(input.cells, (cell) => JSON.stringify([cell.file, cell.sheet]))];
  return bySheet.slice(0, SHEETS_MARKED).map(([, cells], index) => {
    const columns = [...new Set(cells.map((cell) => cell.column))].slice(0, COLUMNS_MARKED);
    const rows = [...groupBy(cells, (cell) => String(cell.row))].sort(
      ([a], [b]) => Number(a) - Number(b),
    );
    const place = `${cells[0]?.file ?? ''}, ${cells[0]?.sheet ?? ''}`;
    const left = rows.length - ROWS_MARKED;
    return {
      name: `Rows marked ${index + 1}`,
      kind: 'briefing',
      title: `Rows marked: ${place}`,
      about: 'The offending rows of one sheet, their broken cells marked',
      blocks: [
        {
          kind: 'paragraph',
          text: `Each line is a row of your sheet; "rejected" and "warning" mark the cells that break a rule, "not at fault" the others.${left > 0 ? ` The first ${ROWS_MARKED} of ${number(rows.length)} rows.` : ''}`,
        },
        markedTable(index + 1, columns, rows.slice(0, ROWS_MARKED)),
      ],
    };
  });
}

function markedTable(
  sheetNumber: number,
  columns: readonly string[],
  rows: readonly (readonly [string, readonly RejectedCell[]])[],
): Table {
  return {
    kind: 'table',
    name: `Rows_marked_${sheetNumber}`,
    columns: [
      { heading: 'Row', width: 10, align: 'right' },
      ...headings(columns).map((heading) => ({ heading, width: 22 })),
    ],
    rows: rows.map(([row, cells]) => [
      { kind: 'number', value: Number(row), decimals: 0, isCode: true },
      ...columns.map((column) => markOf(cells.filter((cell) => cell.column === column))),
    ]),
  };
}

function markOf(cells: readonly RejectedCell[]): Cell {
  const worst = cells.find((cell) => cell.level === 'rejected') ?? cells[0];
  return worst === undefined
    ? text('not at fault')
    : {
        kind: 'text',
        text: `${worst.level}: ${worst.rule}`,
        tone: worst.level === 'rejected' ? 'red' : 'amber',
      };
}

/** Headings as a table takes them: none empty, no two alike but for case. */
function headings(columns: readonly string[]): string[] {
  const used = new Set(['row']);
  return columns.map((column) => {
    const plain = column === '' ? '(no heading)' : column;
    let heading = plain;
    for (let count = 2; used.has(heading.toLowerCase()); count++) heading = `${plain} (${count})`;
    used.add(heading.toLowerCase());
    return heading;
  });
}

function levelCell(level: RejectedCell['level']): Cell {
  return { kind: 'text', text: level, tone: level === 'rejected' ? 'red' : 'amber' };
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}
