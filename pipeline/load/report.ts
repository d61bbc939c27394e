import type { RowProblem } from '../../sources/contract/reading-ledger.js';
import type { LoadedReturn } from './load.js';
import type { ReturnCounts } from '../core/return-counts.js';
import { counted } from '../core/counted.js';

/** What a report is about; a receipt and the outcome of a check alike. */
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
/** Faults that a text names, and places of each; the CSV names every row. */
const GROUPS_IN_TEXT = 12;
const PLACES_IN_TEXT = 3;
/** Notes that only say again what the faults and the refusal say. */
const SAID_ELSEWHERE = new Set(['refused', 'warnings', 'rejections']);

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
    .filter(({ topic }) => !SAID_ELSEWHERE.has(topic))
    .map((note) => `- ${note.message}`);
  const groups = groupedProblems(problems);
  const shown = groups.slice(0, GROUPS_IN_TEXT);
  const total = problemCount.rejected + problemCount.warning;
  const list = shown.map((group) => `- ${groupLine(group)}`);
  const isAll =
    shown.length === groups.length && shown.every(({ places }) => places.length <= PLACES_IN_TEXT);
  const more =
    isAll && total === problems.length
      ? []
      : [`  ${number(total)} in all: --report FILE writes each row as CSV.`];
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

/** One fault, wherever it occurs under one heading. */
interface ProblemGroup {
  readonly first: RowProblem;
  readonly places: readonly RowProblem[];
}

/** Faults by rule and heading, rejected rows first, then the most frequent. */
function groupedProblems(problems: readonly RowProblem[]): readonly ProblemGroup[] {
  const groups = new Map<string, RowProblem[]>();
  for (const problem of problems) {
    const key = [problem.level, problem.file, problem.sheet, problem.heading, problem.rule].join(
      '\n',
    );
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [problem]);
    else known.push(problem);
  }
  return [...groups.values()]
    .flatMap((places) => (places[0] === undefined ? [] : [{ first: places[0], places }]))
    .sort((a, b) => byLevel(a.first, b.first) || b.places.length - a.places.length);
}

function groupLine({ first, places }: ProblemGroup): string {
  const sheet = first.file.includes(first.sheet) ? '' : `, sheet ${first.sheet}`;
  const rows = places.slice(0, PLACES_IN_TEXT).map(({ rowNo }) => number(rowNo));
  const rest = places.length - rows.length;
  const where = `${places.length === 1 ? 'row' : 'rows'} ${rows.join(', ')}${rest > 0 ? ` and ${number(rest)} more` : ''}`;
  const level = first.level === 'warning' ? ' (loaded without this cell or in spite of it)' : '';
  return `${first.file}${sheet}, ${where}, "${first.heading}": ${first.rule}. ${first.fix}${level}`;
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
