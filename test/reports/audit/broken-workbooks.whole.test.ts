import type { Workbook, Worksheet } from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { rules } from '../../../reports/audit/rules.js';
import { SAMPLE_NAME, sampleWorkbook, sheetOf, solid, withParts } from './sample-workbook.js';

/** Each broken rule with the first place where it is, such as `no-placeholders Schools by phase!D7`. */
async function faultsOf(bytes: Uint8Array, name = SAMPLE_NAME): Promise<string[]> {
  const { results } = await auditWorkbook(bytes, name);
  return results.flatMap(({ rule, findings: [first] }) =>
    first === undefined
      ? []
      : [
          [rule, [first.sheet, first.cell].filter((each) => each !== null).join('!')]
            .join(' ')
            .trim(),
        ],
  );
}

const data = (book: Workbook): Worksheet => sheetOf(book, 'Schools by phase');
const onData =
  (change: (sheet: Worksheet) => void) =>
  (book: Workbook): void => {
    change(data(book));
  };
const arial = { name: 'Arial', size: 12, color: { argb: 'FF0B0C0C' } };

/** What is wrong, how it is made so, and the faults that the audit names: no others. */
const byHand: [string, (book: Workbook) => void, string[]][] = [
  ['no title in its properties', (book) => (book.title = ''), ['document-title']],
  ['a person as its author', (book) => (book.creator = 'Sam Taylor'), ['document-author']],
  [
    'another sheet shown on opening',
    (book) => {
      book.views = [
        { x: 0, y: 0, width: 1, height: 1, firstSheet: 0, activeTab: 2, visibility: 'visible' },
      ];
    },
    ['opens-at-start'],
  ],
  [
    'a cover that opens far down and enlarged',
    (book) => {
      sheetOf(book, 'Cover').views = [{ state: 'normal', activeCell: 'C20', zoomScale: 75 }];
    },
    ['opens-at-start Cover!C20'],
  ],
  [
    'a hidden sheet',
    (book) => {
      data(book).state = 'veryHidden';
    },
    ['no-hidden-sheets Schools by phase'],
  ],
  [
    'a hidden row',
    onData((sheet) => (sheet.getRow(7).hidden = true)),
    ['no-hidden-rows Schools by phase!7:7'],
  ],
  [
    'a hidden column',
    onData((sheet) => (sheet.getColumn(4).hidden = true)),
    ['no-hidden-columns Schools by phase!D:D'],
  ],
  [
    'a value that its format hides',
    onData((sheet) => (sheet.getCell('D6').numFmt = ';;;')),
    ['no-hidden-values Schools by phase!D6'],
  ],
  [
    'merged cells in its table',
    onData((sheet) => {
      sheet.mergeCells('D6:D7');
    }),
    ['no-merged-cells Schools by phase!D6:D7', 'no-blank-cells Schools by phase!D7'],
  ],
  [
    'a blank cell',
    onData((sheet) => (sheet.getCell('D7').value = null)),
    ['no-blank-cells Schools by phase!D7'],
  ],
  [
    'a blank row in its table',
    onData((sheet) => {
      for (const column of [1, 2, 3, 4]) sheet.getCell(7, column).value = null;
    }),
    [
      'legend Schools by phase!A3',
      'no-blank-rows Schools by phase!7:7',
      'no-blank-cells Schools by phase!A7',
    ],
  ],
  [
    'a dash in place of a value',
    onData((sheet) => (sheet.getCell('C8').value = '-')),
    ['no-placeholders Schools by phase!C8'],
  ],
  [
    'dots in place of a value',
    onData((sheet) => (sheet.getCell('C8').value = '..')),
    ['no-placeholders Schools by phase!C8'],
  ],
  [
    'NA in place of a value',
    onData((sheet) => (sheet.getCell('C8').value = 'NA')),
    ['no-placeholders Schools by phase!C8'],
  ],
  [
    'a formula saved without its result',
    onData((sheet) => (sheet.getCell('B6').value = { formula: 'SUM(B7:B8)' })),
    ['no-blank-cells Schools by phase!B6'],
  ],
  [
    'an error',
    onData((sheet) => (sheet.getCell('C8').value = { error: '#N/A' })),
    ['no-error-values Schools by phase!C8'],
  ],
  [
    'a number stored as text',
    onData((sheet) => (sheet.getCell('B7').value = '10,112')),
    ['numbers-are-numbers Schools by phase!B7'],
  ],
  [
    'a symbol beside a number',
    onData((sheet) => (sheet.getCell('B7').value = '10,112 [p]')),
    ['symbols-in-place Schools by phase!B7'],
  ],
  [
    'a symbol of its own',
    onData((sheet) => (sheet.getCell('C8').value = '[s]')),
    ['known-symbols Schools by phase!C8'],
  ],
  [
    'a symbol that its legend leaves out',
    onData((sheet) => (sheet.getCell('C8').value = '[x]')),
    ['symbols-on-cover Cover', 'legend Schools by phase!C8'],
  ],
  [
    'a legend that explains too much',
    onData(
      (sheet) =>
        (sheet.getCell('A3').value =
          'Symbols used: [c] suppressed; [p] provisional; [z] not applicable.'),
    ),
    ['legend Schools by phase!A3'],
  ],
  [
    'different decimals in a column',
    onData((sheet) => (sheet.getCell('C7').numFmt = '0.00')),
    ['same-decimals Schools by phase!C7'],
  ],
  [
    'thousands without commas',
    onData((sheet) => (sheet.getCell('B7').numFmt = '0')),
    ['thousands-commas Schools by phase!B7'],
  ],
  [
    'percentages whose heading doesn’t say so',
    onData((sheet) => {
      for (const address of ['B6', 'B7']) sheet.getCell(address).numFmt = '#,##0%';
      sheet.getTable('Schools_by_phase').getColumn(1).name = 'Pupils';
      sheet.getCell('B5').value = 'Pupils';
    }),
    ['units-in-headings Schools by phase!B5'],
  ],
  [
    'numbers that stand left',
    onData((sheet) => (sheet.getCell('B6').alignment = { horizontal: 'left' })),
    ['alignment Schools by phase!B6'],
  ],
  [
    'texts that stand right',
    onData((sheet) => (sheet.getCell('D6').alignment = { horizontal: 'right' })),
    ['alignment Schools by phase!D6'],
  ],
  [
    'long text that isn’t wrapped',
    onData((sheet) => {
      sheet.getCell('D6').value = 'All schools were inspected in the quarter, one of them twice';
      sheet.getCell('D6').alignment = { wrapText: false };
    }),
    ['wrapped-text Schools by phase!D6'],
  ],
  [
    'a column too narrow for its numbers',
    onData((sheet) => (sheet.getColumn(2).width = 4)),
    ['sensible-widths Schools by phase!B:B'],
  ],
  [
    'words below its table',
    onData((sheet) => {
      sheet.getCell('A10').value = 'Figures are provisional';
      sheet.getCell('A10').font = arial;
    }),
    ['nothing-below-table Schools by phase!A10'],
  ],
  [
    'no line about its one table',
    onData((sheet) => (sheet.getCell('A2').value = 'Schools')),
    ['says-one-table Schools by phase!A2'],
  ],
  [
    'no source',
    onData((sheet) => (sheet.getCell('A4').value = 'Provisional')),
    ['says-source Schools by phase'],
  ],
  [
    'no title',
    onData((sheet) => (sheet.getCell('A1').value = null)),
    ['title-in-a1 Schools by phase!A1', 'no-blank-rows Schools by phase!1:1'],
  ],
  [
    'small text',
    onData((sheet) => (sheet.getCell('D7').font = { ...arial, size: 10 })),
    ['font-size Schools by phase!D7'],
  ],
  [
    'a small title',
    onData((sheet) => (sheet.getCell('A1').font = arial)),
    ['title-size Schools by phase!A1'],
  ],
  [
    'a font with serifs',
    onData((sheet) => (sheet.getCell('D7').font = { ...arial, name: 'Times New Roman' })),
    ['sans-serif Schools by phase!D7'],
  ],
  [
    'italics within a text',
    onData((sheet) => {
      sheet.getCell('D7').value = {
        richText: [
          { text: 'All ', font: arial },
          { text: 'inspected', font: { ...arial, italic: true } },
        ],
      };
    }),
    ['no-italics Schools by phase!D7'],
  ],
  [
    'underlined text that is no link',
    onData((sheet) => (sheet.getCell('D7').font = { ...arial, underline: true })),
    ['no-italics Schools by phase!D7'],
  ],
  [
    'turned text',
    onData((sheet) => (sheet.getCell('D5').alignment = { textRotation: 90, wrapText: true })),
    ['horizontal-text Schools by phase!D5'],
  ],
  [
    'pale text',
    onData((sheet) => (sheet.getCell('D7').font = { ...arial, color: { argb: 'FF999999' } })),
    ['contrast Schools by phase!D7'],
  ],
  [
    'text pale by its theme’s colour and tint',
    onData((sheet) => {
      // Dark 1, lightened by six tenths: 999999. exceljs writes the tint, though its types don't name it.
      const color = Object.assign({ theme: 1 }, { tint: 0.6 });
      sheet.getCell('D7').font = { ...arial, color };
    }),
    ['contrast Schools by phase!D7'],
  ],
  [
    'red that no word says',
    (book) => {
      sheetOf(book, 'Summary').getCell('C5').fill = solid('FFFFC7CE');
      sheetOf(book, 'Summary').getCell('B5').fill = solid('FFB10E1E');
    },
    ['colour-not-alone Summary!C5'],
  ],
  [
    'a conditional format that colours numbers',
    (book) => {
      sheetOf(book, 'Summary').addConditionalFormatting({
        ref: 'C4:C5',
        rules: [
          {
            type: 'cellIs',
            operator: 'lessThan',
            formulae: [20],
            priority: 1,
            style: { fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFC7CE' } } },
          },
        ],
      });
    },
    ['colour-not-alone Summary!C4:C5'],
  ],
  [
    'a link that says “click here”',
    (book) => {
      sheetOf(book, 'Contents').getCell('A6').value = {
        text: 'Click here',
        hyperlink: "#'Summary'!A1",
      };
    },
    ['descriptive-links Contents!A6'],
  ],
  // Gptables writes contents of tables and sheets without a way back.
  [
    'nothing where only data sheets are linked, and none leads back',
    (book) => {
      for (const [at, name] of [
        ['A4', 'Cover'],
        ['A5', 'Notes'],
      ] as const)
        sheetOf(book, 'Contents').getCell(at).value = name;
    },
    [],
  ],
  [
    'a link that leads to no sheet',
    (book) => {
      sheetOf(book, 'Contents').getCell('A7').value = {
        text: 'Schools',
        hyperlink: "#'Schools'!A1",
      };
    },
    ['contents-links Contents', 'links-lead-somewhere Contents!A7'],
  ],
  [
    'a link that leads past A1',
    (book) => {
      sheetOf(book, 'Contents').getCell('A6').value = {
        text: 'Summary',
        hyperlink: "#'Summary'!B3",
      };
    },
    ["contents-links Contents!'Summary'!B3"],
  ],
  [
    'a link to a file on a disk',
    onData((sheet) => {
      sheet.getCell('D7').value = { text: 'Inspection list', hyperlink: 'file:///S:/lists.xlsx' };
    }),
    ['no-external-links'],
  ],
  [
    'a formula on another workbook',
    onData((sheet) => {
      sheet.getCell('B7').value = { formula: "'[last.xlsx]Schools'!B7", result: 10_112 };
    }),
    ['no-external-links Schools by phase!B7'],
  ],
  [
    'a footer that says what stands nowhere',
    (book) => {
      sheetOf(book, 'Summary').headerFooter.oddFooter = '&CDraft for comment&RPage &P';
    },
    ['headers-and-footers Summary'],
  ],
  [
    'sheets in another order',
    (book) => {
      // exceljs keeps the order in a number that its types don't name.
      Object.assign(sheetOf(book, 'Notes'), { orderNo: 9 });
    },
    ['sheet-order Notes'],
  ],
  [
    'a sheet without a meaning in its name, and blank',
    (book) => {
      book.addWorksheet('Sheet1', { pageSetup: sheetOf(book, 'Cover').pageSetup });
    },
    [
      'sheet-names Sheet1',
      'no-blank-sheets Sheet1',
      'contents-links Contents',
      'title-in-a1 Sheet1!A1',
      'says-one-table Sheet1!A2',
      'real-table Sheet1',
    ],
  ],
  [
    'a period in a sheet’s name',
    (book) => {
      data(book).name = 'Schools Q3';
      sheetOf(book, 'Contents').getCell('A7').value = {
        text: 'Schools Q3',
        hyperlink: "#'Schools Q3'!A1",
      };
    },
    ['sheet-names Schools Q3', 'quarters-explained Contents!A7'],
  ],
  [
    'notes out of order',
    (book) => {
      sheetOf(book, 'Summary').getCell('B3').value = 'Status [note 2]';
      data(book).getCell('A5').value = 'Phase [note 1]';
    },
    ['notes-numbered Summary!B3'],
  ],
  [
    'a marker without a note',
    (book) => {
      data(book).getCell('D5').value = 'Remark [note 3]';
    },
    ['notes-numbered Schools by phase!D5'],
  ],
  [
    'a note’s marker in a data cell',
    onData((sheet) => (sheet.getCell('B7').value = '10,112 [note 2]')),
    ['no-notes-in-data-cells Schools by phase!B7'],
  ],
  [
    'two headings alike',
    onData((sheet) => (sheet.getCell('D5').value = 'Phase [note 2]')),
    ['headings Schools by phase!D5'],
  ],
  [
    'frozen panes',
    onData((sheet) => (sheet.views = [{ state: 'frozen', ySplit: 5 }])),
    ['no-freeze-panes Schools by phase'],
  ],
  [
    'a fill on a data sheet',
    onData((sheet) => (sheet.getCell('A5').fill = solid('FFE7E6E6'))),
    ['no-fills Schools by phase!A5'],
  ],
  [
    'a date in digits',
    onData((sheet) => (sheet.getCell('D6').value = '31/12/2017')),
    ['dates-in-words Schools by phase!D6'],
  ],
];

/** Faults that are in the file's parts, where no spreadsheet's menu leads. */
const inParts: [string, Parameters<typeof withParts>[1], string[]][] = [
  ['a macro', { 'xl/vbaProject.bin': () => 'x' }, ['no-macros']],
  [
    'a link to another workbook',
    {
      'xl/externalLinks/externalLink1.xml': () => '<externalLink/>',
      'xl/_rels/workbook.xml.rels': (part) =>
        part.replace(
          '</Relationships>',
          '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>',
        ),
    },
    ['no-external-links'],
  ],
  [
    'no language',
    { 'docProps/core.xml': (part) => part.replace(/<dc:language>.*?<\/dc:language>/, '') },
    ['document-language'],
  ],
  [
    'no Excel table where its rows are',
    {
      'xl/worksheets/sheet5.xml': (part) => part.replace(/<tableParts.*?<\/tableParts>/s, ''),
      'xl/worksheets/_rels/sheet5.xml.rels': null,
    },
    ['real-table Schools by phase'],
  ],
  [
    'filter buttons',
    {
      'xl/tables/table5.xml': (part) =>
        part.replace(/<autoFilter.*?<\/autoFilter>/s, '<autoFilter ref="A5:D8"/>'),
    },
    ['filter-buttons Schools by phase!A5:D8'],
  ],
  [
    'the flag of numbers stored as text switched off',
    {
      'xl/worksheets/sheet5.xml': (part) =>
        part.replace(
          '<tableParts',
          '<ignoredErrors><ignoredError sqref="B6:B8" numberStoredAsText="1"/></ignoredErrors><tableParts',
        ),
    },
    ['numbers-are-numbers Schools by phase!B6:B8'],
  ],
  [
    'two links in one cell',
    {
      'xl/worksheets/sheet2.xml': (part) => part.replace(/(<hyperlink ref="A6"[^>]*>)/, '$1$1'),
    },
    ['one-link-a-cell Contents!A6'],
  ],
  [
    'a hidden name that refers to nothing',
    {
      'xl/workbook.xml': (part) =>
        part.replace(
          '<calcPr',
          '<definedNames><definedName name="old" hidden="1">#REF!</definedName></definedNames><calcPr',
        ),
    },
    ['defined-names'],
  ],
];

describe('the audit', () => {
  let whole: Uint8Array;
  beforeAll(async () => {
    whole = await sampleWorkbook();
  });

  it('finds nothing in a workbook that keeps every rule', async () => {
    expect(await faultsOf(whole)).toEqual([]);
  });

  it.each(byHand)('names %s by rule and cell, and nothing else', async (_, change, faults) => {
    expect(await faultsOf(await sampleWorkbook(change))).toEqual(faults);
  });

  it.each(inParts)('names %s', async (_, changes, faults) => {
    expect(await faultsOf(withParts(whole, changes))).toEqual(faults);
  });

  it('names a file that isn’t lower case with dashes', async () => {
    expect(await faultsOf(whole, 'Q3 Update FINAL.xlsx')).toEqual(['file-name']);
  });

  it('passes a workbook that breaks best practice alone', async () => {
    const report = await auditWorkbook(whole, 'Q3 Update FINAL.xlsx');
    expect(report.passes).toBe(true);
  });

  it('has a case for every essential', () => {
    const cases = [...byHand, ...inParts].flatMap(([, , faults]) => faults);
    const tried = new Set(cases.map((fault) => fault.split(' ')[0]));
    // Those of charts have theirs in a file of their own.
    const essentials = rules
      .filter(({ level, id }) => level === 'essential' && !id.startsWith('charts-'))
      .map(({ id }) => id);
    expect(essentials.filter((id) => !tried.has(id))).toEqual([]);
  });
});
