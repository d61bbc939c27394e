import type { ColourScheme } from '../../../pipeline/core/council/colours.js';
import { columnName } from '../../../pipeline/core/xlsx/reference.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import type { Cell } from '../../pack/model.js';
import { change, type Parts, type SheetExtras } from '../parts.js';

/** The extension of a worksheet that holds sparklines, and its namespaces (Microsoft, [MS-XLSX] 2.6.45). */
const URI = '{05C60535-1F16-4fd2-B633-F4F36F0B64E0}';
const X14 = 'http://schemas.microsoft.com/office/spreadsheetml/2009/9/main';
const XM = 'http://schemas.microsoft.com/office/excel/2006/main';

type Line = Extract<Cell, { kind: 'line' }>;

/**
 * Adds Excel's own small lines over the cells that hold one, drawn from the cells of their row: a gap where there is no number, a mark on
 * the last quarter. Programs that don't know the extension show an empty cell.
 */
export function addSparklines(
  parts: Parts,
  sheets: readonly SheetExtras[],
  { brand }: ColourScheme,
): void {
  sheets.forEach((sheet, index) => {
    const lines = linesOf(sheet).flatMap(({ at, line }) => {
      const from = placeOf(sheets, line);
      return from === null
        ? []
        : [`<x14:sparkline><xm:f>${xml(from)}</xm:f><xm:sqref>${at}</xm:sqref></x14:sparkline>`];
    });
    if (lines.length === 0) return;
    const colours = ['Series', 'Negative', 'Axis', 'Markers', 'First', 'Last', 'High', 'Low']
      .map((part) => `<x14:color${part} rgb="FF${brand}"/>`)
      .join('');
    const group = `<x14:sparklineGroup lineWeight="1.5" displayEmptyCellsAs="gap" last="1">${colours}<x14:sparklines>${lines.join('')}</x14:sparklines></x14:sparklineGroup>`;
    const extension = `<extLst><ext xmlns:x14="${X14}" uri="${URI}"><x14:sparklineGroups xmlns:xm="${XM}">${group}</x14:sparklineGroups></ext></extLst>`;
    // The schema's order: extensions are the last of a worksheet.
    change(parts, `xl/worksheets/sheet${index + 1}.xml`, (part) =>
      part.replace('</worksheet>', `${extension}</worksheet>`),
    );
  });
}

function linesOf({ layout }: SheetExtras): { readonly at: string; readonly line: Line }[] {
  return layout.rows.flatMap((row, index) =>
    row.kind !== 'body'
      ? []
      : row.cells.flatMap((cell, column) =>
          cell.kind === 'line' ? [{ at: `${columnName(column + 1)}${index + 1}`, line: cell }] : [],
        ),
  );
}

/** "'Headlines by quarter'!B5:I5": the cells that a line draws from. */
function placeOf(sheets: readonly SheetExtras[], { from, values }: Line): string | null {
  for (const { name, layout } of sheets) {
    const placed = layout.tables.find(({ table }) => table.name === from.table);
    if (placed === undefined) continue;
    const row = placed.headerRow + 1 + from.row;
    const [first, last] = [from.column + 1, from.column + values.length];
    return `'${name}'!${columnName(first)}${row}:${columnName(last)}${row}`;
  }
  return null;
}
