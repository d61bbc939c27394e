import { counted } from '../../pipeline/core/counted.js';
import { longDate } from '../../pipeline/core/calendar/days.js';
import { escaped } from '../html/markup.js';
import { referenceStyle } from '../reference/style.js';
import { columnsInWords, daysInWords, faultSections, number, placesInWords } from './places.js';
import type { Fault, ReturnReport } from './report.js';

/** Rows that a page lists; the CSV and the workbook have every one. */
const ROWS_LISTED = 2_000;

/** The report as one HTML page that needs nothing else, not even a connection. */
export function reportPage(report: ReturnReport): string {
  const title = `${report.title}${report.asAt === null ? '' : `, as at ${longDate(report.asAt)}`}: ${report.status}`;
  return [
    '<!doctype html>',
    '<html lang="en-GB">',
    '<head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${referenceStyle}${ownStyle}</style></head>`,
    '<body>',
    '<a class="skip" href="#main">Skip to the main content</a>',
    '<main id="main" tabindex="-1">',
    `<h1>${escaped(title)}</h1>`,
    ...summary(report),
    ...refusal(report),
    ...list('To know', 'to-know', report.notes),
    ...faults(report),
    ...everyCell(report),
    '<p>Rows are named by their numbers in the file. This page doesn’t show what their cells hold.</p>',
    '</main></body></html>\n',
  ].join('\n');
}

const ownStyle = `
table{border-collapse:collapse;width:100%;margin:0 0 1.5rem}
caption{text-align:left;font-weight:bold;padding:.5rem 0}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #b1b4b6;overflow-wrap:anywhere}
.number{text-align:right;font-variant-numeric:tabular-nums}
.frame{overflow-x:auto}
`;

function summary(report: ReturnReport): string[] {
  const { counts, files, layout } = report;
  const rows = files.map((file) =>
    row([
      ['th', file.name],
      ['td', file.role],
      ...(['read', 'loaded', 'rejected', 'ignored'] as const).map(
        (key) => ['number', number(file[key])] as const,
      ),
    ]),
  );
  return [
    `<p>${counted(counts.read, 'row')} read: ${number(counts.loaded)} loaded, ${number(counts.rejected)} rejected, ${number(counts.ignored)} left out.${layout === null ? '' : ` Layout ${escaped(layout)}.`}</p>`,
    ...daysInWords(report).map((days) => `<p>${escaped(days)}</p>`),
    ...table('Files', ['File', 'Part', 'Read', 'Loaded', 'Rejected', 'Left out'], rows, 2),
  ];
}

function refusal({ refusal: refused }: ReturnReport): string[] {
  if (refused === null) return [];
  const codes = refused.codes.length === 0 ? '' : ` (${escaped(refused.codes.join(', '))})`;
  return [
    `<section aria-labelledby="refused"><h2 id="refused">Refused${codes}</h2>`,
    `<p>${escaped(refused.why)}</p></section>`,
  ];
}

function list(title: string, id: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  return [
    `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2><ul>`,
    ...items.map((item) => `<li>${escaped(item)}</li>`),
    '</ul></section>',
  ];
}

function faults(report: ReturnReport): string[] {
  return faultSections(report).flatMap(({ id, title, faults: own }) => [
    `<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>`,
    ...own.map((fault, index) => article(fault, `${id}-${index + 1}`)),
    '</section>',
  ]);
}

function article(fault: Fault, id: string): string {
  const facts: (readonly [string, string])[] = [
    ['Code', fault.code],
    ['Result', fault.level === 'rejected' ? 'Rows left out' : 'Rows loaded, with a warning'],
    ['Cells', number(fault.count)],
    ...(fault.columns.length > 1 ? [['Columns', columnsInWords(fault)] as const] : []),
    ['First places', placesInWords(fault)],
    [fault.level === 'rejected' ? 'How to fix' : 'What to check', fault.fix],
  ];
  return [
    `<article aria-labelledby="${id}"><h3 id="${id}">${escaped(fault.says)}</h3><dl>`,
    ...facts.map(([term, words]) => `<div><dt>${term}</dt><dd>${escaped(words)}</dd></div>`),
    '</dl></article>',
  ].join('\n');
}

function everyCell({ cells, unlistedCount }: ReturnReport): string[] {
  if (cells.length === 0) return [];
  const shown = cells.slice(0, ROWS_LISTED);
  const rest = cells.length + unlistedCount - shown.length;
  const rows = shown.map((cell) =>
    row([
      ['td', cell.file],
      ['td', cell.sheet],
      ['number', number(cell.row)],
      ['td', cell.column],
      ['td', cell.level],
      ['td', cell.rule],
    ]),
  );
  return [
    '<section aria-labelledby="cells"><h2 id="cells">Every cell</h2>',
    ...(rest > 0
      ? [
          `<p>The first ${number(shown.length)} cells. ${number(rest)} more are in the CSV and the workbook.</p>`,
        ]
      : []),
    ...table(
      'Cells to fix or check',
      ['File', 'Sheet', 'Row', 'Column', 'Result', 'Code'],
      rows,
      2,
      [2],
    ),
    '</section>',
  ];
}

function table(
  caption: string,
  headings: readonly string[],
  rows: readonly string[],
  firstNumber: number,
  numbers: readonly number[] = headings.map((_, place) => place).slice(firstNumber),
): string[] {
  const head = headings
    .map(
      (heading, place) =>
        `<th scope="col"${numbers.includes(place) ? ' class="number"' : ''}>${heading}</th>`,
    )
    .join('');
  return [
    `<div class="frame" tabindex="0" role="region" aria-label="${caption}"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>`,
    ...rows,
    '</tbody></table></div>',
  ];
}

function row(cells: readonly (readonly ['th' | 'td' | 'number', string])[]): string {
  const marked = cells.map(([kind, text]) =>
    kind === 'th'
      ? `<th scope="row">${escaped(text)}</th>`
      : `<td${kind === 'number' ? ' class="number"' : ''}>${escaped(text)}</td>`,
  );
  return `<tr>${marked.join('')}</tr>`;
}
