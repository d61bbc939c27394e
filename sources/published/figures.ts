import type { Cell } from '../../pipeline/core/files/tabular-file.js';

/** A published figure, exactly: `value_scaled` over `scale`, or a symbol in its place, with what was printed there where that is another. */
export interface PublishedFigure {
  readonly value_scaled: Cell;
  readonly scale: number;
  readonly symbol: string | null;
  readonly printed: string | null;
}

/**
 * What publishers put in place of a figure, by our symbols. DfE's `k` is "low"; `~` and `:` are its older symbols, and the words
 * are those of its performance tables (check: NP, NEW).
 */
const SYMBOLS: Readonly<Record<string, string>> = {
  c: 'c',
  x: 'x',
  z: 'z',
  u: 'u',
  k: 'low',
  low: 'low',
  '~': 'low',
  ':': 'x',
  '-': 'x',
  '\u2013': 'x',
  '..': 'x',
  '.': 'z',
  supp: 'c',
  lowcov: 'u',
  ne: 'z',
  np: 'z',
  new: 'z',
  dns: 'x',
  na: 'x',
};

/** The symbol that a cell holds in place of a figure: bare, or in brackets. Undefined for anything else. */
export function symbolIn(text: string): string | undefined {
  // Most cells are numbers, and most others one letter.
  const first = text.charCodeAt(0);
  if ((first >= 48 && first <= 57) || text.length > LONGEST_SYMBOL) return undefined;
  return SYMBOLS[text.toLowerCase().replace(/^\[(.*)\]$/, '$1')];
}

const LONGEST_SYMBOL = 8;

const NUMBER = /^([+-]?)\u00a3?(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?%?$/i;

/** True for a cell that is a number as publishers write it: with commas, a pound or per cent sign, or an exponent. */
export function isNumber(text: string): boolean {
  return NUMBER.test(text);
}

/** More decimals than anybody publishes: they are a computer's way of writing a shorter number. */
const MOST_DECIMALS = 12;

/**
 * Reads a published cell: "51.8" is 518 over 10, "28" is 28 over 1, "c" a symbol without a value. What is neither goes
 * on as it is, so that its column rejects it. Undefined for an empty cell: nothing was published.
 * @param decimals round to so many, half away from zero; left out: as published
 */
export function publishedFigure(cell: Cell, decimals?: number): PublishedFigure | undefined {
  if (cell === null) return undefined;
  const text = String(cell);
  const symbol = symbolIn(text);
  if (symbol !== undefined)
    return {
      value_scaled: null,
      scale: 1,
      symbol,
      printed: text === symbol ? null : inWords(text),
    };
  const number = NUMBER.exec(text);
  if (number === null) return { value_scaled: text, scale: 1, symbol: null, printed: null };
  const fraction = number[3] ?? '';
  const isLong = number[4] !== undefined || fraction.length > MOST_DECIMALS;
  if (isLong || (decimals !== undefined && decimals < fraction.length))
    return rounded(text, decimals ?? MOST_DECIMALS);
  const whole = (number[2] ?? '').replaceAll(',', '');
  const scaled = Number(`${number[1] ?? ''}${whole}${fraction}`);
  if (!Number.isSafeInteger(scaled)) return rounded(text, fraction.length);
  return {
    value_scaled: scaled === 0 ? 0 : scaled,
    scale: 10 ** fraction.length,
    symbol: null,
    printed: null,
  };
}

/** A dash or NA would be read as an empty cell. */
function inWords(text: string): string {
  if (/^[-\u2013]$/u.test(text)) return 'dash';
  return /^na$/i.test(text) ? 'not available' : text;
}

/** Fifteen digits are what a computer's number holds: 8.3309999999999995E-2 is 0.08331. */
function rounded(text: string, decimals: number): PublishedFigure {
  const plain = Number(text.replace(/[,%\u00a3]/gu, '')).toPrecision(15);
  // Decimal text shifts its point exactly, where a multiplication might not.
  const shifted = Number(shift(plain, decimals));
  const scaled = Math.sign(shifted) * Math.round(Math.abs(shifted));
  if (!Number.isSafeInteger(scaled) && decimals > 0) return rounded(text, decimals - 1);
  return shortest(scaled === 0 ? 0 : scaled, 10 ** decimals);
}

function shift(text: string, places: number): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  return `${mantissa}e${Number(exponent) + places}`;
}

function shortest(scaled: number, scale: number): PublishedFigure {
  let [value, over] = [scaled, scale];
  while (over > 1 && value % 10 === 0) [value, over] = [value / 10, over / 10];
  return { value_scaled: value, scale: over, symbol: null, printed: null };
}
