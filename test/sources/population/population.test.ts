import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { sourceById } from '../../../sources/register.js';
import { counts, csv, describeOnRealFiles, readFiles, sharedFile } from '../national/reading.js';

const SAMPLE = shippedFile(
  'sources',
  'population',
  'samples',
  'mid-year_estimates_2016_to_2017.csv',
);

describe('Population estimates', () => {
  it('keep England, regions and authorities, each under its present code', async () => {
    const file = await readFiles('population', [SAMPLE]);
    expect(counts(file)).toEqual({ read: 7, loaded: 5, rejected: 0, ignored: 2 });
    expect(file.facts['estimate']).toMatchObject([
      { area_code: 'E92000001', year: 2017, age_group: '0-17', people_count: 1_000_000 },
      { area_code: 'E12000001', people_count: 50_000 },
      { area_code: 'E06000004', people_count: 40_123 },
      { area_code: 'E06000060', people_count: 80_456 },
      { area_code: 'E06000004', year: 2016 },
    ]);
  });

  it('speak for 30 June of the last year that the name shows', () => {
    const { asAtFromName } = sourceById('population');
    expect(asAtFromName('ons_mid-year_population_estimates_2012_to_2024.csv')).toBe('2024-06-30');
    expect(asAtFromName('estimates.csv')).toBeUndefined();
  });

  it('reject an area that nobody knows and a number that is none', async () => {
    const file = await readFiles('population', [
      csv('estimates_2017.csv', [
        'time_period,region_code,country_code,new_la_code,age_group,population_estimate',
        '2017,E12000001,E92000001,E06009999,Children aged 0 to 17 years,12',
        '2017,E12000001,E92000001,E06000004,Children aged 0 to 17 years,many',
      ]),
    ]);
    expect(file.reading.problems).toMatchObject([
      { rowNo: 2, rule: 'unknown-area', heading: 'new_la_code' },
      { rowNo: 3, rule: 'not-a-whole-number', heading: 'population_estimate' },
    ]);
  });
});

describeOnRealFiles('ONS mid-year estimates of 2012 to 2024', () => {
  it('add up: the authorities of a region to the region, the regions to England', async () => {
    const { facts } = await readFiles('population', [
      sharedFile('population', 'ons_mid-year_population_estimates_2012_to_2024.csv'),
    ]);
    const of2024 = (facts['estimate'] ?? []).filter((fact) => fact['year'] === 2024);
    const sum = (pattern: RegExp): number =>
      of2024
        .filter((fact) => pattern.test(String(fact['area_code'])))
        .reduce((total, fact) => total + Number(fact['people_count']), 0);
    expect(sum(/^E92/)).toBe(12_183_016);
    expect(sum(/^E12/)).toBe(12_183_016);
    expect(sum(/^E(06|08|09|10)/)).toBe(12_183_016);
  });
});
