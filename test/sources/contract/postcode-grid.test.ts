import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distanceBetween } from '../../../sources/contract/columns.js';
import { postcodeGrid } from '../../../sources/contract/postcode-grid.js';
import { testContext } from '../../support/returns.js';

describe('a grid of postcodes', () => {
  const grid = postcodeGrid();
  grid.add('TS18 1AB', 444_000, 519_000);
  grid.add('ts202cd', 447_000, 523_000);
  grid.add('BT1 1AA', 333_000, 374_000);

  it('gives the straight line between two in tenths of a mile, however they are written', () => {
    // 3 km by 4 km is 5 km, or 3.11 miles.
    expect(grid.tenthsOfMilesBetween('TS18 1AB', 'TS20 2CD')).toBe(31);
    expect(grid.tenthsOfMilesBetween('ts181ab', 'TS20  2CD')).toBe(31);
    expect(grid.tenthsOfMilesBetween('TS18 1AB', 'TS18 1AB')).toBe(0);
  });

  it.each(['TS18', 'nope', '', 'BT1 1AA', 'TS18 1AC'])('doesn’t know "%s"', (postcode) => {
    expect(grid.tenthsOfMilesBetween('TS18 1AB', postcode)).toBeUndefined();
  });

  const letter = fc.constantFrom('A', 'B', 'E', 'G', 'L', 'M', 'N', 'S', 'T', 'W');
  const postcode = fc
    .tuple(letter, fc.integer({ min: 1, max: 99 }), fc.integer({ min: 0, max: 9 }), letter, letter)
    .map(([area, district, sector, one, two]) => `${area}${district} ${sector}${one}${two}`);

  it('finds each of thousands again, as it grows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(postcode, { minLength: 4_000, maxLength: 6_000 }), (all) => {
        const large = postcodeGrid();
        all.forEach((each, index) => {
          large.add(each, 100_000 + index, 200_000);
        });
        expect(large.count).toBe(all.length);
        const last = all.length - 1;
        for (const index of [0, 1, 2_000, last])
          expect(large.tenthsOfMilesBetween(all[0] ?? '', all[index] ?? '')).toBe(
            Math.round(index / 160.9344),
          );
      }),
      { numRuns: 3 },
    );
  });
});

describe('a column of distances', () => {
  it('says nothing where the workspace has no directory of postcodes', () => {
    const { pair } = distanceBetween(['home', 'placement']);
    expect(pair?.check('TS18 1AB', 'TS20 2CD', testContext('2017-12-31'))).toBeNull();
  });
});
