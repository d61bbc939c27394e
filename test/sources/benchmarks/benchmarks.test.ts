import { describe, expect, it } from 'vitest';
import { shippedFile } from '../../../pipeline/core/root.js';
import { publishedFigure } from '../../../sources/benchmarks/figures.js';
import {
  counts,
  csv,
  describeOnRealFiles,
  type Fact,
  readFiles,
  sharedFile,
} from '../national/reading.js';

const sample = (name: string): string =>
  shippedFile('sources', 'benchmarks', 'samples', `${name}.csv`);

function figure(
  facts: readonly Fact[] | undefined,
  area: string,
  indicator: string,
  year: number,
): Fact {
  const found = (facts ?? []).filter(
    (fact) =>
      fact['area_code'] === area && fact['indicator'] === indicator && fact['year'] === year,
  );
  if (found.length !== 1)
    throw new Error(`${found.length} figures for ${area} ${indicator} ${year}`);
  return found[0] ?? {};
}

describe('A published figure', () => {
  it.each([
    ['51.8', { value_scaled: 518, scale: 10, symbol: null }],
    ['28', { value_scaled: 28, scale: 1, symbol: null }],
    ['5.25', { value_scaled: 525, scale: 100, symbol: null }],
    ['0.0', { value_scaled: 0, scale: 10, symbol: null }],
    ['66,410', { value_scaled: 66_410, scale: 1, symbol: null }],
    [51.8, { value_scaled: 518, scale: 10, symbol: null }],
    ['c', { value_scaled: null, scale: 1, symbol: 'c' }],
    ['k', { value_scaled: null, scale: 1, symbol: 'low' }],
    ['u', { value_scaled: null, scale: 1, symbol: 'u' }],
    ['x', { value_scaled: null, scale: 1, symbol: 'x' }],
    ['z', { value_scaled: null, scale: 1, symbol: 'z' }],
  ])('%j is kept exactly', (cell, kept) => {
    expect(publishedFigure(cell)).toEqual(kept);
  });

  it('that is empty is none', () => {
    expect(publishedFigure(null)).toBeUndefined();
  });
});

describe("DfE's tables", () => {
  it('become one record an area, indicator and year, with symbols in place of values', async () => {
    const file = await readFiles('benchmarks', [sample('plans_2016_to_2017')]);
    expect(file.reading.layout).toBe('plans');
    expect(counts(file)).toEqual({ read: 4, loaded: 3, rejected: 0, ignored: 1 });
    const facts = file.facts['figure'];
    expect(figure(facts, 'E92000001', 'cpp-started', 2017)).toMatchObject({ value_scaled: 66_410 });
    expect(figure(facts, 'E06000004', 'cpp-at-31-march-rate', 2017)).toMatchObject({
      value_scaled: 684,
      scale: 10,
    });
    expect(figure(facts, 'E06000060', 'cpp-at-31-march', 2017)).toMatchObject({
      value_scaled: null,
      symbol: 'c',
    });
    expect(figure(facts, 'E06000004', 'cpp-ended', 2017)).toMatchObject({ symbol: 'low' });
    // An empty cell was not published.
    expect((facts ?? []).filter((fact) => fact['area_code'] === 'E06000004')).toHaveLength(13);
  });

  it('the looked-after table says in a column whom it counts; its population is kept once', async () => {
    const file = await readFiles('benchmarks', [sample('looked_after_2017')], '2017-03-31');
    expect(
      file.facts['figure']?.map((fact) => [
        fact['area_code'],
        fact['indicator'],
        fact['value_scaled'],
      ]),
    ).toEqual([
      ['E92000001', 'looked-after-at-31-march', 7000],
      ['E92000001', 'looked-after-at-31-march-rate', 70],
      ['E92000001', 'looked-after-population', 1_000_000],
      ['E92000001', 'looked-after-started', 3000],
      ['E92000001', 'looked-after-started-rate', 30],
      ['E06000004', 'looked-after-at-31-march', 380],
      ['E06000004', 'looked-after-at-31-march-rate', 95],
      ['E06000004', 'looked-after-population', 40_123],
    ]);
  });

  it('a cell that is neither number nor symbol rejects its row and names the heading of the file', async () => {
    const file = await readFiles('benchmarks', [
      csv('plans_subsequent_2016_to_2017.csv', [
        'time_period,country_code,region_code,new_la_code,CPP_start,CPP_subsequent,CPP_subsequent_percent',
        '2017,E92000001,E12000001,E06000004,300,about 60,20',
      ]),
    ]);
    expect(file.reading.problems).toMatchObject([
      { rowNo: 2, heading: 'CPP_subsequent', rule: 'not-a-figure', level: 'rejected' },
    ]);
    expect(file.facts).toEqual({});
  });

  it('a release with headings of a new spelling is refused with the nearest', async () => {
    const file = await readFiles('benchmarks', [
      csv('plans_subsequent_2016_to_2026.csv', [
        'time_period,country_code,region_code,new_la_code,CPP_start,CPP_subsequent,CPP_subsequent_pct',
        '2026,E92000001,,,1,1,1',
      ]),
    ]);
    expect(file.reading.refused).toContain(
      '"CPP_subsequent_percent" (nearest: "CPP_subsequent_pct")',
    );
  });
});

