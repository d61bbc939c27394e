import { describe, expect, it } from 'vitest';
import { outsideOf } from '../../../../pipeline/core/figure/funnel.js';
import { funnelOf } from '../../../../pipeline/measure/compare/funnel-of.js';
import { readDefinitions } from '../../../../pipeline/measure/definitions.js';
import { england } from '../../../../pipeline/measure/roll-up.js';

const basis = { basis: 'year to 31 March 2017, DfE', period: 'year to March 2017' };

function definitionOf(measure: string) {
  const found = readDefinitions().find((each) => each.measure === measure);
  if (found === undefined) throw new Error(`There is no measure ${measure}.`);
  return found;
}

/** Authorities of 1,000 each, of whom so many are counted, and England as their sum. */
function areas(counted: readonly number[]) {
  const authorities = counted.map((numerator, index) => ({
    areaCode: `E0600${String(index).padStart(4, '0')}`,
    ...{ symbol: null, numerator, denominator: 1000 },
  }));
  const all = counted.reduce((sum, each) => sum + each, 0);
  return [
    ...authorities,
    { areaCode: england, symbol: null, numerator: all, denominator: 1000 * counted.length },
  ];
}

describe('a measure among all authorities', () => {
  const alike = Array.from({ length: 30 }, () => 200);

  it('has 99.8% limits around England for each size, reckoned by hand', () => {
    const funnel = funnelOf(definitionOf('repeat-plans'), areas(alike), basis);
    // 20% of 1,000: 3.09 standard deviations of 1.2649 percentage points.
    expect(funnel.points?.[0]).toMatchObject({ size: 1000, value: 20, lower: 16.1, upper: 23.9 });
    expect(funnel).toMatchObject({ england: 20, overdispersion: 1, why: null });
  });

  it('has limits as much wider as authorities differ by more than chance, so that few are outside', () => {
    // Half at 150, half at 250: 3.95 standard deviations from 200 each, a variance ratio of 15.6.
    const apart = alike.map((_, index) => (index % 2 === 0 ? 150 : 250));
    const funnel = funnelOf(definitionOf('repeat-plans'), areas(apart), basis);
    expect(funnel).toMatchObject({ overdispersion: 15.6 });
    expect(outsideOf(funnel.points ?? [])).toEqual([]);
    // 20 and 3.09 times 1.2649 times the root of 15.625, 15.45 (rounded half away from zero).
    expect(funnel.points?.[0]).toMatchObject({ upper: 35.5, lower: 4.6 });
  });

  it('leaves out authorities whose counts are suppressed, and is in the order of their size', () => {
    const known = areas(alike).map((each, index) => ({
      ...each,
      ...(index === 3 ? { numerator: null } : {}),
      ...(index === 5 ? { denominator: 500, numerator: 100 } : {}),
    }));
    const { points } = funnelOf(definitionOf('repeat-plans'), known, basis);
    expect(points).toHaveLength(29);
    expect(points?.[0]).toMatchObject({ size: 500, areaCode: 'E06000005' });
  });

  it('says why there is none', () => {
    const few = funnelOf(definitionOf('repeat-plans'), areas(alike.slice(0, 19)), basis);
    expect(few.why).toBe('Too few authorities have published counts for a test.');
    const pupils = definitionOf('pupils-in-good-or-outstanding-schools');
    expect(funnelOf(pupils, areas(alike), basis).why).toMatch(/^Only shares and rates/);
    const withoutEngland = areas(alike).slice(0, -1);
    expect(funnelOf(definitionOf('repeat-plans'), withoutEngland, basis).why).toMatch(/^England/);
  });
});
