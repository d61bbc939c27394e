import { csvText } from '../csv/text.js';
import type { ReturnReport } from './report.js';

const COLUMNS = ['file', 'sheet', 'row', 'column', 'level', 'rule', 'fix'] as const;

/** Every broken cell as CSV (UTF-8 with a mark for Excel, CRLF), one row a cell; never what the cell holds. */
export function reportCsv({ cells }: ReturnReport): string {
  return `\ufeff${csvText(COLUMNS, cells)}`;
}
