import { describe, expect, it } from 'vitest';
import { odsBytes, odsOf } from '../../../support/ods.js';
import { openBytes, rowsOf } from '../../../support/raw-workbook.js';

const cell = '<table:table-cell office:value-type="float" office:value="1"/>';
const open = (bytes: Uint8Array) => openBytes(bytes, 'return.ods');
const table = (rows: string, name = 'Sheet1'): string =>
  `<table:table table:name="${name}">${rows}</table:table>`;
const row = (cells: string): string => `<table:table-row>${cells}</table:table-row>`;

async function cellsOf(cells: string): Promise<readonly unknown[]> {
  const { sheets } = await open(odsOf(table(row(cells))));
  return (await rowsOf(sheets[0]))[0]?.cells ?? [];
}

describe('the cells of an OpenDocument spreadsheet', () => {
  it.each([
    ['office:value-type="float" office:value="12.5"', '<text:p>12.50</text:p>', 12.5],
    ['office:value-type="percentage" office:value="0.125"', '<text:p>12.5%</text:p>', '12.5%'],
    ['office:value-type="currency" office:value="3"', '<text:p>£3</text:p>', 3],
    [
      'office:value-type="date" office:date-value="2017-12-31"',
      '<text:p>31/12/17</text:p>',
      '2017-12-31',
    ],
    ['office:value-type="date" office:date-value="2017-12-31T23:59:59"', '', '2017-12-31T23:59:59'],
    ['office:value-type="time" office:time-value="PT09H30M00S"', '', '09:30:00'],
    ['office:value-type="boolean" office:boolean-value="true"', '<text:p>TRUE</text:p>', true],
    ['office:value-type="string"', '<text:p>one</text:p><text:p>two</text:p>', 'one\ntwo'],
    [
      'office:value-type="string"',
      '<text:p>a<text:s text:c="2"/>b<text:tab/>c</text:p>',
      'a  b\tc',
    ],
    [
      'office:value-type="string"',
      '<text:p><text:a>link</text:a> <text:span>it</text:span></text:p>',
      'link it',
    ],
    [
      'office:value-type="string"',
      '<office:annotation><text:p>note</text:p></office:annotation><text:p>cell</text:p>',
      'cell',
    ],
    ['office:value-type="string" calcext:value-type="error"', '<text:p>#N/A</text:p>', '#N/A'],
    ['office:value-type="float" office:value="7" table:formula="of:=3+4"', '<text:p>7</text:p>', 7],
  ])('%s is read', async (attributes, content, value) => {
    expect(await cellsOf(`<table:table-cell ${attributes}>${content}</table:table-cell>`)).toEqual([
      value,
    ]);
  });

  it('keep their columns and rows where blank ones are written once for many', async () => {
    const rows =
      row(
        '<table:table-cell office:value-type="string" table:number-columns-repeated="2"><text:p>a</text:p></table:table-cell><table:table-cell table:number-columns-repeated="3"/><table:table-cell office:value-type="float" office:value="1"/>',
      ) +
      '<table:table-row table:number-rows-repeated="4"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
      `<table:table-row-group><table:table-row table:number-rows-repeated="2"><table:covered-table-cell office:value-type="string"><text:p>under</text:p></table:covered-table-cell><table:table-cell office:value-type="float" office:value="2"/></table:table-row></table:table-row-group>` +
      '<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>';
    const { sheets } = await open(odsOf(table(rows)));
    expect(await rowsOf(sheets[0])).toEqual([
      { rowNo: 1, cells: ['a', 'a', null, null, null, 1] },
      { rowNo: 6, cells: [null, 2] },
      { rowNo: 7, cells: [null, 2] },
    ]);
  });
});

