import { describe, expect, it } from 'vitest';
import {
  colourFaults,
  colourSchemeOf,
  type Pair,
  palette,
  seriesColour,
  tonePalette,
  usualColours,
} from '../../../../pipeline/core/council/colours.js';
import { contrast } from '../../../../pipeline/core/council/contrast.js';

const look = colourSchemeOf(usualColours);
const onWhite = (ink: string): Pair => ({ fill: palette.white, ink });
const pairs: readonly [string, Pair][] = [
  ...Object.entries(tonePalette),
  ...[0, 1, 2, 3].map((index): [string, Pair] => [
    `series ${index + 1}`,
    seriesColour(look, index),
  ]),
  ['headings', onWhite(look.brand)],
  ['links', onWhite(palette.link)],
  ['quiet words', onWhite(palette.quiet)],
  ['text', onWhite(palette.ink)],
];

describe('colours', () => {
  it.each(pairs)('of %s have the contrast of WCAG AA for text', (_, { fill, ink }) => {
    expect(contrast(fill, ink)).toBeGreaterThanOrEqual(4.5);
  });

  it('of bars and lines stand out from the page by the contrast that WCAG asks of graphics', () => {
    for (const colour of [palette.unmarkedBar, palette.quiet, ...usualColours.series])
      expect(contrast(colour, palette.white), colour).toBeGreaterThanOrEqual(3);
  });

  it('of the marked bar and those next to it are distinguished', () => {
    expect(contrast(look.brand, palette.unmarkedBar)).toBeGreaterThanOrEqual(3);
  });
});

describe('the contrast of two colours', () => {
  it('is 21 of black and white, and 1 of a colour and itself, whichever comes first', () => {
    expect(contrast('000000', 'FFFFFF')).toBeCloseTo(21, 5);
    expect(contrast('FFFFFF', '000000')).toBeCloseTo(21, 5);
    expect(contrast('12436D', '12436D')).toBe(1);
  });

  it('is what WCAG’s own example gives: #777777 fails AA on white by little', () => {
    expect(contrast('777777', 'FFFFFF')).toBeCloseTo(4.48, 2);
  });
});

describe('a council’s colours', () => {
  const faultsOf = (over: Partial<typeof usualColours>): string[] =>
    colourFaults({ ...usualColours, ...over }).map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );

  it('are taken where each can be read', () => {
    expect(faultsOf({})).toEqual([]);
    expect(faultsOf({ brand: '00703C' })).toEqual([]);
  });

  it('are refused where headings couldn’t be read on white', () => {
    expect(faultsOf({ brand: 'FFD700' })).toEqual([
      'brand: #FFD700 has a contrast of 1.4 to white, and headings need 4.5 or more; give a darker one',
    ]);
  });

  it('are refused where neighbours in a chart can’t be distinguished', () => {
    const faults = faultsOf({ series: ['12436D', '801650', '28A197', '801650'] });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^series\.1: #801650 has a contrast of 1\.0 to #12436D/);
  });

  it('are refused where a part can’t be seen on the page', () => {
    const faults = faultsOf({ series: ['12436D', 'FFEE99', '801650', 'F46A25'] });
    expect(faults[0]).toMatch(/^series\.1: #FFEE99 has a contrast of 1\.1 to the white page/);
  });
});
