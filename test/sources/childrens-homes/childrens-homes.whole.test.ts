import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import {
  counts,
  csv,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'childrens-homes', 'samples', `${name}.csv`);

const HOMES = new Set(['childrens-home', 'secure-childrens-home', 'residential-special-school']);

describe('Ofsted social care providers', () => {
  it('to 2018: headings on line 1, "Overall effectiveness", older grade words kept apart', async () => {
    const file = await readFiles('childrens-homes', [sample('provider_at_march_2015')]);
    expect(file.reading).toMatchObject({ layout: 'providers-2015' });
    expect(counts(file)).toEqual({ read: 4, loaded: 4, rejected: 0, ignored: 0 });
    expect(file.facts['provider']).toMatchObject([
      { urn: 'SC900001', area_code: 'E06000004', overall_grade: 'adequate', place_count: 4 },
      { provision_type: 'secure-childrens-home', area_code: 'E08000013' },
      {
        provision_type: 'residential-special-school',
        registration_status: 'suspended',
        overall_grade: 'requires-improvement',
        area_code: 'E10000009',
      },
      { provision_type: 'residential-special-school-not-a-home', place_count: null },
    ]);
  });

  it('from 2019: title lines above, line breaks in headings, a home not yet inspected, none of Wales', async () => {
    const file = await readFiles('childrens-homes', [sample('provider_at_march_2024')]);
    expect(file.reading).toMatchObject({ layout: 'providers-2019', asAtFromText: '2024-03-31' });
    expect(counts(file)).toEqual({ read: 4, loaded: 3, rejected: 0, ignored: 1 });
    expect(file.reading.notes.filter((note) => note.topic === 'unknown-heading')).toEqual([]);
    expect(file.facts['provider']).toMatchObject([
      { provision_type: 'childrens-home', overall_grade: 'good', inspection_date: '2023-11-05' },
      { provision_type: 'childrens-home', overall_grade: null, inspection_date: null },
      { area_code: 'E06000058', overall_grade: 'requires-improvement' },
    ]);
  });

  it('an authority by a name that nobody knows is rejected by row and heading', async () => {
    const file = await readFiles('childrens-homes', [
      csv('provider_at_march_2017.csv', [
        'URN,Provision type,Local authority,Inspection date,Overall effectiveness',
        "900001,Children's home,Wessex,01/02/2017,Good",
        ...Array.from(
          { length: 99 },
          (_, place) => `91${String(place).padStart(4, '0')},Children's home,Kent,01/02/2017,Good`,
        ),
      ]),
    ]);
    expect(counts(file)).toMatchObject({ loaded: 99, rejected: 1 });
    expect(file.reading.problems).toMatchObject([
      { rowNo: 2, heading: 'Local authority', rule: 'unknown-authority' },
    ]);
  });

  it('a grade word that no release has used is rejected, not guessed', async () => {
    const file = await readFiles('childrens-homes', [
      csv('provider_at_march_2017.csv', [
        'URN,Provision type,Local authority,Inspection date,Overall effectiveness',
        "900001,Children's home,Kent,01/02/2017,Splendid",
      ]),
    ]);
    expect(file.reading.problems).toMatchObject([
      { heading: 'Overall effectiveness', rule: 'unknown-word' },
    ]);
  });
});

describeOnRealFiles('Homes in Stockton-on-Tees', () => {
  it.each([
    [2017, 10, 10],
    [2018, 10, 11],
    [2022, 12, 17],
    [2025, 15, 20],
  ])(
    'March %i: %i of %i graded homes of all three kinds are good or outstanding',
    async (year, good, graded) => {
      const { facts } = await readFiles('childrens-homes', [
        sharedFile('childrens-homes', `provider_at_march_${year}.csv`),
      ]);
      const homes = (facts['provider'] ?? []).filter(
        (fact: Fact) =>
          fact['area_code'] === 'E06000004' &&
          HOMES.has(String(fact['provision_type'])) &&
          fact['overall_grade'] !== null,
      );
      const better = homes.filter((fact) =>
        ['good', 'outstanding'].includes(String(fact['overall_grade'])),
      );
      expect([better.length, homes.length]).toEqual([good, graded]);
    },
  );
});