describe('the sheets of an OpenDocument spreadsheet', () => {
  it('are read each from where it begins, as often as asked', async () => {
    const rows = (word: string) =>
      Array.from({ length: 3_000 }, (_, index) => [`${word} ${index}`, 'ë']);
    const { sheets } = await open(
      odsBytes(['one', 'two', 'three'].map((name) => ({ name, rows: rows(name) }))),
    );
    for (const sheet of [...sheets].reverse()) {
      const read = await rowsOf(sheet);
      expect([read.length, read.at(-1)]).toEqual([
        3_000,
        { rowNo: 3_000, cells: [`${sheet.name} 2999`, 'ë'] },
      ]);
    }
    expect((await rowsOf(sheets[1]))[0]?.cells).toEqual(['two 0', 'ë']);
  });

  it('say what is hidden, which isn’t read, and which formulas have no result', async () => {
    const styles =
      '<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>';
    const two = `${cell}${cell}`;
    const hidden = `<table:table table:name="Old" table:style-name="ta2"><table:table-column/><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/><table:table-row table:visibility="filter">${two}</table:table-row><table:table-row table:visibility="collapse">${two}</table:table-row><table:table-row>${cell}<table:table-cell table:formula="of:=1+1"/></table:table-row></table:table>`;
    const { sheets } = await open(odsOf(table(row('')) + hidden, { styles }));
    expect(sheets.map(({ name, hidden: is }) => [name, is])).toEqual([
      ['Sheet1', false],
      ['Old', true],
    ]);
    expect(await rowsOf(sheets[1])).toEqual([
      { rowNo: 1, cells: [1] },
      { rowNo: 3, cells: [1] },
    ]);
    expect(sheets[1]?.notes?.()).toEqual([
      '1 row (1) left out by a filter, and read like the others. Delete what isn’t part of the return.',
      '1 hidden row (2) not read. Show what belongs to the return.',
      '1 hidden column (B) not read. Show what belongs to the return.',
      'Formulas without a saved result: 1; their cells were read as empty. Open and save the file in LibreOffice.',
    ]);
  });

  it('give a broken formula as its word, and a percentage as it is shown', async () => {
    const cells =
      '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>' +
      '<table:table-cell table:formula="of:=A1" office:value-type="string" office:string-value=""><text:p></text:p></table:table-cell>' +
      '<table:table-cell office:value-type="percentage" office:value="1"><text:p>100%</text:p></table:table-cell>';
    const { sheets } = await open(odsOf(table(`<table:table-row>${cells}</table:table-row>`)));
    expect((await rowsOf(sheets[0]))[0]?.cells).toEqual(['#DIV/0!', null, '100%']);
  });
});

describe('an OpenDocument file is refused that', () => {
  it.each([
    [
      'is no spreadsheet',
      odsOf('', { type: 'application/vnd.oasis.opendocument.text' }),
      /not a spreadsheet/,
    ],
    ['has no sheets', odsOf(''), /no sheets/],
    [
      'is encrypted',
      odsOf('', {
        manifest:
          '<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>',
      }),
      /password/,
    ],
    ['has 1,001 sheets', odsOf(table('').repeat(1_001)), /more than 1,000 sheets/],
    [
      'repeats a filled row a million times, over all columns',
      odsOf(
        table(
          `<table:table-row table:number-rows-repeated="1048576">${cell.replace('/>', ' table:number-columns-repeated="16384"/>')}</table:table-row>`,
        ),
      ),
      /more than 30,000,000 cells/,
    ],
    [
      'goes beyond the last column',
      odsOf(table(row(cell.repeat(16_385)))),
      /columns beyond the last, 16,384/,
    ],
    [
      'goes beyond the last row',
      odsOf(
        table(`<table:table-row table:number-rows-repeated="1048577">${cell}</table:table-row>`),
      ),
      /rows beyond the last/,
    ],
    [
      'has a number that is none',
      odsOf(table(row(cell.replace('"1"', '"x"')))),
      /a number is none/,
    ],
    ['has a document type', odsOf('<!DOCTYPE a [<!ENTITY b "c">]>'), /document type/],
  ])('%s', async (_what, bytes, message) => {
    const reading = open(bytes).then(async ({ sheets }) => {
      for (const sheet of sheets) await rowsOf(sheet);
    });
    await expect(reading).rejects.toMatchObject({
      code: 'contract',
      message: expect.stringMatching(message) as string,
    });
  });
});
