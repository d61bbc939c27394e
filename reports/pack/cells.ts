import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { decimalsOf, ratio } from '../../pipeline/core/figure/rounding.js';
import { benchmarkFor } from '../../pipeline/core/figure/definition.js';
import type { Unit, Value, ValueSymbol } from '../../pipeline/core/figure/value.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import type { Rag } from '../../pipeline/core/figure/judgement.js';
import type { Tone } from '../../pipeline/core/council/colours.js';
import type { Cell } from './model.js';

/** What a cell shows of a text longer than Excel lets it hold (32,767), with room for the remark. */
const MOST_SHOWN = 32_000;

/** What people write where they have nothing to say; the guidance wants a symbol there. */
const NOT_APPLICABLE = /^n\.?\/?a\.?$/i;
const NOTHING = /^(?:null|[-–—−]+|\.{1,3}|…|:|\*+|#)?$/i;

/**
 * A text that was sent empty, or as a dash or dots, is not available, and "N/A" not applicable; one that is too long for a
 * cell is cut, and says so.
 */
export function text(value: string): Cell {
  const words = value.trim();
  if (NOT_APPLICABLE.test(words)) return symbol('z');
  if (NOTHING.test(words)) return symbol('x');
  return { kind: 'text', text: value.length > MOST_SHOWN ? cut(value) : value };
}

function cut(value: string): string {
  const shown = value.slice(0, MOST_SHOWN).replace(/[\uD800-\uDBFF]$/, '');
  return `${shown} … (cut: the return holds ${value.length} characters)`;
}

export function bold(value: string): Cell {
  return { kind: 'text', text: value, bold: true };
}

export function count(value: number): Cell {
  return { kind: 'number', value, decimals: 0 };
}

export function symbol(value: ValueSymbol): Cell {
  return { kind: 'symbol', symbol: value };
}

/**
 * A year, a grade or a reference number: a number where it is one, since Excel flags "number stored as text";
 * text where it has letters or a leading zero to keep.
 */
export function code(value: string): Cell {
  return /^[1-9]\d{0,14}$/.test(value)
    ? { kind: 'number', value: Number(value), decimals: 0, isCode: true }
    : text(value);
}

/** A text, or the symbol that is in its place. */
export function textOr(value: string | null, instead: ValueSymbol): Cell {
  return value === null || value.trim() === '' ? symbol(instead) : text(value);
}

/** A reference or another code, or the symbol that is in its place. */
export function codeOr(value: string | null, instead: ValueSymbol): Cell {
  return value === null ? symbol(instead) : code(value);
}

export function countOr(value: number | null, instead: ValueSymbol): Cell {
  return value === null ? symbol(instead) : count(value);
}

export function dateOr(day: IsoDate | null, instead: ValueSymbol): Cell {
  return day === null ? symbol(instead) : { kind: 'date', day };
}

/** A number in a measure's unit, or the symbol that is in its place. */
export function inUnit(value: number | null, unit: Unit, instead: ValueSymbol): Cell {
  return value === null
    ? symbol(instead)
    : { kind: 'number', value, decimals: decimalsOf[unit], suffix: suffixOf(unit) };
}

/**
 * The number that is published for a value, in its unit: null where a symbol or a word is in its place.
 * Of a rate over a quarter the numerator is annualised, as the definition says.
 */
export function published(
  value: Value,
  figure: Pick<Figure, 'unit' | 'definition'>,
): number | null {
  if (value.symbol !== null || value.word !== null) return null;
  if (value.denominator === null && isWhole(figure.unit)) return value.numerator;
  return ratio(value.numerator, value.denominator, figure.unit, {
    annualise: value.basis === 'quarter' ? figure.definition.annualise : 1,
  });
}

/** Units whose numbers aren't divided by anything. */
function isWhole(unit: Unit): boolean {
  return unit === 'count' || unit === 'grade' || unit === 'rank';
}

/** A value as a cell: its number, its word, or its symbol. Nothing to divide by is `[z]`. */
export function valueCell(value: Value, figure: Pick<Figure, 'unit' | 'definition'>): Cell {
  if (value.symbol !== null) return symbol(value.symbol);
  if (value.word !== null) return text(value.word);
  return inUnit(published(value, figure), figure.unit, 'z');
}

/** Where nobody else's figure is there: `[x]` where there could be one, `[z]` where the measure is compared with none. */
export function noOthers({
  breakdown,
  definition,
  unit,
}: Pick<Figure, 'breakdown' | 'definition' | 'unit'>): Cell {
  const isCompared =
    unit !== 'count' &&
    (definition.rollsUp ||
      definition.published != null ||
      benchmarkFor(definition, breakdown) !== undefined);
  return symbol(isCompared ? 'x' : 'z');
}

/** The same without a unit's sign after the number, for columns whose heading carries the unit. */
export function plainCell(cell: Cell): Cell {
  if (cell.kind !== 'number') return cell;
  return { kind: 'number', value: cell.value, decimals: cell.decimals };
}

/** The sign that follows a number of this unit where no heading shows it. */
export function suffixOf(unit: Unit): string {
  return unit === 'percent' ? '%' : '';
}

const RAG_TONES: Readonly<Record<Rag, Tone>> = {
  green: 'green',
  amber: 'amber',
  red: 'red',
  'too few to rate': 'grey',
  'no target': 'grey',
  'for information': 'grey',
  'not rated': 'grey',
  'not available': 'grey',
};

export function ragCell(rag: Rag): Cell {
  return { kind: 'text', text: capitalised(rag), tone: RAG_TONES[rag], bold: true };
}

export function capitalised(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
