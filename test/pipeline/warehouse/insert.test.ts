import { expect, test } from 'vitest';
import { insertRows } from '../../../pipeline/warehouse/insert.js';
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
  test('keeps every value exactly', async () => {
    const warehouse = await open();
    const numbers = [0, -1, 42, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, null];
    const rows = NASTY.map((text, index) => [index, text, null, numbers[index % 6] ?? null]);
    const found = await warehouse.write(async (trx) => {
      await trx.raw(
        'create temporary table held (tag text, row_no integer, one text, two text, number bigint, n integer)'.replace(
          'bigint',
          engine === 'postgres' ? 'bigint' : 'integer',
        ),
      );
      await insertRows(trx, engine, 'held', ['row_no', 'one', 'two', 'number'], rows, {
        n: 7,
        tag: `o'ne\t\\`,
      });
      return trx('held').orderBy('row_no');
    });
    expect(found).toEqual(
      rows.map(([row_no, one, two, number]) => ({
        tag: `o'ne\t\\`,
        row_no,
        one,
        two,
        number,
        n: 7,
      })),
    );
  });
});
