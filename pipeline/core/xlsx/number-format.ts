/** What a cell's number is by its format: a day (perhaps with a time), a time of day, or the number itself. */
export type NumberKind = 'date' | 'time' | 'number';

/** Formats that a workbook needn't spell out. 27 to 36 and 50 to 58 are days in East Asian editions of Excel. */
const BUILT_IN = new Map<number, NumberKind>([
  ...numbered('date', 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58),
  ...numbered('time', 18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56),
]);

function numbered(kind: NumberKind, ...ids: readonly number[]): (readonly [number, NumberKind])[] {
  return ids.map((id) => [id, kind] as const);
}

/** The kind of a format that a workbook names only by number. */
export function builtInKind(id: number): NumberKind {
  return BUILT_IN.get(id) ?? 'number';
}

/**
 * The kind of a number format as written: `dd/mm/yyyy` is a date, `0.00;[Red]-0.00` a number whatever `d` it holds.
 * A format of elapsed time (`[h]:mm`) is a duration and so a number, of days. ECMA-376 part 1, 18.8.31.
 */
export function formatKind(code: string): NumberKind {
  const positive = firstSection(code);
  if (/\[(?:h+|m+|s+)\]/i.test(positive)) return 'number';
  const letters = positive
    .replace(/\[[^\]]*\]/g, '')
    .replace(/AM\/PM|A\/P/gi, 'h')
    .replace(/General/gi, '')
    .toLowerCase();
  if (/[yd]/.test(letters)) return 'date';
  if (/[hs]/.test(letters)) return 'time';
  return letters.includes('m') ? 'date' : 'number';
}

/** Whether a format shows a number as a percentage: `0%`, `0.0 %;-0.0 %`. */
export function isPercentage(code: string): boolean {
  return firstSection(code)
    .replace(/\[[^\]]*\]/g, '')
    .includes('%');
}

/** A percentage as it is shown, to fifteen digits: 0.084 is "8.4%". */
export function percentageText(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(15))}%`;
}

/** The section for positive numbers, without quoted text, escaped characters, padding and fill. */
function firstSection(code: string): string {
  let section = '';
  for (let i = 0; i < code.length; i += 1) {
    const character = code.charAt(i);
    if (character === ';') break;
    if (character === '"') {
      const close = code.indexOf('"', i + 1);
      if (close === -1) break;
      i = close;
    } else if (character === '[') {
      const close = code.indexOf(']', i + 1);
      if (close === -1) break;
      section += code.slice(i, close + 1);
      i = close;
    } else if (character === '\\' || character === '_' || character === '*') i += 1;
    else section += character;
  }
  return section;
}
