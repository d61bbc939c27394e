import { describe, expect, it } from 'vitest';
import { type Authority, authorityList } from '../../../sources/authorities/lookup.js';

function authority(code: string, threeDigit: string, name: string, more: Partial<Authority> = {}) {
  return {
    code,
    threeDigit,
    name,
    regionCode: 'E12000001',
    regionName: 'North East',
    validFrom: null,
    validTo: null,
    successor: null,
    ...more,
  };
}

const list = authorityList(
  [
    authority('E08000020', '390', 'Gateshead', { validTo: '2013-03-31', successor: 'E08000037' }),
    authority('E08000037', '390', 'Gateshead', { validFrom: '2013-04-01' }),
    authority('E08000013', '342', 'St. Helens'),
    authority('E06000010', '810', 'Kingston upon Hull, City of'),
  ],
  [{ alias: 'Hull', code: 'E06000010' }],
);

describe('finding an authority', () => {
  it.each([
    ['E08000037', 'E08000037'],
    ['E08000020', 'E08000037'],
    ['390', 'E08000037'],
    ['GATESHEAD', 'E08000037'],
    ['St Helens', 'E08000013'],
    ['Kingston Upon Hull City of', 'E06000010'],
    ['hull', 'E06000010'],
    ['39', undefined],
    ['Atlantis', undefined],
  ])('%s is %s', (text, code) => {
    expect(list.find(text)).toBe(code);
  });

  it('gives name and region by code, of any vintage', () => {
    expect(list.nameOf('E08000020')).toBe('Gateshead');
    expect(list.regionOf('E08000013')).toBe('E12000001');
    expect(list.nameOf('E00000000')).toBeUndefined();
  });

  it('does not take a list that leads nowhere, or in a circle', () => {
    expect(() => authorityList([authority('A', '1', 'A', { successor: 'B' })], [])).toThrow(
      'nowhere',
    );
    expect(() =>
      authorityList(
        [
          authority('A', '1', 'A', { successor: 'B' }),
          authority('B', '2', 'B', { successor: 'A' }),
        ],
        [],
      ),
    ).toThrow('nowhere');
    expect(() => authorityList([], [{ alias: 'x', code: 'B' }])).toThrow('nowhere');
  });
});
