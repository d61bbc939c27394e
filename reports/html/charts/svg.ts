import { textWidth } from '../../workbook/text-size.js';
import { escaped } from '../markup.js';

/** Width of every chart in its own units: small, so that its words stay readable on a phone. */
export const WIDTH = 360;
/** Size of a chart's text in its units. */
export const TEXT = 14;

/** A chart's marks, and how high they are in its own units. */
export interface Drawn {
  readonly height: number;
  readonly body: string;
}

/** A coordinate with one decimal at most: the same text everywhere. */
function at(value: number): string {
  return String(Math.round(value * 10) / 10);
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

function element(name: string, attributes: Attributes, inner?: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [` ${key}="${typeof value === 'number' ? at(value) : escaped(value)}"`],
  );
  return inner === undefined
    ? `<${name}${written.join('')}/>`
    : `<${name}${written.join('')}>${inner}</${name}>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, kind: string): string {
  return element('line', { x1, y1, x2, y2, class: kind });
}

export function path(points: readonly { x: number; y: number }[], colour: string): string {
  const steps = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`);
  return element('path', { d: steps.join(''), class: 'line', stroke: `#${colour}` });
}

export function dot(x: number, y: number, colour: string, radius = 4): string {
  return element('circle', { cx: x, cy: y, r: radius, fill: `#${colour}` });
}

/** A level that isn't the same all the way: a line through points. */
export function curve(points: readonly { x: number; y: number }[], kind: string): string {
  const steps = points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${at(x)} ${at(y)}`);
  return element('path', { d: steps.join(''), class: kind, fill: 'none' });
}

/** @param kind `part` of a stacked bar, `own` of the council's own: what other colours of a screen distinguish */
export function bar(
  [x, y, width, height]: readonly [number, number, number, number],
  colour: string,
  kind?: 'part' | 'own',
): string {
  return element('rect', { x, y, width, height, fill: `#${colour}`, class: kind });
}

export interface Words {
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
  /** Six hexadecimal digits; the ink of the page where none is given. */
  readonly colour?: string;
}

export function words(text: string, { x, y, anchor, bold, colour }: Words): string {
  return element(
    'text',
    {
      x,
      y,
      'text-anchor': anchor === 'start' ? undefined : anchor,
      'font-weight': bold === true ? 'bold' : undefined,
      fill: colour === undefined ? undefined : `#${colour}`,
    },
    escaped(text),
  );
}

/** Width of a chart's text in its units. */
export function widthOf(text: string, bold = false): number {
  return textWidth(text, TEXT, bold);
}
