import { describe, expect, it } from 'vitest';
import { coverageOf, inForceOn } from '../../../pipeline/measure/nation.js';
import { loadAuthorities } from '../../../sources/authorities/lookup.js';

const england = 'E92000001';
const london = 'E12000007';
const southWest = 'E12000009';

const inForce = async (day: string) => inForceOn((await loadAuthorities()).all, day);

describe('authorities in force', () => {
  it.each([
    ['2006-12-31', 150],
    ['2010-03-31', 152],
    ['2018-03-31', 152],
    ['2020-03-31', 151],
    ['2022-03-31', 152],
    ['2025-08-31', 153],
  ])('at %s are %i', async (day, count) => {
    expect((await inForce(day)).size).toBe(count);
  });

  it('are known by their newest codes, as facts are', async () => {
    const then = await inForce('2018-03-31');
    expect(then.has('E06000060')).toBe(true);
    expect(then.has('E10000002')).toBe(false);
    expect(then.has('E10000009')).toBe(true);
  });
});

describe('what a file covers', () => {
  it('is not England where it holds one authority of 153: a council’s own file', async () => {
    const coverage = coverageOf(['E08000035'], await inForce('2025-08-31'), 'ofsted-schools');
    expect(coverage.reasonFor(england)).toBe('The file holds 1 of 153 authorities.');
    expect(coverage.reasonFor('E12000003')).toBe(
      'The file holds 1 of 15 authorities of the region.',
    );
    expect(coverage.reasonFor('E08000035')).toBeNull();
    expect(coverage.reasonFor('E06000004')).toBe('The file holds no row of this authority.');
  });

  it('is England at 95 per cent of the authorities, and says that its sum is of fewer', async () => {
    const all = [...(await inForce('2025-08-31')).keys()].sort();
    const enough = coverageOf(all.slice(0, 146), await inForce('2025-08-31'), 'ofsted-schools');
    expect(enough.reasonFor(england)).toBeNull();
    expect(enough.noteFor(england)).toBe('sum of 146 of 153 authorities');
    const short = coverageOf(all.slice(0, 145), await inForce('2025-08-31'), 'ofsted-schools');
    expect(short.reasonFor(england)).toBe('The file holds 145 of 153 authorities.');
  });

  it('is a region with all its authorities but those that may truly have none', async () => {
    const now = await inForce('2025-08-31');
    const without = (...codes: string[]) => [...now.keys()].filter((code) => !codes.includes(code));
    const homes = coverageOf(
      without('E09000001', 'E09000033', 'E06000053'),
      now,
      'childrens-homes',
    );
    expect(homes.reasonFor(london)).toBeNull();
    expect(homes.reasonFor(southWest)).toBeNull();
    // A nation's list of homes that doesn't name an authority says that it has none.
    expect(homes.reasonFor('E09000033')).toBeNull();
    const schools = coverageOf(without('E09000033'), now, 'ofsted-schools');
    expect(schools.reasonFor(london)).toBe('The file holds 32 of 33 authorities of the region.');
  });

  it('counts a row of two authorities for both', async () => {
    const now = await inForce('2025-08-31');
    const others = [...now.keys()].filter((code) => code !== 'E09000021' && code !== 'E09000027');
    const coverage = coverageOf([...others, 'E09000021 / E09000027'], now, 'ofsted-schools');
    expect(coverage.noteFor(england)).toBeNull();
    expect(coverage.reasonFor(london)).toBeNull();
  });
});
