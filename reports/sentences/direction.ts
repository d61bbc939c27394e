import type { Direction } from '../../pipeline/core/figure/judgement.js';
import type { Figure } from '../../pipeline/core/figure/figure.js';
import { decimalsOf, isAt } from '../../pipeline/core/figure/rounding.js';
import { shownDecimals } from '../pack/words.js';
import { NOT_COMPARED } from './not-compared.js';

const ARROWS: Readonly<Record<'up' | 'down' | 'level', string>> = {
  up: '▲',
  down: '▼',
  level: '►',
};

/** Direction of travel: an arrow for the way the number went, a word for what that means, and by how much: "▼ improved (−67)". */
export function directionWords(
  direction: Pick<Direction, 'word' | 'change'> | null,
  figure: Figure,
): string {
  if (direction?.change == null) return NOT_COMPARED;
  const way = direction.change > 0 ? 'up' : direction.change < 0 ? 'down' : 'level';
  const size = changeText(direction.change, figure);
  return `${ARROWS[way]} ${upper(direction.word)}${direction.change === 0 ? '' : ` (${size})`}`;
}

/** "+1.4", "−67", with a true minus sign; percentages change by points. */
export function changeText(change: number, figure: Figure): string {
  const shown = shownDecimals(figure);
  const decimals = isAt(change, shown) ? shown : decimalsOf[figure.unit];
  const size = Math.abs(change).toLocaleString('en-GB', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  const points = Math.abs(change) === 1 ? ' percentage point' : ' percentage points';
  return `${change < 0 ? '−' : '+'}${size}${figure.unit === 'percent' ? points : ''}`;
}

function upper(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
