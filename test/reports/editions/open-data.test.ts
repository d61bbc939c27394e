import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { drawEditions } from '../../../reports/editions/editions.js';
import { inputWith, planted } from './support.js';

interface Package {
  readonly name: string;
  readonly created: string;
  readonly resources: readonly {
    readonly name: string;
    readonly path: string;
    readonly bytes: number;
    readonly hash: string;
    readonly schema: {
      readonly fields: readonly { readonly name: string; readonly type: string }[];
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

  it('is named and dated by what it holds, not by when it was made', () => {
    expect(content.name).toBe('childrens-services-performance-e06000004-2017-18-q3');
    expect(content.created).toBe('2018-01-09T00:00:00Z');
  });
});
