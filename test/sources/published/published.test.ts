import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { published } from '../../../sources/published/contract.js';
import { tableDefinitions } from '../../../sources/published/tables/all.js';
import { counts, csv, type Fact, type Read, readFiles } from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'published', 'samples', `${name}.csv`);

function only(read: Read, wanted: Partial<Record<string, string | number>>): Fact {
  const found = (read.facts['figure'] ?? []).filter((fact) =>
    Object.entries(wanted).every(([column, value]) => fact[column] === value),
  );
  if (found.length !== 1) throw new Error(`${found.length} figures for ${JSON.stringify(wanted)}`);
  return found[0] ?? {};
}

const notes = (read: Read): string[] => read.reading.notes.map(({ message }) => message);

describe('A table of the standard form that a definition describes', () => {
  it('gives a record for each figure, with symbols in place of values', async () => {
    const read = await readFiles('published', [sample('plans_2016_to_2017')]);
    expect(read.reading.layout).toBe('child-protection-plans');
    expect(read.reading.asAtFromText).toBe('2017-03-31');
    expect(counts(read)).toEqual({ read: 4, loaded: 3, rejected: 0, ignored: 1 });
    expect(only(read, { area_code: 'E92000001', indicator: 'CPP_start' })).toMatchObject({
      value_scaled: 66_410,
      period: '2017',
      period_from: '2016-04-01',
      period_to: '2017-03-31',
      source_table: 'child-protection-plans',
      filters: null,
    });
    expect(only(read, { area_code: 'E06000004', indicator: 'CPP_At31_rate' })).toMatchObject({
      value_scaled: 684,
      scale: 10,
    });
    expect(only(read, { area_code: 'E06000060', indicator: 'CPP_At31' })).toMatchObject({
      value_scaled: null,
      symbol: 'c',
    });
    expect(only(read, { area_code: 'E06000004', indicator: 'CPP_end' })).toMatchObject({
      symbol: 'low',
      printed: 'k',
    });
    // An empty cell was not published.
    expect(
      (read.facts['figure'] ?? []).filter((fact) => fact['area_code'] === 'E06000004'),
    ).toHaveLength(13);
  });

  it('keeps what tells its rows apart as filters, and the population that it divides by', async () => {
    const read = await readFiles('published', [sample('looked_after_2017')]);
    const filters = 'population_type=Children looked after on 31 March each year';
    const stockton = { area_code: 'E06000004', filters };
    expect(only(read, { ...stockton, indicator: 'children_count' })['value_scaled']).toBe(380);
    expect(only(read, { ...stockton, indicator: 'rate_per_10000' })['value_scaled']).toBe(95);
    expect(only(read, { ...stockton, indicator: 'population_estimate' })['value_scaled']).toBe(
      40_123,
    );
  });

  it('goes by the newest headings, whichever release it is', async () => {
    const row = (headings: string, cells: string) =>
      csv('c1.csv', [
        `time_period,time_identifier,geographic_level,country_code,${headings}`,
        `2024,Reporting year,National,E92000001,${cells}`,
      ]);
    const older = await readFiles('published', [
      row('Referrals,Referrals_rate,Re_referrals,Re_referrals_percent', '100,5.5,20,20'),
    ]);
    const newer = await readFiles('published', [
      row('referral_count,rereferral_count,rereferral_percent', '110,21,19.1'),
    ]);
    const names = ({ facts }: Read): unknown[] =>
      (facts['figure'] ?? []).map((f) => f['indicator']);
    expect(names(older)).toEqual([
      'referral_count',
      'Referrals_rate',
      'rereferral_count',
      'rereferral_percent',
    ]);
    expect(names(newer)).toEqual(['referral_count', 'rereferral_count', 'rereferral_percent']);
  });

  it('rejects a row for a cell that is neither number nor symbol, by its heading in the file', async () => {
    const rows = Array.from(
      { length: 200 },
      (_, year) => `${1900 + year},Reporting year,National,E92000001,300,${60 + year},20.5`,
    );
    const read = await readFiles('published', [
      csv('d3.csv', [
        'time_period,time_identifier,geographic_level,country_code,CPP_start,CPP_subsequent,CPP_subsequent_percent',
        ...rows.slice(0, 199),
        '2099,Reporting year,National,E92000001,300,about 60,20.5',
      ]),
    ]);
    expect(read.reading.problems).toMatchObject([
      { rowNo: 201, heading: 'CPP_subsequent', rule: 'not-a-figure', level: 'rejected' },
    ]);
    expect(counts(read)).toMatchObject({ loaded: 199, rejected: 1 });
  });
});

