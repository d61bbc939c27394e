import { describe, expect, it } from 'vitest';
import { isExplained, type Shown } from './parity/chart-title.js';

const line = (points: readonly number[], levels: Readonly<Record<string, number>> = {}): Shown => {
  const all = Object.entries(levels);
  return {
    names: ['Children on plans, per 10,000', ...all.map(([name]) => name)],
    categories: points.map((_, index) => `Quarter ${index}`),
    series: [
      { name: 'Children on plans, per 10,000', points: new Map(points.entries()) },
      ...all.map(([name, value]) => ({ name, points: new Map([[0, value]]) })),
    ],
  };
};
const bars = (points: Readonly<Record<string, number>>): Shown => ({
  names: ['Schools', ...Object.keys(points)],
  categories: Object.keys(points),
  series: [{ name: 'Schools', points: new Map(Object.values(points).entries()) }],
});

const plans = line([284, 303, 307, 240], { 'Baseline, March 2017': 307 });
const others = bars({ 'Tees, Oct to Dec 2017': 94.9, England: 89.1 });
const distances = bars({ One: 5.4, Two: 0, Three: -6.7 });
const phases: Shown = {
  names: ['1 Outstanding', '2 Good', '3 Requires improvement', 'Primary'],
  categories: ['Primary'],
  series: [17, 39, 3].map((points, at) => ({ name: String(at), points: new Map([[0, points]]) })),
};

describe('a chart’s title', () => {
  it.each<[string, Shown]>([
    ['The number of children on plans per 10,000 has fallen by 22% since March 2017', plans],
    ['Plans: down from 307 to 240 since March 2017', plans],
    ['Plans are 240 at 31 December 2017', plans],
    ['The rate has risen by 3.4 percentage points since March 2017', line([91.5, 94.9])],
    ['The number has risen by less than 1% on last year', line([1000, 1003])],
    ['The rate is unchanged since March 2016', line([0, 3, 0])],
    ['Schools: 94.9%, above England (89.1%)', others],
    ['2 of 3 measures with a target meet it', distances],
    ['94.9% of primary schools are good or outstanding', phases],
    ['Children on plans', plans],
  ])('follows from its points: %s', (title, shown) => {
    expect(isExplained(title, shown, new Set())).toBe(true);
  });

  it.each<[string, Shown]>([
    ['The number of children on plans per 10,000 has fallen by 24% since March 2017', plans],
    ['The number of children on plans per 10,000 has risen by 22% since March 2017', plans],
    ['Plans: down from 308 to 240 since March 2017', plans],
    ['Plans are 241 at 31 December 2017', plans],
    ['The rate has risen by 3.5 percentage points since March 2017', line([91.5, 94.9])],
    ['The number has risen by less than 1% on last year', line([1000, 1013])],
    ['The rate is unchanged since March 2016', line([1, 3, 0])],
    ['Schools: 94.9%, below England (89.1%)', others],
    ['Schools: 94.9%, above England (98.1%)', others],
    ['Schools: 94.9%, above Wales (89.1%)', others],
    ['All 3 measures with a target meet it', distances],
    ['2 of 4 measures with a target meet it', distances],
    ['95.9% of primary schools are good or outstanding', phases],
  ])('is a fault where its points say another thing: %s', (title, shown) => {
    expect(isExplained(title, shown, new Set())).toBe(false);
  });

  it('may rest on a figure of the open data that is next to the chart', () => {
    expect(isExplained('88% of pupils are in them', phases, new Set([88]))).toBe(true);
  });
});
