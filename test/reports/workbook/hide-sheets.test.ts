import exceljs from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { hideSheets } from '../../../reports/workbook/hide-sheets.js';

const NAMES = ['Contents & more', 'Summary', 'Figures', 'Workings'];

async function bookOf(): Promise<Uint8Array> {
  const book = new exceljs.Workbook();
  for (const name of NAMES) book.addWorksheet(name).getCell('A1').value = name;
  const workings = book.getWorksheet('Workings');
  if (workings !== undefined) workings.state = 'veryHidden';
  return new Uint8Array(await book.xlsx.writeBuffer());
}

/** The workbook's own part, changed. */
function changed(bytes: Uint8Array, how: (part: string) => string): Uint8Array {
  const parts = unzipSync(bytes);
  const part = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array());
  return zipSync({ ...parts, 'xl/workbook.xml': strToU8(how(part)) });
}

async function statesIn(bytes: Uint8Array): Promise<(readonly [string, string])[]> {
  const book = new exceljs.Workbook();
  await book.xlsx.load(bytes as unknown as exceljs.Buffer);
  return book.worksheets.map(({ name, state }) => [name, state] as const);
}

const partOf = (bytes: Uint8Array): string =>
  strFromU8(unzipSync(bytes)['xl/workbook.xml'] ?? new Uint8Array());

describe('a workbook with some sheets hidden', () => {
  it('hides those, leaves others as they were, and opens at the first that is seen', async () => {
    const hidden = hideSheets(await bookOf(), new Set([0, 2]));
    expect(await statesIn(hidden)).toEqual([
      ['Contents & more', 'hidden'],
      ['Summary', 'visible'],
      ['Figures', 'hidden'],
      ['Workings', 'veryHidden'],
    ]);
    expect(partOf(hidden)).toMatch(/<workbookView[^>]* activeTab="1"/);
  });

  it('opens there also where the workbook says another sheet', async () => {
    const view = '<bookViews><workbookView firstSheet="2" activeTab="2"/></bookViews><sheets>';
    const book = changed(await bookOf(), (part) => part.replace('<sheets>', view));
    const part = partOf(hideSheets(book, new Set([2])));
    expect(part.match(/activeTab="\d"/g)).toEqual(['activeTab="0"']);
    expect(part).not.toContain('firstSheet');
  });

  it('does so too where elements have a prefix', async () => {
    const book = changed(await bookOf(), (part) => part.replace(/<(\/?)(sheets?)\b/g, '<$1x:$2'));
    expect(partOf(hideSheets(book, new Set([1])))).toMatch(/<x:sheet [^>]*state="hidden"/);
  });
});
