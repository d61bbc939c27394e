import { expect, it } from 'vitest';
import { withPublicLabels } from '../../../pipeline/measure/public-labels.js';
import { definition, value } from '../../reports/support/figures.js';

const looked = definition({ measure: 'looked', labelsFromReturns: ['home-district'] });
const from = (label: string, numerator: number, quarter = '2017-18-Q3') =>
  value({ measure: 'looked', breakdown: `home-district:${label}`, numerator, quarter });
const named = (values: ReturnType<typeof from>[]) =>
  withPublicLabels(values, [looked], 5).map(
    (each) => `${each.breakdown} ${each.quarter} ${String(each.numerator)}`,
  );

it('a district that few children come from is counted as other, and a typing error with it', () => {
  expect(named([from('ts18', 40), from('zq17', 1), from('ts25', 5), from('unknown', 2)])).toEqual([
    'home-district:other 2017-18-Q3 6',
    'home-district:ts18 2017-18-Q3 40',
    'home-district:unknown 2017-18-Q3 2',
  ]);
});

it('a district that was large enough in one quarter keeps its name in all', () => {
  expect(named([from('ts18', 2), from('ts18', 6, '2017-18-Q2')])).toEqual([
    'home-district:ts18 2017-18-Q2 6',
    'home-district:ts18 2017-18-Q3 2',
  ]);
});

it('a quarter without a number has none for the rest either', () => {
  const none = { ...from('zq17', 0), numerator: null, denominator: null, symbol: 'x' as const };
  expect(named([none, from('ts25', 2)])).toEqual(['home-district:other 2017-18-Q3 null']);
});

it('labels that don’t come from returns stay', () => {
  const girls = value({ measure: 'looked', breakdown: 'sex:female', numerator: 1 });
  expect(withPublicLabels([girls], [looked], 5)).toEqual([girls]);
});
