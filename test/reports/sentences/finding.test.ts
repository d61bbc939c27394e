import { describe, expect, it } from 'vitest';
import { quartersUpTo } from '../../../pipeline/core/calendar/quarter.js';
import { comparisonFinding, trendFinding } from '../../../reports/sentences/finding.js';
import { figure, type FigureSketch, QUARTER, value } from '../support/figures.js';

const quarters = quartersUpTo(QUARTER, 8);
const trend = (sketch: FigureSketch): string => trendFinding(figure(sketch), quarters);
const percentage = {
  title: 'Schools judged good or outstanding',
  unit: 'percent',
} as const;

describe('a trend’s title', () => {
  it('says by how much since the baseline', () => {
    expect(trend({ baseline: { value: 307, at: '2017-03-31' } })).toBe(
      'The number of children on child protection plans has fallen by 22% since March 2017',
    );
  });

  it('says it since the first quarter shown, where there is no baseline', () => {
    expect(trend({})).toBe(
      'The number of children on child protection plans has fallen by 25% since March 2016',
    );
    expect(trend({ series: [null, 200, 210, 215, 220, 230, 240, 300] })).toBe(
      'The number of children on child protection plans has risen by 50% since June 2016',
    );
  });

  it('tells a percentage in points and small numbers in full', () => {
    const series = [50, 51, 52, 53, 54, 55, 55, 56].map((good) => [good, 59] as const);
    expect(trend({ definition: percentage, series })).toBe(
      'The percentage of schools judged good or outstanding has risen by 10.2 percentage points since March 2016',
    );
    expect(trend({ series: [7, 6, 6, 5, 5, 5, 4, 4] })).toBe(
      'The number of children on child protection plans has fallen from 7 to 4 since March 2016',
    );
  });

  it('compares what has seasons with a year before, never with another quarter', () => {
    const series = [90, 200, 300, 400, 100, 210, 330, 300];
    expect(trend({ basis: 'ytd', series, baseline: { value: 400, at: '2017-03-31' } })).toBe(
      'The number of children on child protection plans has fallen by 25% on last year',
    );
    expect(trend({ basis: 'quarter', series: [9, 9, 9, null, 9, 9, 9, 30] })).toMatch(
      /is 30 in October to December 2017$/,
    );
  });

  it('says when nothing changed, or hardly anything', () => {
    expect(trend({ series: [240, 1, 2, 3, 4, 5, 6, 240] })).toMatch(
      /is unchanged since March 2016$/,
    );
    expect(trend({ series: [1000, 1, 2, 3, 4, 5, 6, 1002] })).toMatch(
      /risen by less than 1% since/,
    );
  });

  it('only names the figure where it is hidden, of few, or its series is broken', () => {
    expect(trend({ current: { symbol: 'c', numerator: null } })).toBe(
      'Children on child protection plans',
    );
    const few = [1, 1, 1, 1, 1, 1, 1, 2].map((good) => [good, 7] as const);
    expect(trend({ definition: percentage, series: few })).toBe(
      'Schools judged good or outstanding',
    );
    expect(trend({ current: { flags: ['b'] } })).toMatch(/ is 240 at 31 December 2017$/);
  });

  it('never tells a hidden first quarter from a known one by its change', () => {
    expect(trend({ series: [null, null, null, null, null, null, null, 240] })).toMatch(
      / is 240 at 31 December 2017$/,
    );
  });
});

const sameFile = {
  basis: 'same file, 31 December 2017',
  asAt: '2017-12-31',
  period: '31 December 2017',
  isLike: true,
};

describe('a comparison’s title', () => {
  const others = (england: number): FigureSketch => ({
    definition: percentage,
    series: [1, 2, 3, 4, 5, 6, 7, 56].map((good) => [good, 59] as const),
    comparators: [
      { name: 'North East', value: value({ numerator: 9, denominator: 10 }), ...sameFile },
      { name: 'England', value: value({ numerator: england, denominator: 1000 }), ...sameFile },
    ],
  });

  it.each([
    [902, 'above England, 31 December 2017 (90.2%)'],
    [949, 'the same as England, 31 December 2017 (94.9%)'],
    [960, 'below England, 31 December 2017 (96.0%)'],
  ])('puts the council beside England: %i in 1,000', (england, words) => {
    expect(comparisonFinding(figure(others(england)))).toBe(
      `Schools judged good or outstanding: 94.9%, ${words}`,
    );
  });

  it('never sets nine months above a year: each figure is said with its own period', () => {
    const [, ofEngland] = others(187).comparators ?? [];
    const nineMonths = figure({
      ...others(187),
      basis: 'ytd',
      ...(ofEngland === undefined
        ? {}
        : { comparators: [{ ...ofEngland, period: 'year to March 2017', isLike: false }] }),
    });
    expect(comparisonFinding(nineMonths)).toBe(
      'Schools judged good or outstanding: 94.9% in April to December 2017; England, year to March 2017: 18.7%',
    );
  });

  it('only names the figure where there is nothing to compare with', () => {
    expect(comparisonFinding(figure({ definition: percentage, comparators: [] }))).toBe(
      'Schools judged good or outstanding',
    );
  });
});
