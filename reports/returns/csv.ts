import type { ReturnReport } from './report.js';

const COLUMNS = ['file', 'sheet', 'row', 'column', 'level', 'rule', 'fix'] as const;

/** Every broken cell as CSV (UTF-8 with a mark for Excel, CRLF), one row a cell; never what the cell holds. */
export function reportCsv({ cells }: ReturnReport): string {
  const lines = cells.map((cell) => [
    cell.file,
    cell.sheet,
    String(cell.row),
    cell.column,
    cell.level,
    cell.rule,
    cell.fix,
  ]);
  return `\ufeff${[COLUMNS, ...lines].map((line) => `${line.map(csvCell).join(',')}\r\n`).join('')}`;
}

/** Quoted where need be; text that a spreadsheet would take for a formula is prefixed. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