describeOnRealFiles('Published benchmarks', () => {
  it('DfE gives 308 plans in Stockton-on-Tees at 31 March 2017, and 216 a year on', async () => {
    const { facts } = await readFiles('benchmarks', [
      sharedFile('benchmarks', 'd1_child_protection_plans_2013_to_2024.csv'),
    ]);
    expect(figure(facts['figure'], 'E06000004', 'cpp-at-31-march', 2017)['value_scaled']).toBe(308);
    expect(figure(facts['figure'], 'E06000004', 'cpp-at-31-march', 2018)['value_scaled']).toBe(216);
    expect(figure(facts['figure'], 'E92000001', 'cpp-at-31-march-rate', 2024)).toMatchObject({
      value_scaled: 416,
      scale: 10,
    });
    // Buckinghamshire's earlier code leads to its present one, and no year is twice.
    expect(figure(facts['figure'], 'E06000060', 'cpp-at-31-march', 2015)['symbol']).toBeNull();
  });

  it('both releases of the referrals give the same indicators, the later one without rates', async () => {
    const [older, newer] = await Promise.all(
      ['2024', '2025'].map((year) =>
        readFiles('benchmarks', [
          sharedFile(
            'benchmarks',
            `c1_children_in_need_referrals_and_rereferrals_2013_to_${year}.csv`,
          ),
        ]),
      ),
    );
    const indicators = (read: typeof older): Set<unknown> =>
      new Set((read?.facts['figure'] ?? []).map((fact) => fact['indicator']));
    const rates = ['referrals-rate', 'children-referred-rate'];
    expect([...indicators(older)].filter((one) => !rates.includes(String(one))).sort()).toEqual(
      [...indicators(newer)].sort(),
    );
    expect(figure(newer?.facts['figure'], 'E92000001', 're-referrals-percent', 2025)).toMatchObject(
      {
        value_scaled: 226,
        scale: 10,
      },
    );
  });

  it('England: 81,770 children looked after at 31 March 2025, 67 per 10,000', async () => {
    const { facts } = await readFiles(
      'benchmarks',
      [sharedFile('benchmarks', 'cla_number_and_rate_per_10k_children.csv')],
      '2025-03-31',
    );
    expect(
      figure(facts['figure'], 'E92000001', 'looked-after-at-31-march', 2025)['value_scaled'],
    ).toBe(81_770);
    expect(
      figure(facts['figure'], 'E92000001', 'looked-after-at-31-march-rate', 2025)['value_scaled'],
    ).toBe(67);
    expect(figure(facts['figure'], 'E10000006', 'looked-after-at-31-march', 2025)['symbol']).toBe(
      'z',
    );
  });
});
