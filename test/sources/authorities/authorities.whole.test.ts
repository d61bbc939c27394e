import { readFileSync, readdirSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Authorities, loadAuthorities } from '../../../sources/authorities/lookup.js';
import { describeOnRealFiles, sharedFile } from '../national/reading.js';

let authorities: Authorities;
beforeAll(async () => {
  authorities = await loadAuthorities();
});

describe('The list of authorities', () => {
  it('holds the 153 of today, each three-digit code once', () => {
    const today = authorities.all.filter((authority) => authority.validTo === null);
    expect(today).toHaveLength(153);
    expect(new Set(today.map((authority) => authority.threeDigit)).size).toBe(153);
    expect(new Set(today.map((authority) => authority.name)).size).toBe(153);
  });

  it('gives every code once, in the form of an authority, with a region of the nine', () => {
    expect(new Set(authorities.all.map(({ code }) => code)).size).toBe(authorities.all.length);
    for (const authority of authorities.all) {
      expect(authority.code).toMatch(/^E(06|08|09|10)0000\d\d$/);
      expect(authority.threeDigit).toMatch(/^\d{3}$/);
      expect(authority.regionCode).toMatch(/^E1200000[1-9]$/);
    }
    expect(new Set(authorities.all.map(({ regionCode }) => regionCode)).size).toBe(9);
  });

  it('has a successor only where the same authority goes on, under the same three-digit code', () => {
    for (const old of authorities.all.filter(({ successor }) => successor !== null)) {
      const next = authorities.byCode(old.successor ?? '');
      expect(next?.threeDigit).toBe(old.threeDigit);
      expect(old.validTo).not.toBeNull();
      // One stops the day before the other starts.
      expect(Date.parse(next?.validFrom ?? '') - Date.parse(old.validTo ?? '')).toBe(86_400_000);
    }
  });

  it.each([
    ['E08000020', 'E08000037', 'Gateshead'],
    ['E10000022', 'E06000057', 'Northumberland'],
    ['E06000048', 'E06000057', 'Northumberland'],
    ['E08000016', 'E08000038', 'Barnsley'],
    ['E08000019', 'E08000039', 'Sheffield'],
    ['E10000002', 'E06000060', 'Buckinghamshire'],
    ['E10000023', 'E06000065', 'North Yorkshire'],
    ['E10000027', 'E06000066', 'Somerset'],
    ['E10000010', 'E06000047', 'County Durham'],
  ])('the code %s of an earlier vintage leads to %s, %s', (old, now, name) => {
    expect(authorities.find(old)).toBe(now);
    expect(authorities.nameOf(now)).toBe(name);
  });

  it.each([
    ['Cumbria', '909', 'E10000006'],
    ['Northamptonshire', '928', 'E10000021'],
    ['Bedfordshire', '820', 'E10000001'],
    ['Cheshire', '875', 'E10000004'],
    ['Poole', '836', 'E06000029'],
    ['Bournemouth', '837', 'E06000028'],
  ])('%s was divided or merged: it stays itself', (name, threeDigit, code) => {
    expect(authorities.find(name)).toBe(code);
    expect(authorities.find(threeDigit)).toBe(code);
    expect(authorities.find(code)).toBe(code);
    expect(authorities.byCode(code)?.validTo).not.toBeNull();
  });

  it('Dorset is the county to March 2019 and the new council since; by number each is its own', () => {
    expect(authorities.find('Dorset', '2017-03-31')).toBe('E10000009');
    expect(authorities.find('Dorset', '2019-03-31')).toBe('E10000009');
    expect(authorities.find('Dorset', '2019-04-01')).toBe('E06000059');
    expect(authorities.find('Dorset')).toBe('E06000059');
    expect(authorities.find('835')).toBe('E10000009');
    expect(authorities.find('838', '2017-03-31')).toBe('E06000059');
  });

  it.each([
    ['St Helens', 'E08000013'],
    ['St. Helens', 'E08000013'],
    ['SOUTHEND ON SEA', 'E06000033'],
    ['Hull City of', 'E06000010'],
    ['Kingston Upon Hull, City of', 'E06000010'],
    ['Bristol', 'E06000023'],
    ['Herefordshire', 'E06000019'],
    ['Bournemouth, Christchurch & Poole', 'E06000058'],
    ['Telford & Wrekin', 'E06000020'],
    ['Pre-LGR 2019 Dorset', 'E10000009'],
    ['808', 'E06000004'],
  ])('"%s" is %s', (text, code) => {
    expect(authorities.find(text)).toBe(code);
  });

  it.each(['Cardiff', 'Wessex', '999', 'E06000099', ''])('"%s" is unknown', (text) => {
    expect(authorities.find(text)).toBeUndefined();
  });
});

