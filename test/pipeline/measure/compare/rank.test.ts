import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownFigures } from '../../../../pipeline/measure/compare/bounds.js';
import { rankOf } from '../../../../pipeline/measure/compare/rank.js';
import type { Polarity, Value } from '../../../../pipeline/core/figure/value.js';
import { aValue } from '../builders.js';

const percent = { unit: 'percent', annualise: 1, polarity: 'low' } as const;

function code(index: number): string {
  return `E0600${String(index).padStart(4, '0')}`;
}

/** Authorities with these percentages; ours is the first. */
function percentages(...figures: readonly number[]): Value[] {
  return figures.map((figure, index) =>
    aValue({ areaCode: code(index), numerator: Math.round(figure * 10), denominator: 1000 }),
  );
}

const stand = (values: readonly Value[], polarity: Polarity = 'high') =>
  rankOf(code(0), knownFigures(values), percent, polarity, 'same file');

describe('the place of an authority among all', () => {
  it('counts those that do better: higher where high is good, lower where low is', () => {
    const values = percentages(80, 90, 70, 85, 60);
    expect(stand(values)).toMatchObject({ position: 3, of: 5, order: 'best first' });
    expect(stand(values, 'low')).toMatchObject({ position: 3, of: 5 });
    expect(stand(percentages(80, 90, 70), 'low')).toMatchObject({ position: 2, of: 3 });
  });

  it('gives ties the best rank', () => {
    expect(stand(percentages(80, 90, 80, 80))).toMatchObject({ position: 2, of: 4, quartile: 2 });
    expect(stand(percentages(80, 80, 80, 80))).toMatchObject({ position: 1, quartile: 1 });
  });

  it('compares what is published: figures that round alike tie', () => {
    const values = [
      aValue({ areaCode: code(0), numerator: 9486, denominator: 10_000 }),
      aValue({ areaCode: code(1), numerator: 9494, denominator: 10_000 }),
    ];
    expect(stand(values)).toMatchObject({ position: 1 });
  });

  it('gives no quartile without polarity, and ranks from the highest', () => {
    expect(stand(percentages(80, 90, 70, 60), 'none')).toEqual({
      position: 2,
      worst: 2,
      of: 4,
      isOfSome: false,
      order: 'highest first',
      quartile: null,
      basis: 'same file',
      reason: null,
    });
  });

  it.each([
    [0, 1],
    [37, 1],
    [38, 2],
    [75, 2],
    [76, 3],
    [113, 3],
    [114, 4],
    [150, 4],
  ])('of 151 with %i that do better is in quartile %i', (better, quartile) => {
    const others = Array.from({ length: 150 }, (_, index) => (index < better ? 90 : 70));
    expect(stand(percentages(80, ...others))).toMatchObject({ position: better + 1, quartile });
  });

  it('gives no quartile of fewer than four', () => {
    expect(stand(percentages(80, 90, 70))).toMatchObject({ quartile: null });
  });

  it('leaves out regions, England and those without a figure', () => {
    const values = [
      ...percentages(80, 90, 70, 60),
      aValue({ areaCode: 'E12000001', numerator: 99, denominator: 100 }),
      aValue({ areaCode: 'E92000001', numerator: 99, denominator: 100 }),
      aValue({ areaCode: 'E08000035', numerator: null, denominator: null, symbol: 'c' }),
    ];
    expect(stand(values)).toMatchObject({ position: 2, of: 4 });
  });

  it('is none where the authority has no figure, is alone, or counts alone are given', () => {
    const [own, ...rest] = percentages(80, 90, 70, 60);
    expect(stand(rest)).toBeNull();
    expect(stand(own === undefined ? [] : [own])).toBeNull();
    const counts = { unit: 'count', annualise: 1, polarity: 'low' } as const;
    expect(
      rankOf(code(0), knownFigures(percentages(80, 90)), counts, 'low', 'same file'),
    ).toBeNull();
  });

  it('never gets worse as the authority’s own figure gets better, in any order of authorities', () => {
    const figure = fc.integer({ min: 0, max: 100 });
    fc.assert(
      fc.property(
        figure,
        figure,
        fc.array(figure, { minLength: 3, maxLength: 20 }),
        (a, b, others) => {
          const [low, high] = [Math.min(a, b), Math.max(a, b)];
          const worse = stand(percentages(low, ...others));
          const better = stand(percentages(high, ...others).toReversed());
          expect(better?.position).toBeLessThanOrEqual(worse?.position ?? 0);
          expect(better?.quartile).toBeLessThanOrEqual(worse?.quartile ?? 0);
          expect(worse?.position).toBeLessThanOrEqual(others.length + 1);
        },
      ),
    );
  });
});
