import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  encodeRows,
  insertEncoded,
  insertRows,
  pieceRows,
  rowEncoder,
} from '../../../pipeline/warehouse/insert.js';
import type { Value } from '../../../pipeline/warehouse/rows.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth } from '../../support/warehouses.js';

const NASTY = [
  'plain',
  '',
  ' spaces at both ends ',
  `it's "quoted" and \`ticked\``,
  'back\\slash, \\N, \\t and \\. as letters',
  'tab\tnewline\nreturn\rboth\r\nend',
  'a question mark? two??',
  'naïve – £5 “curly” \u00a0',
  '🙂 beyond the first plane 𝒳, and joined 👩‍👧',
  '\u0001\u001f\u007f\ufeff\uffff',
  'null',
  '[1, "json"]',
  '{"a":1}',
  '\\u0041',
];

describeOnBoth('bulk insert', (open, engine) => {
  const wide = engine === 'postgres' ? 'bigint' : 'integer';

  let shared: Promise<Warehouse> | undefined;

  /** Writes rows of two texts and a number into a temporary table, in pieces, and gives what it then holds. */
  async function throughTable(
    rows: readonly (readonly Value[])[],
    constants: Record<string, Value> = {},
  ): Promise<unknown[]> {
    shared ??= open();
    return (await shared).write(async (trx) => {
      await trx.raw(`create temporary table held (tag text, place ${wide}, one text, two text,
        number ${wide}, return_no ${wide})`);
      const columns = ['place', 'one', 'two', 'number'];
      await insertRows(trx, engine, 'held', columns, rows, constants);
      return trx('held').orderBy('place');
    });
  }

  test('keeps every value exactly', async () => {
    const numbers = [0, -1, 42, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];
    const rows = NASTY.map((text, index) => [index, text, null, numbers[index % 6] ?? null]);
    const constants = { return_no: 7, tag: `o'ne\t\\ $1 $& \n` };
    expect(await throughTable(rows, constants)).toEqual(
      rows.map(([place, one, two, number]) => ({ place, one, two, number, ...constants })),
    );
  });

  test('keeps texts of every length, one next to the other', async () => {
    const lengths = [1, 11, 12, 127, 128, 255, 256, 65_535, 65_536, 200_000];
    const rows = lengths.flatMap((length, index) => [
      [2 * index, 'x'.repeat(length), 'after', length],
      [2 * index + 1, 'é'.repeat(length), 'after', length],
    ]);
    expect(await throughTable(rows, { tag: null, return_no: null })).toEqual(
      rows.map(([place, one, two, number]) => ({
        ...{ place, one, two, number },
        ...{ tag: null, return_no: null },
      })),
    );
  });

  test('keeps every text there is', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(text, fc.option(text), fc.maxSafeInteger()), { maxLength: 50 }),
        async (values) => {
          const rows = values.map((value, place) => [place, ...value]);
          const found = await throughTable(rows, { tag: null, return_no: null });
          expect(found).toEqual(
            rows.map(([place, one, two, number]) => ({
              place,
              one,
              two,
              number,
              tag: null,
              return_no: null,
            })),
          );
        },
      ),
      { numRuns: 8 },
    );
  });

  test('takes more rows than one piece holds, in tables of any width', async () => {
    const warehouse = await open();
    for (const width of [1, 2, 13, 45, 80]) {
      const columns = Array.from({ length: width }, (_, index) => `c${index}`);
      const rows = Array.from({ length: pieceRows(width) + 3 }, (_, row) =>
        columns.map((_name, index) => row * 1000 + index),
      );
      const found = await warehouse.write(async (trx) => {
        const list = columns.map((name) => `${name} ${wide}`).join(', ');
        await trx.raw(`create temporary table wide (${list})`);
        await insertRows(trx, engine, 'wide', columns, rows);
        return trx('wide').select(columns).orderBy('c0') as Promise<Record<string, number>[]>;
      });
      expect(found.map((row) => Object.values(row))).toEqual(rows);
    }
  });

  test('rows taken back leave nothing behind', () => {
    const rows: Value[][] = [
      [1, 'stays'],
      [2, null],
      [3, 'naïve – taken back'],
    ];
    for (const kept of [0, 1, 2]) {
      const encoder = rowEncoder(engine, 2, 1);
      for (const row of rows) encoder.add(row);
      encoder.backTo(kept);
      encoder.add([4, 'comes after']);
      const expected = encodeRows(engine, 2, [...rows.slice(0, kept), [4, 'comes after']]);
      expect(encoder.encoded()).toEqual(expected);
    }
  });

  test('encodes in memory of rows that are done with as in memory of its own, however small it is', () => {
    const rows: Value[][] = [
      [1, 'é'.repeat(300)],
      [2, null],
    ];
    const expected = encodeRows(engine, 2, rows);
    for (const length of [0, 7, 100_000]) {
      const encoder = rowEncoder(engine, 2, 1, new Uint8Array(length).fill(0xff).buffer);
      for (const row of rows) encoder.add(row);
      expect(encoder.encoded()).toEqual(expected);
    }
  });

  test('refuses what no warehouse can hold', () => {
    const encode = (value: Value): unknown => encodeRows(engine, 1, [[value]]);
    expect(() => encode('a\0b')).toThrow('NUL');
    expect(() => encode('the letters \\u0000')).not.toThrow();
    expect(() => encode(0.5)).toThrow('whole number');
    expect(() => encode(Number.NaN)).toThrow('whole number');
    expect(() => encode(2 ** 53)).toThrow('whole number');
    expect(() => encodeRows(engine, 2, [[1]])).toThrow('1 values for 2 columns');
  });

  test('fixes half a surrogate pair alike on both engines', async () => {
    const rows = [[1, 'cut \ud83d', 'the letters \\ud83d', 1]];
    expect(await throughTable(rows)).toMatchObject([
      { one: 'cut \ufffd', two: 'the letters \\ud83d' },
    ]);
  });

  test('takes rows that another thread encoded, handed over without a copy', async () => {
    const warehouse = await open();
    const encoded = encodeRows(engine, 2, [['a', '1']]);
    const received = structuredClone(encoded, { transfer: [encoded.bytes.buffer as ArrayBuffer] });
    expect(encoded.bytes).toHaveLength(0);
    await warehouse.write((trx) =>
      insertEncoded(trx, engine, 'workspace_fact', ['name', 'value'], received),
    );
    expect(await warehouse.knex('workspace_fact')).toEqual([{ name: 'a', value: '1' }]);
  });

  test('undoes all of it when one row is refused, and the warehouse goes on', async () => {
    const warehouse = await open();
    const rows = Array.from({ length: 30_000 }, (_, index) => [`n${index}`, 'v']);
    rows.push(['n0', 'again']);
    const failing = warehouse.write((trx) =>
      insertRows(trx, engine, 'workspace_fact', ['name', 'value'], rows),
    );
    await expect(failing).rejects.toThrow(/unique/i);
    await warehouse.write((trx) => trx('workspace_fact').insert({ name: 'after', value: '1' }));
    expect(await warehouse.knex('workspace_fact').pluck('name')).toEqual(['after']);
  });
});

/** Any text but with NUL, which is refused. */
const text = fc.string({ unit: 'binary' }).map((any) => any.replaceAll('\0', ''));
