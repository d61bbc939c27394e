import type { Cell, CellStyle } from './model.js';

/** A workbook has few looks and many cells: each look's format is taken apart once. */
const known = new WeakMap<CellStyle, readonly string[]>();

const decimals = new WeakMap<CellStyle, number | null>();

/** A number format's sections (positive; negative; zero; text), without quoted and escaped text and conditions. */
export function sectionsOf(style: CellStyle): readonly string[] {
  const found = known.get(style) ?? sectionsIn(style.format);
  known.set(style, found);
  return found;
}

function sectionsIn(format: string): string[] {
  return format
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\.|_.|\*./g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .split(';');
}

/** How many decimals a reader sees of a number. */
export function decimalsShown({ number, style }: Cell): number {
  return fixedDecimals(style) ?? decimalsOf(number);
}

/** The decimals that a format gives every number; null under General, which gives each its own. */
export function fixedDecimals(style: CellStyle): number | null {
  let fixed = decimals.get(style);
  if (fixed === undefined) decimals.set(style, (fixed = decimalsIn(style)));
  return fixed;
}

function decimalsIn(style: CellStyle): number | null {
  const [positive = ''] = sectionsOf(style);
  const isGeneral = /general/i.test(positive) || positive.trim() === '' || positive === '@';
  return isGeneral ? null : (/\.([0#?]+)/.exec(positive)?.[1]?.length ?? 0);
}

function decimalsOf(number: number): number {
  // Excel shows at most some ten digits under the format General.
  const text = String(Number(number.toPrecision(10)));
  return text.includes('e') ? 0 : (text.split('.')[1]?.length ?? 0);
}
