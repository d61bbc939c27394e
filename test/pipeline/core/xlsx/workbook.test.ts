import { describe, expect, it } from 'vitest';

import {
  cellsOf,
  escaped,
  openBytes,
  rawWorkbook,
  relations,
  rowsOf,
  rowsOfRaw,
} from '../../../support/raw-workbook.js';

describe('a cell of a workbook', () => {
  it('gives texts: shared, inline, rich, with phonetic guides left out and escapes resolved', async () => {
    const texts =
      '<si><t>plain</t></si><si><r><rPr><b/></rPr><t>rich </t></r><r><t xml:space="preserve"> text</t></r>' +
      '<rPh sb="0" eb="1"><t>guide</t></rPh><phoneticPr fontId="1"/></si><si><t>a_x000D_b &amp; &#x41;&#66; &lt;</t></si><si/>';
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c>' +
      '<c t="inlineStr"><is><r><t>in</t></r><r><t>line</t></r><rPh><t>x</t></rPh></is></c>' +
      '<c t="inlineStr"><is><t><![CDATA[<raw> & all]]></t></is></c>';
    expect(await cellsOf(cells, { texts })).toEqual([
      'plain',
      'rich  text',
      'a\rb & AB <',
      null,
      'inline',
      '<raw> & all',
    ]);
  });

  it('gives the saved result of a formula, 0 and FALSE and errors among them', async () => {
    const cells =
      '<c><f>A1*0</f><v>0</v></c><c t="b"><f>1=2</f><v>0</v></c><c t="b"><f>1=1</f><v>1</v></c>' +
      '<c t="str"><f>"a"&amp;"b"</f><v>ab</v></c><c t="str"><f>""</f><v></v></c>' +
      '<c t="e"><f>NA()</f><v>#N/A</v></c><c><f t="shared" si="0"/><v>2.5</v></c><c><v>7</v></c>';
    expect(await cellsOf(cells)).toEqual([0, false, true, 'ab', null, '#N/A', 2.5, 7]);
  });

  it('gives numbers exactly, percentages as they are shown', async () => {
    const cells =
      '<c><v>0.1</v></c><c><v>12.300000000000001</v></c><c><v>1.0000000000000001E-5</v></c>' +
      '<c s="1"><v>0.942</v></c><c s="1"><v>1</v></c><c s="1"><v>0.084</v></c><c><v>-0</v></c><c><v>1e3</v></c><c><v> 5 </v></c>';
    expect(await cellsOf(cells, { formats: ['0.0%'] })).toEqual([
      0.1,
      12.300000000000001,
      0.00001,
      '94.2%',
      '100%',
      '8.4%',
      -0,
      1000,
      5,
    ]);
  });

  it('gives days and times by the number format of its style', async () => {
    const formats = [
      'dd/mm/yyyy',
      'dd/mm/yyyy hh:mm',
      'hh:mm:ss',
      '[h]:mm',
      '0.0 "days"',
      '0;[Red]-0',
    ];
    const cells =
      '<c s="1"><v>43100</v></c><c s="2"><v>43100.75</v></c><c s="3"><v>0.5</v></c>' +
      '<c s="4"><v>1.5</v></c><c s="5"><v>43100</v></c><c s="6"><v>43100</v></c><c s="1"><v>43100.5</v></c>' +
      '<c s="1" t="s"><v>0</v></c><c t="d"><v>2017-12-31T00:00:00Z</v></c>';
    expect(await cellsOf(cells, { formats, texts: '<si><t>31/12/2017</t></si>' })).toEqual([
      '2017-12-31',
      '2017-12-31T18:00:00',
      '12:00:00',
      1.5,
      43100,
      43100,
      '2017-12-31T12:00:00',
      '31/12/2017',
      '2017-12-31',
    ]);
  });

  it('counts days from 1904 where the workbook does', async () => {
    const cells = '<c s="1"><v>0</v></c><c s="1"><v>41638</v></c>';
    expect(
      await cellsOf(cells, { formats: ['d mmm yy'], properties: '<workbookPr date1904="1"/>' }),
    ).toEqual(['1904-01-01', '2017-12-31']);
  });

  it('lies where its reference says, or after the one before', async () => {
    const rows = await rowsOfRaw({
      sheets: [
        {
          data:
            '<row><c><v>1</v></c><c><v>2</v></c></row><row r="4"><c r="B4"><v>3</v></c><c><v>4</v></c>' +
            '<c r="AA4"><v>5</v></c></row><row><c r="A5" s="1"/></row><row/><row><c><v>6</v></c></row>',
        },
      ],
    });
    expect(
      rows.map(({ rowNo, cells }) => [rowNo, cells.length, cells.filter((c) => c !== null)]),
    ).toEqual([
      [1, 2, [1, 2]],
      [4, 27, [3, 4, 5]],
      [7, 1, [6]],
    ]);
    expect(rows[1]?.cells.slice(0, 4)).toEqual([null, 3, 4, null]);
  });

  it('beneath a merged range is empty, whatever the file holds there', async () => {
    const row = (r: number) =>
      `<row r="${r}"><c r="A${r}"><v>${r}1</v></c><c r="B${r}"><v>${r}2</v></c><c r="C${r}"><v>${r}3</v></c></row>`;
    const rows = await rowsOfRaw({
      sheets: [
        {
          data: [1, 2, 3, 4].map(row).join(''),
          after:
            '<mergeCells count="3"><mergeCell ref="A1:B1"/><mergeCell ref="B2:B4"/><mergeCell ref="C3"/></mergeCells>',
        },
      ],
    });
    expect(rows.map(({ cells }) => cells)).toEqual([
      [11, null, 13],
      [21, 22, 23],
      [31, null, 33],
      [41, null, 43],
    ]);
  });
});

