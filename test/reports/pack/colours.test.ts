import { describe, expect, it } from 'vitest';
import {
  type Pair,
  palette,
  seriesColour,
  tonePalette,
  unmarkedBar,
} from '../../../reports/pack/colours.js';

const onWhite = (ink: string): Pair => ({ fill: palette.white, ink });
const pairs: readonly [string, Pair][] = [
  ...Object.entries(tonePalette),
  ...[0, 1, 2, 3].map((index): [string, Pair] => [`series ${index + 1}`, seriesColour(index)]),
  ['headings', onWhite(palette.brand)],
  ['links', onWhite(palette.link)],
  ['quiet words', onWhite(palette.quiet)],
  ['text', onWhite(palette.ink)],
];

describe('colours', () => {
  it.each(pairs)('of %s have the contrast of WCAG AA for text', (_, { fill, ink }) => {
    expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it('of bars and lines stand off the page by the contrast that WCAG asks of graphics', () => {
    for (const colour of [unmarkedBar, palette.quiet, ...[0, 2].map((i) => seriesColour(i).fill)])
      expect(contrast(colour, palette.white), colour).toBeGreaterThanOrEqual(3);
  });
});

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(digits: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
