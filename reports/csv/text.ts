/** A row by its columns; null is an empty cell. */
export type CsvRow<Column extends string> = Readonly<Record<Column, string | number | null>>;

/**
 * Rows as CSV: UTF-8 without a byte order mark, lines end in CR LF (RFC 4180). A cell that a spreadsheet would take for a
 * formula gets an apostrophe before it; numbers are never touched.
 */
export function csvText<Column extends string>(
  columns: readonly Column[],
  rows: readonly CsvRow<Column>[],
): string {
  const lines = rows.map((row) => columns.map((column) => cell(row[column])).join(','));
  return [columns.join(','), ...lines].map((line) => `${line}\r\n`).join('');
}

function cell(content: string | number | null): string {
  if (content === null) return '';
  if (typeof content === 'number') return String(content);
  const safe =
    /^[=+\-@\t\r]/.test(content) && !/^-?\d+(\.\d+)?$/.test(content) ? `'${content}` : content;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
