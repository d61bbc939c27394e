import type { RowProblem } from '../../sources/contract/reading-ledger.js';
import type { LoadedReturn } from './load.js';
import type { ReturnCounts } from '../core/return-counts.js';
import { counted } from '../core/counted.js';

/** What a report tells of; a receipt and the outcome of a check alike. */
export interface Reported extends Pick<
  LoadedReturn,
  'layout' | 'refusedWhy' | 'files' | 'problems' | 'problemCount' | 'notes'
> {
  readonly title: string;
  readonly source: string;
  readonly status: string;
  readonly asAt: string | null;
  readonly counts: ReturnCounts;
}

const WIDTH = 80;
/** Rows that a text names; the CSV names all that were kept. */
const ROWS_IN_TEXT = 20;

/** The report for a return's sender, in lines of at most 80 columns: what was taken, what not and why, what to fix. */
export function reportText(report: Reported): string {
  const { counts, problems, problemCount } = report;
  const head = [
    `${report.title} (${report.source}), as at ${report.asAt ?? 'a date still to be said'}: ${statusWords(report)}`,
    ...(report.layout === null ? [] : [`Layout ${report.layout}`]),
    `${counted(counts.read, 'row')} read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out`,
  ];
  const files =
    report.files.length < 2
      ? []
      : report.files.map(
          (file) =>
            `  ${file.name} (${file.role}): ${number(file.read)} read, ${number(file.loaded)} loaded, ${number(file.rejected)} rejected, ${number(file.ignored)} left out`,
        );
  const why = report.refusedWhy === null ? [] : ['', `Refused: ${report.refusedWhy}`];
  const notes = report.notes
    .filter((note) => note.topic !== 'refused')
    .map((note) => `- ${note.message}`);
  const shown = [...problems].sort(byLevel).slice(0, ROWS_IN_TEXT);
  const total = problemCount.rejected + problemCount.warning;
  const list = shown.map((problem) => `- ${problemLine(problem)}`);
  const more =
    total > shown.length
      ? [`  and ${number(total - shown.length)} more: --report FILE writes them as CSV.`]
      : [];
  return [
    ...head,
    ...files,
    ...why,
    ...(notes.length === 0 ? [] : ['', 'To know', ...notes]),
    ...(list.length === 0 ? [] : ['', 'To fix', ...list, ...more]),
  ]
    .flatMap((line) => wrapLine(line, WIDTH))
    .join('\n')
    .concat('\n');
}

/** Bytes that were refused before are refused again, however often they come. */
function statusWords({ status, refusedWhy }: Reported): string {
  return status === 'already received' && refusedWhy !== null ? 'refused again' : status;
}

function problemLine(problem: RowProblem): string {
  const sheet = problem.file.includes(problem.sheet) ? '' : `, sheet ${problem.sheet}`;
  const level = problem.level === 'warning' ? ' (loaded without this cell or in spite of it)' : '';
  return `${problem.file}${sheet}, row ${problem.rowNo}, "${problem.heading}": ${problem.rule}. ${problem.fix}${level}`;
}

function byLevel(a: RowProblem, b: RowProblem): number {
  return a.level === b.level ? 0 : a.level === 'rejected' ? -1 : 1;
}

function number(count: number): string {
  return count.toLocaleString('en-GB');
}

/** Breaks a line at spaces; what follows hangs under the first word. */
function wrapLine(line: string, width: number): string[] {
  const indent = /^ *(- )?/.exec(line)?.[0].length ?? 0;
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' && lines.length === 0 ? word : `${current} ${word}`;
    const isFirst = lines.length === 0 && current === '';
    if (!isFirst && longer.length > width && current.trim() !== '') {
      lines.push(current);
      current = ' '.repeat(indent) + word;
    } else current = longer;
  }
  return [...lines, current].flatMap((text) => cut(text, width));
}

/** A word longer than a line (a long file name) is cut where the line ends. */
function cut(text: string, width: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < Math.max(1, text.length); at += width)
    parts.push(text.slice(at, at + width));
  return parts;
}

const COLUMNS = ['file', 'sheet', 'row', 'column', 'level', 'rule', 'fix'] as const;

/** The kept problems as CSV (UTF-8 with a mark for Excel, CRLF), one row a broken cell; never a cell's value. */
export function reportCsv(report: Reported): string {
  const lines = report.problems.map((problem) => [
    problem.file,
    problem.sheet,
    String(problem.rowNo),
    problem.heading,
    problem.level,
    problem.rule,
    problem.fix,
  ]);
  return `\ufeff${[COLUMNS, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Quoted where need be; text that a spreadsheet would take for a formula is prefixed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
