import { strToU8, zipSync } from 'fflate';
import type { IsoDate } from '../calendar/days.js';
import { columnName } from './reference.js';
import { serialOfDay } from './serial-date.js';
import { xml } from './xml-text.js';

/** A cell of a plain workbook: a day is written as a date cell, as Excel does it. */
export type WorkbookCell = string | number | { readonly day: IsoDate } | null;

export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly (readonly WorkbookCell[])[];
}

/** A day as a date cell; null stays empty. */
export function dayCell(day: IsoDate | null): WorkbookCell {
  return day === null ? null : { day };
}

/**
 * Writes plain .xlsx bytes, the same for the same rows on every machine: unlike a workbook library's, its parts have a
 * fixed order and a fixed time. Read by whatever reads a council's workbook.
 */
export function workbookBytes(sheets: readonly WorkbookSheet[]): Uint8Array {
  const strings = new SharedStrings();
  const parts = sheets.map((sheet) => sheetXml(sheet, strings));
  const files: Record<string, Uint8Array> = {
    '[Content_Types].xml': strToU8(contentTypes(sheets.length)),
    '_rels/.rels': strToU8(
      relationships([['rId1', `${OFFICE}/officeDocument`, 'xl/workbook.xml']]),
    ),
    'xl/workbook.xml': strToU8(workbookXml(sheets)),
    'xl/_rels/workbook.xml.rels': strToU8(workbookRelationships(sheets.length)),
    'xl/styles.xml': strToU8(STYLES),
    'xl/sharedStrings.xml': strToU8(strings.part()),
  };
  parts.forEach((part, index) => {
    files[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(part);
  });
  // A zip holds local time without a zone: a date built from local parts gives the same bytes in every zone.
  return zipSync(files, { level: 1, mtime: new Date(2018, 0, 2, 12, 0, 0) });
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Style 1 is a date (number format 14, the reader's own short date). */
const STYLES = `${DECLARATION}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

class SharedStrings {
  readonly #numbers = new Map<string, number>();
  #used = 0;

  numberOf(text: string): number {
    this.#used += 1;
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.#numbers.size;
    this.#numbers.set(text, number);
    return number;
  }

  part(): string {
    const items = [...this.#numbers.keys()].map(
      (text) => `<si><t xml:space="preserve">${xml(text)}</t></si>`,
    );
    return `${DECLARATION}<sst xmlns="${MAIN}" count="${this.#used}" uniqueCount="${items.length}">${items.join('')}</sst>`;
  }
}

function sheetXml(sheet: WorkbookSheet, strings: SharedStrings): string {
  const letters: string[] = [];
  const rows = sheet.rows.map((cells, index) => {
    const rowNo = index + 1;
    let written = '';
    for (let column = 0; column < cells.length; column += 1) {
      const cell = cells[column];
      if (cell === null || cell === undefined) continue;
      const reference = `${(letters[column] ??= columnName(column + 1))}${rowNo}`;
      written +=
        typeof cell === 'string'
          ? `<c r="${reference}" t="s"><v>${strings.numberOf(cell)}</v></c>`
          : typeof cell === 'number'
            ? `<c r="${reference}"><v>${cell}</v></c>`
            : `<c r="${reference}" s="1"><v>${serialOfDay(cell.day)}</v></c>`;
    }
    return `<row r="${rowNo}">${written}</row>`;
  });
  return `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>${rows.join('')}</sheetData></worksheet>`;
}

function workbookXml(sheets: readonly WorkbookSheet[]): string {
  const list = sheets.map(
    ({ name }, index) =>
      `<sheet name="${xml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets></workbook>`;
}

function workbookRelationships(sheetCount: number): string {
  const sheets = Array.from(
    { length: sheetCount },
    (_, index) =>
      [`rId${index + 1}`, `${OFFICE}/worksheet`, `worksheets/sheet${index + 1}.xml`] as const,
  );
  return relationships([
    ...sheets,
    [`rId${sheetCount + 1}`, `${OFFICE}/styles`, 'styles.xml'],
    [`rId${sheetCount + 2}`, `${OFFICE}/sharedStrings`, 'sharedStrings.xml'],
  ]);
}

function relationships(list: readonly (readonly [string, string, string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`,
  );
  return `${DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function contentTypes(sheetCount: number): string {
  const override = (part: string, type: string): string =>
    `<Override PartName="/xl/${part}.xml" ContentType="${SHEET_ML}.${type}+xml"/>`;
  const sheets = Array.from({ length: sheetCount }, (_, index) =>
    override(`worksheets/sheet${index + 1}`, 'worksheet'),
  );
  return `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('styles', 'styles')}${override('sharedStrings', 'sharedStrings')}${sheets.join('')}</Types>`;
}
