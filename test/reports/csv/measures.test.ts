import { describe, expect, it } from 'vitest';
import { measuresColumns, measuresCsv } from '../../../reports/csv/measures.js';
import { parse } from 'csv-parse/sync';
import { AREA, definition, value } from '../support/figures.js';
import type { Value } from '../../../pipeline/core/figure/value.js';

const areaNames = new Map([[AREA, 'Stockton-on-Tees']]);
const repeat = definition({
  measure: 'repeat-plans',
  title: 'Second or subsequent child protection plan',
  unit: 'percent',
  denominator: 'plans started',
});

function csv(values: readonly Value[]): string {
  return measuresCsv({
    values,
    definitions: [definition(), repeat],
    areaNames,
    status: 'provisional',
  });
}

function rows(values: readonly Value[]): Record<string, string>[] {
  return parse(csv(values), { columns: true });
}

describe('measures.csv', () => {
  it('has one row a value, with its numerator, denominator and published number', () => {
    const [row] = rows([
      value({ measure: 'repeat-plans', basis: 'ytd', numerator: 50, denominator: 240 }),
    ]);
    expect(row).toEqual({
      measure: 'repeat-plans',
      version: '1',
      title: 'Second or subsequent child protection plan',
      area_code: AREA,
      area_name: 'Stockton-on-Tees',
      breakdown: 'all',
      quarter: '2017-18-Q3',
      quarter_end: '2017-12-31',
      basis: 'ytd',
      numerator: '50',
      denominator: '240',
      value: '20.8',
      unit: 'percent',
      symbol: '',
      status: 'provisional',
      word: '',
      flags: '',
      reason: '',
      note: '',
    });
  });

  it('keeps a published zero’s decimals', () => {
    const [row] = rows([value({ measure: 'repeat-plans', numerator: 0, denominator: 12 })]);
    expect(row?.['value']).toBe('0.0');
  });

  it('puts a symbol in its own column and leaves the number out', () => {
    const [row] = rows([
      value({
        numerator: null,
        denominator: null,
        symbol: 'x',
        reason: 'No return came.',
        flags: ['b', 'p'],
      }),
    ]);
    expect(row).toMatchObject({
      symbol: 'x',
      value: '',
      numerator: '',
      flags: 'b p',
      reason: 'No return came.',
    });
  });

  it('sorts by key in code units, whatever order values come in', () => {
    const values = ['E06000004', 'E06000002', 'E92000001'].flatMap((areaCode) =>
      ['2017-18-Q3', '2016-17-Q4'].map((quarter) => value({ areaCode, quarter })),
    );
    expect(csv(values)).toBe(csv([...values].reverse()));
    expect(rows(values).map((row) => `${row['area_code'] ?? ''} ${row['quarter'] ?? ''}`)).toEqual([
      'E06000002 2016-17-Q4',
      'E06000002 2017-18-Q3',
      'E06000004 2016-17-Q4',
      'E06000004 2017-18-Q3',
      'E92000001 2016-17-Q4',
      'E92000001 2017-18-Q3',
    ]);
  });

  it.each(['=1+1', '+44 1642', '-1+1', '@cell', '\tx', '\rx'])(
    'disarms a text that a spreadsheet would run as a formula: %j',
    (note) => {
      expect(rows([value({ note })])[0]?.['note']).toBe(`'${note}`);
    },
  );

  it('keeps commas, quotes and line breaks inside a cell', () => {
    const note = 'He said "51 of 52, 60 schools"\r\nand more';
    expect(rows([value({ note })])[0]?.['note']).toBe(note);
  });

  it('ends each line in CR LF and starts without a byte order mark', () => {
    const text = csv([value()]);
    expect(text.startsWith(`${measuresColumns.join(',')}\r\n`)).toBe(true);
    expect(text.endsWith('\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  });
});