describe('A table of the standard form that nobody has described', () => {
  it('is read, and its filters and indicators are named', async () => {
    const read = await readFiles('published', [sample('invented_table_2024')]);
    expect(read.reading.layout).toBe('other-table');
    expect(read.reading.asAtFromText).toBe('2023-12-31');
    expect(notes(read)).toContain(
      "invented_table_2024 is in DfE's standard form, and no definition describes it: its figures are kept, and no measure shows them. Filters: age, pupil_group. Indicators: pupil_count, pupil_share.",
    );
    expect(only(read, { area_code: 'E06000004', indicator: 'pupil_count' })).toMatchObject({
      value_scaled: 103,
      source_table: 'invented-table-2024',
      filters: 'age=16; pupil_group=Everybody',
      period: '202324',
      period_kind: 'Autumn term',
      period_to: '2023-12-31',
    });
  });

  it('says of each row that it can’t place why', async () => {
    const read = await readFiles('published', [sample('invented_table_2024')]);
    expect(counts(read)).toEqual({ read: 8, loaded: 4, rejected: 0, ignored: 4 });
    const file = 'invented_table_2024.csv';
    expect(notes(read)).toEqual(
      expect.arrayContaining([
        `${file}: "Avon" (no code) is not an English authority that is known: 1 row left out.`,
        `${file}: rows of the level "school" are not read: 1 row left out.`,
        `${file}: no period is known by "Winter term" of "202324": 1 row left out.`,
        `${file}: Wales is not England: 1 row left out.`,
      ]),
    );
  });

  it('counts a row of two authorities for both, and says with whom', async () => {
    const read = await readFiles('published', [sample('invented_table_2024')]);
    for (const [area, other] of [
      ['E09000021', 'E09000027'],
      ['E09000027', 'E09000021'],
    ] as const)
      expect(only(read, { area_code: area, indicator: 'pupil_count' })).toMatchObject({
        value_scaled: 55,
        joint_with: other,
      });
  });

  it('keeps the figures of a reporting year whose end nobody says, without one', async () => {
    const read = await readFiles('published', [
      csv('something.csv', [
        'time_period,time_identifier,geographic_level,country_code,thing_count',
        '2024,Reporting year,National,E92000001,10',
        '2025,Reporting year,National,E92000001,12',
      ]),
    ]);
    expect(only(read, { period: '2025' })).toMatchObject({ period_from: null, period_to: null });
    expect(read.reading.asAtFromText).toBe('2025-12-31');
    expect(notes(read).join(' ')).toContain('nothing says when 2024 Reporting year');
  });

  it('takes a column of few whole numbers before a column of words for a filter, others for indicators', async () => {
    const header = 'time_period,time_identifier,geographic_level,country_code';
    const rows = ['5,Boys,7,c', '6,Boys,8,1.5', '5,Girls,9,2.5', '6,Girls,7,3.5'].map(
      (cells) => `2024,Calendar year,National,E92000001,${cells}`,
    );
    const read = await readFiles('published', [
      csv('numbered.csv', [`${header},stage,sex,headcount,mean_score`, ...rows]),
    ]);
    expect(new Set((read.facts['figure'] ?? []).map((fact) => fact['filters']))).toEqual(
      new Set([
        'stage=5; sex=Boys',
        'stage=6; sex=Boys',
        'stage=5; sex=Girls',
        'stage=6; sex=Girls',
      ]),
    );
    expect(new Set((read.facts['figure'] ?? []).map((fact) => fact['indicator']))).toEqual(
      new Set(['headcount', 'mean_score']),
    );
  });

  it('that has no period is refused, with what it lacks', async () => {
    const read = await readFiles('published', [csv('list.csv', ['urn,name', '1,Invented'])]);
    expect(read.reading.refused).toContain("The headings don't match Published tables");
  });
});

describe('LAIT', () => {
  const bulk = sample('bds_long');
  const dictionary = sample('lait_data_dictionary');

  it('is rounded to its dictionary’s decimals and dated by its kinds of year', async () => {
    const read = await readFiles('published', [bulk, dictionary]);
    expect(read.reading.layout).toBe('lait');
    expect(read.reading.asAtFromText).toBe('2017-11-11');
    const rate = { indicator: 'InvRate', source_table: 'lait' };
    expect(only(read, { ...rate, period: '2016' })).toMatchObject({
      area_code: 'E06000004',
      value_scaled: 1_235,
      scale: 100,
      period_to: '2016-03-31',
    });
    expect(only(read, { ...rate, period: '2017' })).toMatchObject({ symbol: 'x', printed: 'dash' });
    expect(only(read, { ...rate, period: '2017 (Rev)' })).toMatchObject({
      area_code: 'E92000001',
      value_scaled: 937,
      scale: 100,
    });
    expect(only(read, { indicator: 'InvScore' })).toMatchObject({
      area_code: 'E12000001',
      value_scaled: 8_331,
      scale: 100_000,
      period_to: '2017-08-31',
    });
    expect(only(read, { indicator: 'InvSpan' })).toMatchObject({
      period_from: '2014-01-01',
      period_to: '2016-12-31',
    });
    expect(notes(read).join(' ')).toContain('no period is known by "0": 1 row left out');
    expect(read.facts['measure']).toMatchObject([
      { measure_short: 'InvRate', polarity: 'low', decimals: 2, has_quartile: null },
      { measure_short: 'InvScore', polarity: null, decimals: null, has_quartile: 'no' },
      { measure_short: 'InvSpan', polarity: 'high', decimals: 0 },
    ]);
  });

  it('without its dictionary is kept as it is, and says what is missing', async () => {
    const read = await readFiles('published', [bulk], '2017-12-31');
    expect(only(read, { indicator: 'InvRate', period: '2016' })).toMatchObject({
      value_scaled: 12_345,
      scale: 1_000,
      period_to: null,
    });
    expect(notes(read).join(' ')).toContain("LAIT's dictionary wasn't sent with it");
  });

  it('has a dictionary that may come by itself', async () => {
    const read = await readFiles('published', [dictionary]);
    expect(read.reading.layout).toBe('lait-dictionary');
    expect(counts(read)).toMatchObject({ loaded: 3, rejected: 0 });
  });
});

describe('The definitions of tables', () => {
  it('have ids of their own, each a layout', () => {
    const ids = tableDefinitions.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(published.layouts.map(({ id }) => id)).toEqual(
      expect.arrayContaining([...ids, 'lait', 'lait-dictionary', 'other-table']),
    );
  });
});
