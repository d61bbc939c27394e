import { contrast } from './contrast.js';

/** Colours as six hexadecimal digits; each pair of fill and ink has the contrast of WCAG AA (4.5 or more). */
export interface Pair {
  readonly fill: string;
  readonly ink: string;
}

export type Tone = 'green' | 'amber' | 'red' | 'grey';

/** What a council may choose. */
export interface CouncilColours {
  /** Headings, the heads of tables, lines, and the council's own bar among others. */
  readonly brand: string;
  /** The parts of stacked bars, in order. */
  readonly series: readonly string[];
}

/** Every colour that a pack is drawn in. */
export interface ColourScheme {
  readonly brand: string;
  readonly series: readonly Pair[];
}

/** Colours that no council changes: their contrast is measured in the tests. */
export const palette = {
  ink: '0B0C0C',
  white: 'FFFFFF',
  link: '1D5A9E',
  rule: 'B1B4B6',
  /** Text and lines of second rank, such as a target’s. */
  quiet: '505A5F',
  grid: 'D9D9D9',
  /** Bars next to the one that is marked: as light as a graphic may be on white, so that the marked one stands out. */
  unmarkedBar: '949494',
} as const;

export const tonePalette: Readonly<Record<Tone, Pair>> = {
  green: { fill: '00703C', ink: palette.white },
  amber: { fill: 'FFBF47', ink: palette.ink },
  red: { fill: 'D4351C', ink: palette.white },
  grey: { fill: 'F3F2F1', ink: palette.ink },
};

/** What a pack is drawn in where the council says nothing: neighbours in a chart are dark and light by turns. */
export const usualColours: CouncilColours = {
  brand: '12436D',
  series: ['12436D', '28A197', '801650', 'F46A25'],
};

/** How many parts a stacked bar has: the four grades. */
export const SERIES_COUNT = 4;

/** What is drawn where a reader's screen is dark: the paper, and what is on it. */
export const darkPalette = {
  paper: '15181A',
  ink: 'F3F2F1',
  shade: '26292B',
  rule: '6F777B',
  quiet: 'B8BFC4',
  grid: '43494C',
} as const;

/** WCAG 2.2: 1.4.3 for text, 1.4.11 for what has to be seen of a picture. */
const TEXT_CONTRAST = 4.5;
const GRAPHIC_CONTRAST = 3;

export function colourSchemeOf({ brand, series }: CouncilColours): ColourScheme {
  return { brand, series: series.map((fill) => ({ fill, ink: inkOn(fill) })) };
}

/** A colour made lighter until its text can be read on dark paper. */
export function onDark(colour: string): string {
  for (let share = 0; share < 1; share += 0.05) {
    const lighter = mixedWithWhite(colour, share);
    if (contrast(lighter, darkPalette.shade) >= TEXT_CONTRAST) return lighter;
  }
  return palette.white;
}

function mixedWithWhite(colour: string, share: number): string {
  const parts = [0, 2, 4].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const mixed = parts.map((part) => Math.round(part + (255 - part) * share));
  return mixed.map((part) => part.toString(16).padStart(2, '0').toUpperCase()).join('');
}

/** The colours of a chart's series in order. */
export function seriesColour({ brand, series }: ColourScheme, index: number): Pair {
  return series[index % series.length] ?? { fill: brand, ink: palette.white };
}

/** What keeps a council's colours from being read: which one, and what would be right. Nothing where all can be read. */
export function colourFaults({ brand, series }: CouncilColours): {
  readonly path: readonly (string | number)[];
  readonly message: string;
}[] {
  const onWhite = contrast(brand, palette.white);
  return [
    ...(onWhite < TEXT_CONTRAST
      ? [
          {
            path: ['brand'],
            message: `#${brand} has a contrast of ${said(onWhite)} to white, and headings need ${TEXT_CONTRAST} or more; give a darker one`,
          },
        ]
      : []),
    ...series.flatMap((colour, index) => seriesFaults(series, colour, index)),
  ];
}

function seriesFaults(series: readonly string[], colour: string, index: number) {
  const onWhite = contrast(colour, palette.white);
  const before = series[index - 1];
  const beside = before === undefined ? Infinity : contrast(colour, before);
  const ink = contrast(colour, inkOn(colour));
  const need = `and ${GRAPHIC_CONTRAST} or more is needed`;
  const messages = [
    ...(onWhite < GRAPHIC_CONTRAST
      ? [
          `#${colour} has a contrast of ${said(onWhite)} to the white page, ${need}; give a darker one`,
        ]
      : []),
    ...(beside < GRAPHIC_CONTRAST
      ? [
          `#${colour} has a contrast of ${said(beside)} to #${before ?? ''}, the part next to it in a chart, ${need}; alternate dark and light ones`,
        ]
      : []),
    ...(ink < TEXT_CONTRAST
      ? [
          `#${colour} lets neither black nor white numbers be read on it; give a darker or lighter one`,
        ]
      : []),
  ];
  return messages.map((message) => ({ path: ['series', index], message }));
}

/** Black or white, whichever is read better on a colour. */
function inkOn(fill: string): string {
  return contrast(fill, palette.white) >= contrast(fill, palette.ink) ? palette.white : palette.ink;
}

/** One decimal, rounded down: 4.49 isn't said to be 4.5. */
function said(ratio: number): string {
  return (Math.floor(ratio * 10) / 10).toFixed(1);
}
