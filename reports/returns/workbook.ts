import { groupBy } from '../group-by.js';
import { longDate } from '../../pipeline/core/calendar/days.js';
import type { RowProblem } from '../../pipeline/core/figure/return-summary.js';
import { text } from '../pack/cells.js';
import { type CouncilColours, colourSchemeOf } from '../../pipeline/core/council/colours.js';
import type { Cell, Column, Pack, Sheet, Table } from '../pack/model.js';
import { daysInWords, number, placesInWords } from './places.js';
import type { Fault, ReturnReport } from './report.js';

/** A report, and whose it is. */
export interface ReportWorkbook {
  readonly organisation: string;
  readonly colours: CouncilColours;
  readonly report: ReturnReport;
}

/** Rows that a marked sheet shows; the list has them all. */
const ROWS_MARKED = 500;
/** Columns that a marked sheet shows: more don't fit a page. */
const COLUMNS_MARKED = 8;
const SHEETS_MARKED = 20;

/**
 * The report as a pack of its own: what happened, each fault once, the list of cells to fix, and each sheet's offending rows with
 * the broken cells marked. No cell of the return is in it, so that it can go by mail.
 */
export function rejectionReport({ organisation, colours, report }: ReportWorkbook): Pack {
  const lists = report.cells.length === 0 ? [] : [listSheet(report), ...markedSheets(report.cells)];
  return {
    properties: {
      title: `${titleOf(report)}: what to fix`,
      subject: 'Rejected rows of a return',
      language: 'en-GB',
      organisation,
      marking: 'For the return’s owner: rows by their numbers, none of their data',
      date: report.asAt ?? NO_DATE,
      footer: null,
      scheme: colourSchemeOf(colours),
    },
    sheets: [summarySheet(report), ...lists],
  };
}

/** Of a return without a date: a workbook's properties need one. */
const NO_DATE = '2000-01-01';

function titleOf({ title, asAt }: ReturnReport): string {
  return asAt === null ? title : `${title}, as at ${longDate(asAt)}`;
}

function resultOf({ isRefused, counts }: ReturnReport): string {
  if (isRefused) return 'refused';
  return counts.rejected > 0 ? 'taken in without some rows' : 'taken in';
}

function summarySheet(report: ReturnReport): Sheet {
  const { counts, isRefused, refusal, notes, faults } = report;
  return {
    name: 'What to fix',
    kind: 'briefing',
    title: `${titleOf(report)}: ${resultOf(report)}`,
    about: 'What became of the return, and the rules that were broken',
    blocks: [
      {
        kind: 'paragraph',
        style: 'lead',
        text: isRefused
          ? 'None of the return is used until it is fixed. Please fix it in your system and send it again, under the same date.'
          : counts.rejected > 0
            ? 'Rows that break a rule were left out; all others count. Please fix them in your system and send the whole return again, under the same date.'
            : 'All rows count. Please check the warnings, and send the whole return again, under the same date, where one needs fixing.',
      },
      ...(refusal === null ? [] : [{ kind: 'paragraph' as const, text: refusal.why }]),
      {
        kind: 'paragraph',
        text: `${number(counts.read)} rows read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out as the layout says.`,
      },
      ...daysInWords(report).map((days) => ({ kind: 'paragraph' as const, text: days })),
      ...(notes.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'To know' },
            { kind: 'bullets' as const, items: notes },
          ]),
      ...(faults.length === 0
        ? []
        : [
            { kind: 'heading' as const, text: 'Faults to fix or check' },
            {
              kind: 'table' as const,
              name: 'Faults_to_fix',
              columns: [
                { heading: 'Cells', width: 10, align: 'right' as const },
                { heading: 'Result', width: 14 },
                { heading: 'Code', width: 24 },
                { heading: 'What is wrong', width: 36 },
                { heading: 'First places', width: 40 },
                { heading: 'How to fix or check', width: 60 },
              ],
              rows: faults.map(faultRow),
            },
          ]),
      {
        kind: 'paragraph',
        text: 'Rows are named by their numbers in the file that you sent. This workbook doesn’t show what their cells hold.',
      },
    ],
  };
}

function faultRow(fault: Fault): Cell[] {
  return [
    { kind: 'number', value: fault.count, decimals: 0 },
    levelCell(fault.level),
    text(fault.code),
    text(fault.says),
    text(placesInWords(fault)),
    text(fault.fix),
  ];
}

const LIST_COLUMNS: readonly Column[] = [
  { heading: 'File', width: 22 },
  { heading: 'Sheet', width: 18 },
  { heading: 'Row', width: 10, align: 'right' },
  { heading: 'Column', width: 28 },
  { heading: 'Result', width: 14 },
  { heading: 'Code', width: 32 },
  { heading: 'How to fix', width: 60 },
];

function listSheet(report: ReturnReport): Sheet {
  return {
    name: 'Cells to fix',
    kind: 'data',
    title: `Cells to fix: ${titleOf(report)}`,
    about: 'Every broken cell with its rule',
    blocks: [
      { kind: 'paragraph', text: 'This worksheet contains one table.' },
      {
        kind: 'table',
        name: 'Cells_to_fix',
        columns: LIST_COLUMNS,
        rows: report.cells.map((cell) => [
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
function markedSheets(all: readonly RowProblem[]): Sheet[] {
  const bySheet = [...groupBy(all, (cell) => JSON.stringify([cell.file, cell.sheet]))];
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
  rows: readonly (readonly [string, readonly RowProblem[]])[],
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

function markOf(cells: readonly RowProblem[]): Cell {
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

function levelCell(level: RowProblem['level']): Cell {
  return { kind: 'text', text: level, tone: level === 'rejected' ? 'red' : 'amber' };
}