/** A shared CSV's rows by heading; the headings may be beneath titles. */
function rowsOf(folder: string, name: string, headingsOn = 1): Record<string, string>[] {
  const bytes = readFileSync(sharedFile(folder, name));
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    text = new TextDecoder('windows-1252').decode(bytes);
  }
  const options = { bom: true, relax_column_count: true } as const;
  const [titles, ...rows] = parse(text, options).slice(headingsOn - 1);
  return rows.map((row) =>
    Object.fromEntries((titles ?? []).map((title, place) => [title.trim(), row[place] ?? ''])),
  );
}

describeOnRealFiles('The list against the published files', () => {
  it("agrees with every row of DfE's files on code, number, name and region", () => {
    const tables = ['benchmarks', 'population'].flatMap((folder) =>
      readdirSync(sharedFile(folder)).map((name) => rowsOf(folder, name)),
    );
    expect(tables).toHaveLength(8);
    const wrong = new Set<string>();
    for (const row of tables.flat()) {
      if (row['geographic_level'] !== 'Local authority') continue;
      const [code = '', number = '', name = ''] = [
        row['new_la_code'],
        row['old_la_code'],
        row['la_name'],
      ];
      const listed = authorities.byCode(code);
      const region = (row['region_code'] ?? '').replace(/^E13.*/, 'E12000007');
      if (
        listed?.threeDigit !== number ||
        listed.name !== name ||
        listed.regionCode !== region ||
        authorities.find(number) !== authorities.find(code)
      )
        wrong.add(`${code} ${number} ${name} ${region}`);
    }
    expect([...wrong]).toEqual([]);
  });

  it("no authority of DfE's latest year is missing, and none of the list is unknown to it", () => {
    const inFile = new Set(
      rowsOf('population', 'ons_mid-year_population_estimates_2012_to_2024.csv')
        .filter(
          (row) => row['geographic_level'] === 'Local authority' && row['time_period'] === '2024',
        )
        .map((row) => authorities.find(row['new_la_code'] ?? '')),
    );
    const today = authorities.all.filter(({ validTo }) => validTo === null);
    expect([...inFile].sort()).toEqual(today.map(({ code }) => code).sort());
  });

  it.each([
    ['childrens-homes', 'provider_at_march_2017.csv', 2, 'Local authority', ''],
    ['childrens-homes', 'provider_at_march_2018.csv', 2, 'Local authority', ''],
    ['childrens-homes', 'provider_at_march_2022.csv', 5, 'Local authority', ''],
    // Since supported accommodation is registered, four providers are in Wales.
    [
      'childrens-homes',
      'provider_at_march_2025.csv',
      4,
      'Local authority',
      'Cardiff Conwy Newport Wrexham',
    ],
    [
      'ofsted-schools',
      'State-funded_schools_inspections_and_outcomes_as_at_31_August_2025.csv',
      1,
      'Local authority',
      '',
    ],
    ['school-register', 'gias-hampshire-surrey-2022-04-20.csv', 1, 'LA (name)', ''],
    ['school-register', 'example_schools_data.csv', 1, 'LA (name)', ''],
    ['statistical-neighbours', 'sn_model_2025_wide.csv', 1, 'la_name', ''],
    [
      'statistical-neighbours',
      'New_Statistical_Neighbour_Groupings_April_2021.csv',
      1,
      'LA Name',
      'Old SNs:',
    ],
    ['annual-assessments', '2023_ofsted_la.csv', 1, 'Local authority name', ''],
    ['annual-assessments', 'Provider_data_lookup.csv', 1, 'local_authority_ons_name', ''],
  ])('every name of %s/%s is known', (folder, name, headingsOn, heading, unknown) => {
    const names = new Set(
      rowsOf(folder, name, headingsOn).map((row) => (row[heading] ?? '').trim()),
    );
    names.delete('');
    expect(names.size).toBeGreaterThan(1);
    expect(
      [...names]
        .filter((text) => authorities.find(text) === undefined)
        .sort()
        .join(' '),
    ).toBe(unknown);
  });
});
