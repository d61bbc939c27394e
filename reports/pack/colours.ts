import type { Tone } from './model.js';

/** Colours as six hexadecimal digits; each pair of fill and ink has the contrast of WCAG AA (4.5 or more). */
export interface Pair {
  readonly fill: string;
  readonly ink: string;
}

export const palette = {
  ink: '0B0C0C',
  white: 'FFFFFF',
  brand: '12436D',
  link: '1D5A9E',
  rule: 'B1B4B6',
  /** Text and lines of second rank, such as a target’s. */
  quiet: '505A5F',
  grid: 'D9D9D9',
} as const;

export const tonePalette: Readonly<Record<Tone, Pair>> = {
  green: { fill: '00703C', ink: palette.white },
  amber: { fill: 'FFBF47', ink: palette.ink },
  red: { fill: 'D4351C', ink: palette.white },
  grey: { fill: 'F3F2F1', ink: palette.ink },
};

const FIRST: Pair = { fill: palette.brand, ink: palette.white };

/** A chart's series in order: neighbours differ in lightness, so that they are told apart in grey too. */
const seriesPalette: readonly Pair[] = [
  FIRST,
  { fill: '28A197', ink: palette.ink },
  { fill: '801650', ink: palette.white },
  { fill: 'F46A25', ink: palette.ink },
];

/** Bars beside the one that is marked; 4.6 to white. */
export const unmarkedBar = '6F777B';

export function seriesColour(index: number): Pair {
  return seriesPalette[index % seriesPalette.length] ?? FIRST;
}
