import { counted } from '../../pipeline/core/counted.js';
import { wrap } from '../../pipeline/core/wrap.js';
import { columnsInWords, daysInWords, faultSections, number, placesInWords } from './places.js';
import type { Fault, ReturnReport } from './report.js';

const WIDTH = 80;
/** What a screen holds: of more, the first are shown in full and the rest named in one line. */
const FAULTS_SHOWN = 5;
const NOTES_SHOWN = 6;
const FILES_SHOWN = 12;

/** The report in lines of at most 80 columns, some forty at most: what was taken, what not and why, and how to fix it. */
export function reportText(report: ReturnReport): string {
  const { counts, refusal } = report;
  const head = [
    `${report.title} (${report.source}), as at ${report.asAt ?? 'a date still to be said'}: ${report.status}`,
    ...(report.layout === null ? [] : [`Layout ${report.layout}`]),
    `${counted(counts.read, 'row')} read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out`,
    ...daysInWords(report),
  ];
  const why = refusal === null ? [] : ['', `Refused: ${refusal.why}`];
  return [...head, ...fileLines(report), ...why, ...noteLines(report), ...faultLines(report)]
    .flatMap((line) => wrap(line, WIDTH).split('\n'))
    .flatMap((line) => cut(line, WIDTH))
    .join('\n')
    .concat('\n');
}

function fileLines({ files }: ReturnReport): string[] {
  if (files.length < 2) return [];
  const shown = files
    .slice(0, FILES_SHOWN)
    .map(
      (file) =>
        `  ${file.name} (${file.role}): ${number(file.read)} read, ${number(file.loaded)} loaded, ${number(file.rejected)} rejected, ${number(file.ignored)} left out`,
    );
  const rest = files.length - shown.length;
  return rest > 0 ? [...shown, `  and ${counted(rest, 'more file', 'more files')}`] : shown;
}

function noteLines({ notes }: ReturnReport): string[] {
  if (notes.length === 0) return [];
  const shown = notes.slice(0, NOTES_SHOWN).map((note) => `- ${note}`);
  const rest = notes.length - shown.length;
  const more =
    rest > 0 ? [`  ${counted(rest, 'more note')}: --report FILE.html has them all.`] : [];
  return ['', 'To know', ...shown, ...more];
}

function faultLines(report: ReturnReport): string[] {
  const { faults, unlistedCount } = report;
  const shown = faults.slice(0, FAULTS_SHOWN);
  const rest = faults.slice(FAULTS_SHOWN);
  const others = rest.map(({ code, count }) => `${code} (${number(count)})`).join(', ');
  if (faults.length === 0) return [];
  const isAll = rest.length === 0 && shown.every(({ count, places }) => count <= places.length);
  return [
    ...faultSections(report).flatMap((section) => {
      const own = section.faults.filter((fault) => shown.includes(fault));
      return ['', section.title, ...own.flatMap(linesOf)];
    }),
    ...(others === '' ? [] : [`- Also ${others}.`]),
    ...(isAll && unlistedCount === 0
      ? []
      : ['  --report FILE.csv, .xlsx or .html lists every row.']),
  ];
}

function linesOf(fault: Fault): string[] {
  const what = fault.level === 'warning' ? 'loaded' : 'rejected';
  const columns = fault.columns.length > 1 ? `  ${columnsInWords(fault)}` : undefined;
  return [
    `- ${fault.code}, ${number(fault.count)} ${what}: ${fault.says}`,
    ...(columns === undefined ? [] : [columns]),
    `  ${placesInWords(fault)}`,
    `  Fix: ${fault.fix}`,
  ];
}

/** A word longer than a line (a long file name) is cut where the line ends. */
function cut(text: string, width: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < Math.max(1, text.length); at += width)
    parts.push(text.slice(at, at + width));
  return parts;
}