describe('the sheets of a workbook', () => {
  it('are in its order under their trimmed names, hidden ones marked, charts left out', async () => {
    const bytes = rawWorkbook({
      sheets: [
        { name: ' List 1 ', data: '<row><c><v>1</v></c></row>' },
        { name: 'Hidden &amp; not', state: 'hidden' },
        { name: 'Very', state: 'veryHidden' },
        { name: 'Chart' },
      ],
      parts: {
        'xl/_rels/workbook.xml.rels': relations([
          ['s3', 'worksheet', 'worksheets/sheet1.xml'],
          ['s2', 'worksheet', '/xl/worksheets/SHEET2.xml'],
          ['s1', 'worksheet', '../data/odd%20name.xml'],
          ['s4', 'chartsheet', 'worksheets/sheet4.xml'],
        ]),
        'data/odd name.xml':
          '<worksheet><sheetData><row><c><v>9</v></c></row></sheetData></worksheet>',
      },
    });
    const { sheets } = await openBytes(bytes);
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['List 1', false],
      ['Hidden & not', true],
      ['Very', true],
    ]);
    expect((await rowsOf(sheets[0]))[0]?.cells).toEqual([9]);
    expect((await rowsOf(sheets[2]))[0]?.cells).toEqual([1]);
  });

  it('say which hidden rows and columns aren’t read, and which formulas have no result', async () => {
    const filler =
      `<row><c t="inlineStr"><is><t>${'hidden="1" f> '.repeat(50)}</t></is></c></row>`.repeat(900);
    const bytes = rawWorkbook({
      sheets: [
        {
          before:
            '<cols><col min="2" max="3" hidden="1"/><col min="4" max="16384" hidden="0"/></cols>',
          data:
            `${filler}<row r="901" hidden="1"><c><v>1</v></c><c><v>1</v></c></row>` +
            `<row r="902" ht="5" hidden='true'><c><v>2</v></c></row>${filler.replaceAll('</c></row>', '</c><c><f>3</f><v>3</v></c></row>')}` +
            '<row hidden="0"><c><v>1</v></c><c><f>1</f><v></v></c><c t="str"><f>""</f><v></v></c><c><v>4</v></c></row>',
        },
        {},
      ],
    });
    const { sheets } = await openBytes(bytes);
    const rows = await rowsOf(sheets[0]);
    expect([rows.length, rows[900]?.rowNo, rows.at(-1)?.cells]).toEqual([
      1801,
      903,
      [1, null, null, 4],
    ]);
    expect(await rowsOf(sheets[1])).toEqual([]);
    expect(sheets.map((sheet) => sheet.notes?.())).toEqual([
      [
        '2 hidden rows (901, 902) not read. Show what belongs to the return.',
        '1 hidden column (B) not read. Show what belongs to the return.',
        'Formulas without a saved result: 1; their cells were read as empty. Open and save the workbook in Excel.',
      ],
      [],
    ]);
  });

  it.each([
    ['of the sheet', { after: '<autoFilter ref="A1:A9"><filterColumn colId="0"/></autoFilter>' }],
    ['of the sheet, in another way', { before: '<sheetPr filterMode="1"/>' }],
  ])('give the rows that a filter %s leaves out, and say so', async (_, parts) => {
    const data = '<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c></row>';
    const { sheets } = await openBytes(rawWorkbook({ sheets: [{ ...parts, data }] }));
    expect((await rowsOf(sheets[0])).map(({ cells }) => cells)).toEqual([[1], [2]]);
    expect(sheets[0]?.notes?.()).toEqual([
      '1 row (2) left out by a filter, and read like the others. Delete what isn’t part of the return.',
    ]);
  });

  it('give the rows that a table’s filter leaves out', async () => {
    const bytes = rawWorkbook({
      sheets: [{ data: '<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c></row>' }],
      parts: {
        'xl/worksheets/_rels/sheet1.xml.rels': relations([
          ['rId1', 'table', '../tables/table1.xml'],
        ]),
        'xl/tables/table1.xml':
          '<table ref="A1:A2"><autoFilter ref="A1:A2"><filterColumn colId="0"/></autoFilter></table>',
      },
    });
    const { sheets } = await openBytes(bytes);
    expect((await rowsOf(sheets[0])).length).toBe(2);
  });

  it('are read the same with a prefix on every tag, comments and single quotes', async () => {
    const part =
      "<?xml version='1.0' encoding='utf-8'?>\r\n<!-- a > b --><x:worksheet xmlns:x='http://schemas.openxmlformats.org/spreadsheetml/2006/main' xmlns:y='z'>" +
      "<x:sheetData><x:row r = '2' y:note='>'><x:c r='B2' t='inlineStr' ><x:is><x:t>é</x:t><y:t>not this</y:t></x:is></x:c >" +
      '<y:c><x:v>8</x:v></y:c><x:c r="C2"><x:v>1<!-- split -->2</x:v></x:c></x:row></x:sheetData>' +
      '<x:mergeCells><x:mergeCell ref="A1:A2"/></x:mergeCells></x:worksheet>\n';
    expect(await rowsOfRaw({ sheets: [{ part }] })).toEqual([{ rowNo: 2, cells: [null, 'é', 12] }]);
  });

  it('are read from a workbook in the strict form', async () => {
    const strict = (text: string) =>
      text
        .replaceAll(
          'http://schemas.openxmlformats.org/officeDocument/2006/relationships',
          'http://purl.oclc.org/ooxml/officeDocument/relationships',
        )
        .replaceAll(
          'http://schemas.openxmlformats.org/spreadsheetml/2006/main',
          'http://purl.oclc.org/ooxml/spreadsheetml/main',
        );
    const bytes = rawWorkbook({
      sheets: [{ data: '<row><c s="1"><v>43100</v></c></row>' }],
      formats: ['yyyy-mm-dd'],
      parts: {
        '_rels/.rels': strict(relations([['rId1', 'officeDocument', 'xl/workbook.xml']])),
        'xl/workbook.xml': strict(
          '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="s1"/></sheets></workbook>',
        ),
        'xl/_rels/workbook.xml.rels': strict(
          relations([
            ['s1', 'worksheet', 'worksheets/sheet1.xml'],
            ['x1', 'styles', 'styles.xml'],
          ]),
        ),
      },
    });
    expect((await rowsOf((await openBytes(bytes)).sheets[0]))[0]?.cells).toEqual(['2017-12-31']);
  });

  it('come in batches, may be read twice and side by side, and not after closing', async () => {
    const data = '<row><c><v>1</v></c><c t="inlineStr"><is><t>ünï</t></is></c></row>'.repeat(
      30_000,
    );
    const file = await openBytes(rawWorkbook({ sheets: [{ data }, { data }] }));
    const [first, second, again] = await Promise.all([
      rowsOf(file.sheets[0]),
      rowsOf(file.sheets[1]),
      rowsOf(file.sheets[0]),
    ]);
    expect(first).toHaveLength(30_000);
    expect(second).toEqual(first);
    expect(again).toEqual(first);
    let batches = 0;
    for await (const batch of file.sheets[0]?.batches() ?? []) {
      expect(batch.length).toBeLessThanOrEqual(10_000);
      batches += 1;
    }
    expect(batches).toBeGreaterThan(2);
    await file.close();
    await expect(rowsOf(file.sheets[0])).rejects.toThrow(/closed/);
  });

  it('keep every character of a cell, wherever the pieces of the file end', async () => {
    const cells = Array.from({ length: 40_000 }, (_, i) => `€${i}–😀${'é'.repeat(i % 7)}`);
    const data = cells
      .map((c) => `<row><c t="inlineStr"><is><t>${escaped(c)}</t></is></c></row>`)
      .join('');
    const rows = await rowsOfRaw({ sheets: [{ data }] });
    expect(rows.map((row) => row.cells[0])).toEqual(cells);
  });
});
