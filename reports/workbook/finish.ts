import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import type { ColourScheme } from '../../pipeline/core/council/colours.js';
import { styleAttributes, withBulkRows } from './bulk-rows.js';
import { addCharts } from './charts/add-charts.js';
import { columnName } from '../../pipeline/core/xlsx/reference.js';
import { change, type Parts, type SheetExtras } from './parts.js';
import { addSparklines } from './charts/sparklines.js';
import { xml } from '../../pipeline/core/xlsx/xml-text.js';
import { type CellStyle, FONT, size } from './style.js';

/**
 * Finishes what exceljs wrote: links inside the workbook, charts, the default font, tables without filter buttons;
 * then zips the parts sorted and with one date, so that the bytes depend only on the pack.
 */
export function finish(
  raw: Uint8Array,
  sheets: readonly SheetExtras[],
  cellStyles: Iterable<CellStyle>,
  scheme: ColourScheme,
): Uint8Array {
  // A package has only parts; the zip that exceljs makes holds folders too.
  const all = Object.entries(unzipSync(raw)).filter(([name]) => !name.endsWith('/'));
  const parts: Parts = new Map(
    all.flatMap(([name, bytes]) => (isText(name) ? [[name, strFromU8(bytes)]] : [])),
  );
  const pictures = new Map(all.filter(([name]) => !isText(name)));
  change(parts, 'xl/styles.xml', withDefaultFont);
  for (const name of [...parts.keys()].filter((part) => part.startsWith('xl/tables/')))
    change(parts, name, (part) => withWholeRange(withoutFilter(part), sheets));
  const partName = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`;
  const styles = styleAttributes(cellStyles, (sheet) => parts.get(partName(sheet)) ?? '');
  sheets.forEach((sheet, index) => {
    change(parts, partName(index), (part) =>
      withBulkRows(withLinks(part, sheet), sheet.bulk, styles),
    );
  });
  addCharts(parts, sheets, scheme);
  addSparklines(parts, sheets, scheme);
  return zipped(parts, pictures);
}

/** Column widths are counted in digits of the first font, and empty cells take it. */
function withDefaultFont(styles: string): string {
  const first = `<font><sz val="${size.table}"/><color theme="1"/><name val="${FONT}"/><family val="2"/></font>`;
  return styles.replace(/(<fonts[^>]*>)<font>.*?<\/font>/s, `$1${first}`);
}

function withoutFilter(table: string): string {
  return table.replace(/<autoFilter[^>]*?(?:\/>|>.*?<\/autoFilter>)/s, '');
}

/** A table reaches over the rows that exceljs didn't write. */
function withWholeRange(part: string, sheets: readonly SheetExtras[]): string {
  const name = / displayName="([^"]*)"/.exec(part)?.[1];
  const placed = sheets
    .flatMap(({ layout }) => layout.tables)
    .find(({ table }) => table.name === name);
  if (placed === undefined) return part;
  const { table, headerRow } = placed;
  const last = `${columnName(table.columns.length)}${headerRow + table.rows.length}`;
  return part.replace(/ ref="[^"]*"/, ` ref="A${headerRow}:${last}"`);
}

/** Links to a place in this workbook need no relation, only a location. */
function withLinks(part: string, sheet: SheetExtras): string {
  if (sheet.links.length === 0) return part;
  const links = sheet.links.map(
    ({ row, column, sheet: target, text }) =>
      `<hyperlink ref="${columnName(column)}${row}" location="${xml(`'${target}'!A1`)}" display="${xml(text)}"/>`,
  );
  return part.replace(
    /(?=<printOptions|<pageMargins)/,
    `<hyperlinks>${links.join('')}</hyperlinks>`,
  );
}

function isText(name: string): boolean {
  return /\.(?:xml|rels)$/.test(name);
}

function zipped(parts: Parts, pictures: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // The zip keeps local wall-clock time: given as local parts it is the same in every time zone.
  const mtime = new Date(2000, 0, 1, 12, 0, 0);
  const entries: Zippable = {};
  for (const name of [...parts.keys(), ...pictures.keys()].sort()) {
    const bytes = pictures.get(name) ?? strToU8(parts.get(name) ?? '');
    entries[name] = [bytes, { mtime, level: 4 }];
  }
  return zipSync(entries);
}
