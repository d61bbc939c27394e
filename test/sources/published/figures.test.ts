import { describe, expect, it } from 'vitest';
import { publishedFigure } from '../../../sources/published/figures.js';

const number = (value_scaled: number, scale: number) => ({
  value_scaled,
  scale,
  symbol: null,
  printed: null,
});
const symbol = (is: string, printed: string | null = null) => ({
  value_scaled: null,
  scale: 1,
  symbol: is,
  printed,
});

describe('A published figure', () => {
  it.each([
    ['51.8', number(518, 10)],
    ['28', number(28, 1)],
    ['5.25', number(525, 100)],
    ['0.0', number(0, 10)],
    ['-3.6', number(-36, 10)],
    ['-0', number(0, 1)],
    ['66,410', number(66_410, 1)],
    ['12.5%', number(125, 10)],
    ['\u00a31,250', number(1_250, 1)],
    [51.8, number(518, 10)],
    ['8.3309999999999995E-2', number(8_331, 100_000)],
    ['9.3699999999999992', number(937, 100)],
    ['81234.123456789012345', number(81_234_123_456_789, 1_000_000_000)],
    ['81234.123456789012', number(81_234_123_456_789, 1_000_000_000)],
    ['c', symbol('c')],
    ['[c]', symbol('c', '[c]')],
    ['k', symbol('low', 'k')],
    ['low', symbol('low')],
    ['~', symbol('low', '~')],
    ['u', symbol('u')],
    ['x', symbol('x')],
    [':', symbol('x', ':')],
    ['-', symbol('x', 'dash')],
    ['z', symbol('z')],
  ])('%j is kept exactly', (cell, kept) => {
    expect(publishedFigure(cell)).toEqual(kept);
  });

  it.each([
    ['12.345', 2, number(1_235, 100)],
    ['-0.125', 2, number(-13, 100)],
    ['1.005', 2, number(101, 100)],
    ['67', 2, number(67, 1)],
    ['67.49', 0, number(67, 1)],
    ['9.3699999999999992', 2, number(937, 100)],
  ])('%s to %d decimals is rounded half away from zero', (cell, decimals, kept) => {
    expect(publishedFigure(cell, decimals)).toEqual(kept);
  });

  it('that is empty is none', () => {
    expect(publishedFigure(null)).toBeUndefined();
  });

  it('that is neither number nor symbol goes on as it is, to be rejected', () => {
    expect(publishedFigure('about 60')).toMatchObject({ value_scaled: 'about 60' });
  });
});
