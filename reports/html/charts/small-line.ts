import type { Cell } from '../../pack/model.js';
import { escaped } from '../markup.js';

const WIDTH = 120;
const HEIGHT = 30;
/** Room for the mark on the last quarter. */
const EDGE = 5;

/** A small line without axes: the quarters, the target as a broken line, a mark on the last figure. Gaps stay gaps. */
export function smallLineSvg({ values, target, text }: Extract<Cell, { kind: 'line' }>): string {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return `<span class="quiet">No line</span>`;
  const all = target === null ? known : [...known, target];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (index: number): number =>
    round(EDGE + (index * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1));
  const y = (value: number): number =>
    round(high === low ? HEIGHT / 2 : EDGE + ((high - value) * (HEIGHT - 2 * EDGE)) / (high - low));
  const steps = values.flatMap((value, index) =>
    value === null ? [] : [`${values[index - 1] == null ? 'M' : 'L'}${x(index)} ${y(value)}`],
  );
  // A point without a neighbour would be in no line.
  const single = values.flatMap((value, index) =>
    value === null || values[index - 1] != null || values[index + 1] != null
      ? []
      : [`<circle class="mark" cx="${x(index)}" cy="${y(value)}" r="2"/>`],
  );
  const last = values.findLastIndex((value) => value !== null);
  const level =
    target === null
      ? ''
      : `<line class="target" x1="0" x2="${WIDTH}" y1="${y(target)}" y2="${y(target)}"/>`;
  return [
    `<svg class="small" role="img" aria-label="${escaped(text)}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}">`,
    `${level}<path class="line" d="${steps.join('')}"/>${single.join('')}`,
    `<circle class="mark" cx="${x(last)}" cy="${y(values[last] ?? 0)}" r="4"/></svg>`,
  ].join('');
}

/** One decimal at most: the same text everywhere. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
