import type { Cell } from './model.js';

/** A number format's sections (positive; negative; zero; text), without quoted and escaped text and conditions. */
export function sectionsOf(format: string): string[] {
  return format
    .replaceAll(/"[^"]*"/g, '')
    .replaceAll(/\\.|_.|\*./g, '')
    .replaceAll(/\[[^\]]*\]/g, '')
    .split(';');
}

/** How many decimals a reader sees of a number. */
export function decimalsShown({ number, style }: Cell): number {
  const [positive = ''] = sectionsOf(style.format);
  const isGeneral = /general/i.test(positive) || positive.trim() === '' || positive === '@';
  if (isGeneral) return decimalsOf(number);
  return /\.([0#?]+)/.exec(positive)?.[1]?.length ?? 0;
}

function decimalsOf(number: number): number {
  // Excel shows at most some ten digits under the format General.
  const text = String(Number(number.toPrecision(10)));
  return text.includes('e') ? 0 : (text.split('.')[1]?.length ?? 0);
}
