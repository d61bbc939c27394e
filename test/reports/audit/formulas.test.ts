import { describe, expect, it } from 'vitest';
import { auditWorkbook } from '../../../reports/audit/audit.js';
import { checkedFormulas } from '../../../reports/audit/formulas/check.js';
import { openForAudit } from '../../../reports/audit/open/open-workbook.js';
import { auditText } from '../../../reports/audit/report.js';
import { SAMPLE_NAME, sampleWorkbook, sheetOf, withParts } from './sample-workbook.js';

/** What the audit says of formulas in place of the sample's remarks; B6:B8 hold 17420, 10112 and "[c]", C6:C7 94.2 and 92.5. */
async function verdicts(formulas: readonly [string, unknown][]): Promise<string[]> {
  const bytes = await sampleWorkbook((book) => {
    formulas.forEach(([formula, result], index) => {
      sheetOf(book, 'Schools by phase').getCell(20 + index, 6).value = {
        formula,
        result: result as number,
      };
    });
  });
  return [...checkedFormulas(await openForAudit(bytes, SAMPLE_NAME))].map(
    ({ cell, verdict, gives }) => `${cell.formula ?? ''} ${verdict} ${gives ?? '?'}`,
  );
}

/** Each as Excel gives it. */
const known: [string, number | string | boolean][] = [
  ['SUM(B6:B8)', 27_532],
  ['SUM(B$6:$B$8,1,"2")', 27_535],
  ['AVERAGE(B6:B8)', 13_766],
  ['COUNT(B6:B8)', 2],
  ['MAX(B6:B8)-MIN(B6:B8)', 7_308],
  ['ROUND(100*B7/B6,1)', 58],
  ['ROUND(2.5,0)+ROUND(-2.5,0)', 0],
  ['ROUND(1.005,2)', 1.01],
  ['ROUND(1234.5,-2)', 1200],
  ['ROUNDUP(1.01,0)+ROUNDDOWN(1.99,0)', 3],
  ['-2^2', 4],
  ['2+3*4^2/8-1', 7],
  ['(2+3)*4', 20],
  ['50%*B6', 8_710],
  ["'Schools by phase'!B6/2", 8_710],
  ['Summary!C5*1', 12],
  ['IF(B6>B7,"more","less")', 'more'],
  ['IFERROR(B6/0,0)', 0],
  ['B8&" of "&B7', '[c] of 10112'],
  ['"a"="A"', true],
  ['ABS(-3)+INT(2.9)', 5],
  ['Z99+1', 1],
  ['HYPERLINK("https://example.org","A page")', 'A page'],
];

describe('formulas that the audit works out', () => {
  it('agree with what Excel saves', async () => {
    expect(await verdicts(known)).toEqual(
      known.map(([formula, result]) => `${formula} agrees ${result === true ? 'TRUE' : result}`),
    );
  });

  it('disagree where the saved result is another', async () => {
    const found = await verdicts(
      known.filter(([, result]) => typeof result === 'number').map(([f]) => [f, 0.123]),
    );
    expect(found.length).toBeGreaterThan(15);
    expect(found.filter((each) => !each.includes(' disagrees '))).toEqual([]);
    expect(await verdicts([['B6+B8', 17_420]])).toEqual(['B6+B8 disagrees an error']);
  });

  it('are followed where several cells share one', async () => {
    const bytes = withParts(await sampleWorkbook(), {
      'xl/worksheets/sheet5.xml': (part) =>
        part.replace(
          '</sheetData>',
          '<row r="20"><c r="F20"><f t="shared" ref="F20:G22" si="0">B6+$C$6*0</f><v>17420</v></c><c r="G20"><f t="shared" si="0"/><v>94.2</v></c></row>' +
            '<row r="21"><c r="F21"><f t="shared" si="0"/><v>10113</v></c><c r="G21"><f t="shared" si="7"/><v>1</v></c></row></sheetData>',
        ),
    });
    const found = [...checkedFormulas(await openForAudit(bytes, SAMPLE_NAME))];
    expect(found.map(({ verdict, gives }) => `${verdict} ${gives ?? '?'}`)).toEqual([
      'agrees 17420',
      'agrees 94.2',
      'disagrees 10112',
      'unchecked ?',
    ]);
  });

  it('are said not to be checked where they hold what it doesn’t know', async () => {
    const unknown = [
      'VLOOKUP(B6,B6:C7,2,FALSE)',
      'SUM(Phases[Pupils])',
      'SUM(B:B)',
      'Nowhere!A1',
      'SUM(B6:B7*2)',
      'B6:B7',
      'TODAY()',
      'SUM(B6',
      `${'('.repeat(200)}1${')'.repeat(200)}`,
    ];
    const found = await verdicts(unknown.map((formula) => [formula, 1]));
    expect(found).toEqual(unknown.map((formula) => `${formula} unchecked ?`));
    const bytes = await sampleWorkbook((book) => {
      sheetOf(book, 'Schools by phase').getCell('B6').value = {
        formula: 'NOW()-NOW()+B7',
        result: 1,
      };
    });
    const report = await auditWorkbook(bytes, SAMPLE_NAME);
    expect(report.passes).toBe(true);
    expect(report.unchecked).toEqual({ formulas: 1, first: 'Schools by phase!B6' });
    expect(auditText(report)).toContain(
      "Not checked: 1 formula that the audit doesn't evaluate, the first in Schools by phase!B6.",
    );
  });
});
