import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bufferSource } from '../../../sources/read/byte-source.js';
import { openTabular } from '../../../sources/read/open.js';
import type { RawRow } from '../../../sources/read/types.js';

const SPREADSHEET = 'application/vnd.oasis.opendocument.spreadsheet';

function ods(body: string, { styles = '', head = '', more = {} } = {}) {
  const content = `<?xml version="1.0" encoding="UTF-8"?>${head}<office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles>${styles}</office:automatic-styles><office:body><office:spreadsheet>${body}</office:spreadsheet></office:body></office:document-content>`;
  const bytes = zipSync({
    mimetype: [strToU8(SPREADSHEET), { level: 0 }],
    'content.xml': strToU8(content),
    ...more,
  });
  return bufferSource('table.ods', bytes);
}

const sheet = (rows: string, name = 'Table'): string =>
  `<table:table table:name="${name}">${rows}</table:table>`;
const row = (cells: string, more = ''): string =>
  `<table:table-row ${more}>${cells}</table:table-row>`;
const text = (value: string): string =>
  `<table:table-cell office:value-type="string"><text:p>${value}</text:p></table:table-cell>`;

async function rowsOf(source: ReturnType<typeof ods>, place = 0): Promise<RawRow[]> {
  const file = await openTabular(source);
  const rows: RawRow[] = [];
  for await (const batch of file.sheets[place]?.batches() ?? []) rows.push(...batch);
  await file.close();
  return rows;
}

describe('An OpenDocument spreadsheet', () => {
  it('gives texts, numbers, dates, times and truths as a workbook does', async () => {
    const cells = [
      text('two <text:s text:c="2"/>words'),
      '<table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.50</text:p></table:table-cell>',
      '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12.5%</text:p></table:table-cell>',
      '<table:table-cell office:value-type="date" office:date-value="2017-12-31T00:00:00"><text:p>31 Dec</text:p></table:table-cell>',
      '<table:table-cell office:value-type="date" office:date-value="2017-12-31T09:30:00"/>',
      '<table:table-cell office:value-type="time" office:time-value="PT09H05M00S"/>',
      '<table:table-cell office:value-type="boolean" office:boolean-value="true"/>',
    ];
    expect(await rowsOf(ods(sheet(row(cells.join('')))))).toEqual([
      {
        rowNo: 1,
        cells: [
          'two   words',
          1234.5,
          0.125,
          '2017-12-31',
          '2017-12-31T09:30:00',
          '09:05:00',
          true,
        ],
      },
    ]);
  });

  it('counts rows and columns that repeat, and leaves empty ends out', async () => {
    const body = sheet(
      row(text('a')) +
        row('<table:table-cell/>', 'table:number-rows-repeated="3"') +
        row(
          `<table:table-cell table:number-columns-repeated="2"/>${text('c')}<table:table-cell table:number-columns-repeated="16381"/>`,
          'table:number-rows-repeated="2"',
        ) +
        row('<table:table-cell/>', 'table:number-rows-repeated="1048570"'),
    );
    expect(await rowsOf(ods(body))).toEqual([
      { rowNo: 1, cells: ['a'] },
      { rowNo: 5, cells: [null, null, 'c'] },
      { rowNo: 6, cells: [null, null, 'c'] },
    ]);
  });

  it('keeps lines of a cell apart, and leaves notes out', async () => {
    const cell =
      '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p></office:annotation><text:p>one</text:p><text:p>two</text:p></table:table-cell>';
    expect(await rowsOf(ods(sheet(row(cell))))).toEqual([{ rowNo: 1, cells: ['one\ntwo'] }]);
  });

  it('names its sheets, and says which are hidden and how many rows are', async () => {
    const hidden = row(text('b'), 'table:visibility="filter"');
    const body =
      sheet(row(text('a')) + hidden, 'First') +
      `<table:table table:name="Second" table:style-name="h">${row(text('z'))}</table:table>`;
    const styles =
      '<style:style style:name="h"><style:table-properties table:display="false"/></style:style>';
    const file = await openTabular(ods(body, { styles }));
    expect(file.sheets.map(({ name, hidden: is, hiddenRows }) => [name, is, hiddenRows])).toEqual([
      ['First', false, 1],
      ['Second', true, 0],
    ]);
    expect(await rowsOf(ods(body, { styles }), 1)).toEqual([{ rowNo: 1, cells: ['z'] }]);
  });

  it.each([
    [
      'holds a document type',
      ods(sheet(row(text('a'))), { head: '<!DOCTYPE a [<!ENTITY b "c">]>' }),
      /document type/,
    ],
    ['is not well-formed', ods('<table:table>'), /not well-formed/],
    [
      'nests too deep',
      ods(sheet(row(`<table:table-cell>${'<text:p>'.repeat(120)}`))),
      /nests too deep/,
    ],
    [
      'holds a table in a cell',
      ods(sheet(row(`<table:table-cell>${sheet('')}</table:table-cell>`))),
      /table within a cell/,
    ],
    [
      'repeats a filled row a billion times',
      ods(sheet(row(text('a'), 'table:number-rows-repeated="1000000000"'))),
      /more cells/,
    ],
    [
      'repeats a filled cell beyond the last column',
      ods(
        sheet(
          row(
            '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="20000"/>',
          ),
        ),
      ),
      /more cells/,
    ],
    ['holds an endless text', ods(sheet(row(text('a'.repeat(70_000))))), /too long a text/],
    [
      'is protected',
      ods(sheet(''), { more: { 'META-INF/manifest.xml': strToU8('<m><encryption-data/></m>') } }),
      /password/,
    ],
    ['has no sheet', ods(''), /no sheets/],
  ])('that %s is refused', async (_, source, why) => {
    await expect(rowsOf(source)).rejects.toThrow(why);
  });
});
