/** A row of a return, as its sender finds it. */
interface NamedRow {
  readonly returnNo: number;
  readonly file: string | null;
  readonly sheet: string | null;
  readonly table?: string;
  readonly row: number;
}

/** "Annex_A.xlsx, sheet List 6, rows 2 to 5, 9": a line a sheet, set in by some spaces. */
export function placeLines(rows: readonly NamedRow[], indent = 2): string[] {
  const places = new Map<string, number[]>();
  for (const row of rows) {
    const where = placeOf(row);
    const known = places.get(where);
    if (known === undefined) places.set(where, [row.row]);
    else known.push(row.row);
  }
  return [...places].map(
    ([where, numbers]) =>
      `${' '.repeat(indent)}${where}, ${numbers.length === 1 ? 'row' : 'rows'} ${ranges(numbers)}`,
  );
}

function placeOf({ file, sheet, table, returnNo }: NamedRow): string {
  const within =
    sheet === null ? (table === undefined ? '' : `, table ${table}`) : `, sheet ${sheet}`;
  return `${file ?? `return ${returnNo}`}${within}`;
}

function ranges(numbers: readonly number[]): string {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const spans: [number, number][] = [];
  for (const number of sorted) {
    const last = spans.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else spans.push([number, number]);
  }
  return spans
    .map(([from, to]) =>
      from === to ? String(from) : to === from + 1 ? `${from}, ${to}` : `${from} to ${to}`,
    )
    .join(', ');
}
