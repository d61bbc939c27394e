import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawEditions } from '../../../reports/editions/editions.js';
import { inputWith, planted } from './support.js';

interface Package {
  readonly $schema: string;
  readonly contributors: readonly unknown[];
  readonly name: string;
  readonly created: string;
  readonly resources: readonly {
    readonly $schema: string;
    readonly type: string;
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly hash: string;
    readonly schema: {
      readonly $schema: string;
      readonly fields: readonly {
        readonly name: string;
        readonly type: string;
        readonly categories?: readonly { readonly value: string }[];
      }[];
      readonly primaryKey: readonly string[];
      readonly foreignKeys?: readonly { readonly fields: readonly string[] }[];
    };
  }[];
}

let files: ReadonlyMap<string, string>;
let content: Package;

beforeAll(async () => {
  files = (await drawEditions(inputWith(planted))).openData;
  content = JSON.parse(files.get('datapackage.json') ?? '') as Package;
});

const rowsOf = (file: string): Record<string, string>[] =>
  parse(files.get(file) ?? '', { columns: true });

describe('the open data', () => {
  it('describes each file by its size and hash', () => {
    expect(content.resources.map((each) => each.path)).toEqual(['measures.csv', 'definitions.csv']);
    for (const resource of content.resources) {
      const bytes = Buffer.from(files.get(resource.path) ?? '');
      expect(resource.bytes).toBe(bytes.byteLength);
      expect(resource.hash).toBe(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);
    }
  });

  it('describes every column, in order, by a type that its cells keep', () => {
    const keeps: Readonly<Record<string, RegExp>> = {
      string: /^[^]*$/,
      integer: /^-?\d+$/,
      number: /^-?\d+(\.\d+)?$/,
      date: /^\d{4}-\d\d-\d\d$/,
      boolean: /^(true|false)$/,
    };
    for (const { path, schema } of content.resources) {
      const rows = rowsOf(path);
      expect(schema.fields.map((field) => field.name)).toEqual(Object.keys(rows[0] ?? {}));
      for (const { name, type } of schema.fields) {
        for (const row of rows)
          if (row[name] !== '') expect(row[name]).toMatch(keeps[type] ?? /$^/);
      }
    }
  });

  it('has keys that are unique, and a definition for every figure', () => {
    for (const { path, schema } of content.resources) {
      const keys = rowsOf(path).map((row) => schema.primaryKey.map((name) => row[name]).join('|'));
      expect(new Set(keys).size).toBe(keys.length);
    }
    const defined = new Set(
      rowsOf('definitions.csv').map((row) => `${row['measure'] ?? ''} ${row['version'] ?? ''}`),
    );
    for (const row of rowsOf('measures.csv')) {
      expect(defined).toContain(`${row['measure'] ?? ''} ${row['version'] ?? ''}`);
    }
  });

  it('is a Data Package 2: it names its profiles by $schema, and has nothing of version 1', () => {
    const text = files.get('datapackage.json') ?? '';
    expect(content.$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
    expect(content.contributors).toEqual([
      { title: 'Tees & Wold Borough Council', roles: ['publisher'] },
    ]);
    for (const { $schema, type, schema } of content.resources) {
      expect($schema).toBe('https://datapackage.org/profiles/2.0/dataresource.json');
      expect(type).toBe('table');
      expect(schema.$schema).toBe('https://datapackage.org/profiles/2.0/tableschema.json');
    }
    expect(text).not.toMatch(/"(?:profile|role)":/);
  });

  it('says what each symbol means, and uses no other', () => {
    const symbol = content.resources[0]?.schema.fields.find(({ name }) => name === 'symbol');
    const known = symbol?.categories?.map(({ value }) => value) ?? [];
    expect(known.length).toBe(5);
    for (const row of rowsOf('measures.csv')) expect(['', ...known]).toContain(row['symbol']);
  });

  it('is named and dated by what it holds, not by when it was made', () => {
    expect(content.name).toBe('childrens-services-performance-e06000004-2017-18-q3');
    expect(content.created).toBe('2018-01-09T00:00:00Z');
  });
});

/** Columns that say what a row is of, and those that hold its numbers, as the screener parts them. */
const FILTERS = [
  'measure',
  'version',
  'title',
  'area_code',
  'area_name',
  'breakdown',
  'quarter',
  'basis',
  'unit',
  'status',
];
const INDICATORS = ['numerator', 'denominator', 'value'];

/** The rules of the screener of explore-education-statistics that apply to a file that isn't uploaded there (reports/README.md lists them). */
describe('the screener of explore-education-statistics', () => {
  const names = ['measures.csv', 'definitions.csv'];
  const columnsOf = (file: string): string[] => Object.keys(rowsOf(file)[0] ?? {});

  it('finds no space or special character in the names of files', () => {
    for (const name of files.keys()) expect(name).toMatch(/^[A-Za-z0-9_-]+\.[a-z]+$/);
  });

  it('finds every column’s name in snake case, beginning with a letter, and none twice', () => {
    for (const file of names) {
      const head = (files.get(file) ?? '').split('\r\n')[0]?.split(',') ?? [];
      expect(new Set(head).size).toBe(head.length);
      for (const name of head) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    }
  });

  it('finds no empty row, and no empty column that says what a row is of', () => {
    for (const file of names)
      for (const row of rowsOf(file))
        expect(Object.values(row).some((cell) => cell !== '')).toBe(true);
    for (const column of columnsOf('definitions.csv').filter(
      (name) => !['from_quarter', 'breakdowns', 'notes', 'denominator'].includes(name),
    ))
      expect(rowsOf('definitions.csv').some((row) => row[column] !== '')).toBe(true);
  });

  it('finds every filter filled in, without spaces at its ends', () => {
    for (const row of rowsOf('measures.csv'))
      for (const column of FILTERS) expect(row[column], column).toMatch(/^\S(?:.*\S)?$/);
  });

  it('finds only numbers as indicators, and a symbol or a word wherever there is none', () => {
    for (const row of rowsOf('measures.csv')) {
      for (const column of INDICATORS) expect(row[column]).toMatch(/^(?:-?\d+(?:\.\d+)?)?$/);
      const isSaid = row['value'] !== '' || row['symbol'] !== '' || row['word'] !== '';
      expect(isSaid, JSON.stringify(row)).toBe(true);
    }
  });

  it('finds no null, and no symbol for missing data that is out of use', () => {
    const obsolete = new Set(['null', 'na', 'n/a', '.', '..', '-', '~', ':', '*']);
    for (const file of names)
      for (const row of rowsOf(file))
        for (const cell of Object.values(row)) expect(obsolete).not.toContain(cell.toLowerCase());
  });

  it('finds one name for each area’s code, and one code for each name', () => {
    const pairs = new Set(
      rowsOf('measures.csv').map((row) => `${row['area_code'] ?? ''}|${row['area_name'] ?? ''}`),
    );
    for (const at of [0, 1])
      expect(new Set([...pairs].map((pair) => pair.split('|')[at])).size).toBe(pairs.size);
  });
});
