import { zipSync } from 'fflate';

import { bufferSource } from '../../pipeline/core/files/byte-source.js';
import type { ReadLimits } from '../../pipeline/core/zip/limits.js';
import { openTabular } from '../../sources/read/open.js';
import type { RawRow, Sheet, TabularFile } from '../../pipeline/core/files/tabular-file.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface RawSheet {
  readonly name?: string;
  readonly state?: string;
  /** What is between `<worksheet>` and `<sheetData>`. */
  readonly before?: string;
  /** What is in `<sheetData>`. */
  readonly data?: string;
  /** What is after `</sheetData>`. */
  readonly after?: string;
  /** The whole part, in place of the above. */
  readonly part?: string;
}

export interface RawWorkbook {
  readonly sheets: readonly RawSheet[];
  /** What is in `<sst>`. */
  readonly texts?: string;
  /** Number formats by id from 164 on; cell styles are 0 (General), then one for each format, in order. */
  readonly formats?: readonly string[];
  readonly properties?: string;
  /** Parts that are added, or take the place of one. */
  readonly parts?: Readonly<Record<string, string | Uint8Array>>;
}

/** A workbook's parts, written by hand so that a test decides every byte of them. */
export function rawParts(workbook: RawWorkbook): Record<string, Uint8Array> {
  const { sheets, texts = '', formats = [], properties = '' } = workbook;
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    '_rels/.rels': relations([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}">${properties}<sheets>${sheets
      .map(
        ({ name, state }, i) =>
          `<sheet name="${name ?? `Sheet${i + 1}`}" sheetId="${i + 1}" r:id="s${i + 1}"${
            state === undefined ? '' : ` state="${state}"`
          }/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i) => [`s${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`] as const),
      ['x1', 'styles', 'styles.xml'],
      ['x2', 'sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"><numFmts>${formats
      .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${escaped(code)}"/>`)
      .join(
        '',
      )}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
      .map((_, i) => `<xf numFmtId="${164 + i}"/>`)
      .join('')}</cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${texts}</sst>`,
  };
  sheets.forEach(({ before = '', data = '', after = '', part }, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] =
      part ??
      `<worksheet xmlns="${MAIN}">${before}<sheetData>${data}</sheetData>${after}</worksheet>`;
  });
  Object.assign(parts, workbook.parts);
  return Object.fromEntries(
    Object.entries(parts).map(([name, content]) => [
      name,
      typeof content === 'string' ? new TextEncoder().encode(content) : content,
    ]),
  );
}

export function relations(all: readonly (readonly [string, string, string])[]): string {
  return `<Relationships xmlns="${PACKAGE}">${all
    .map(
      ([id, type, target]) =>
        `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;
}

export function rawWorkbook(workbook: RawWorkbook): Uint8Array {
  return zipSync(rawParts(workbook));
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

export async function openBytes(
  bytes: Uint8Array,
  name = 'return.xlsx',
  limits?: Partial<ReadLimits>,
): Promise<TabularFile> {
  return await openTabular(bufferSource(name, bytes), limits);
}

export async function rowsOf(sheet: Sheet | undefined): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  if (sheet === undefined) throw new Error('no such sheet');
  for await (const batch of sheet.batches()) rows.push(...batch);
  return rows;
}

/** The rows of a workbook of one sheet. */
export async function rowsOfRaw(workbook: RawWorkbook): Promise<RawRow[]> {
  const file = await openBytes(rawWorkbook(workbook));
  return await rowsOf(file.sheets[0]);
}

/** The cells of one row whose `<c>` elements are given. */
export async function cellsOf(
  cells: string,
  rest: Omit<RawWorkbook, 'sheets'> = {},
): Promise<readonly unknown[]> {
  const rows = await rowsOfRaw({ ...rest, sheets: [{ data: `<row r="1">${cells}</row>` }] });
  return rows[0]?.cells ?? [];
}
