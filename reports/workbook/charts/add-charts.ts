import type { ColourScheme } from '../../../pipeline/core/council/colours.js';
import { change, type Parts, type SheetExtras } from '../parts.js';
import type { PlacedChart } from '../layout.js';
import { points } from '../layout.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import { chartXml } from './chart-xml.js';

const EMU_PER_POINT = 12_700;
const DRAWING_TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing';
const CHART_TYPE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/chart';

/**
 * Adds native charts to a workbook's parts: a drawing a sheet, a part a chart, the relations and content types between. A sheet
 * that has a drawing already, for its pictures, gets them there.
 */
export function addCharts(
  parts: Parts,
  sheets: readonly SheetExtras[],
  scheme: ColourScheme,
): void {
  let chartNumber = 0;
  sheets.forEach((sheet, index) => {
    const { charts } = sheet.layout;
    if (charts.length === 0) return;
    const first = chartNumber + 1;
    for (const placed of charts) {
      chartNumber += 1;
      parts.set(`xl/charts/chart${chartNumber}.xml`, chartXml(placed.chart, sheet, scheme));
      addType(parts, `/xl/charts/chart${chartNumber}.xml`, 'drawingml.chart');
    }
    const drawing = drawingOf(parts, index + 1) ?? newDrawing(parts, index + 1);
    fillDrawing(parts, sheet, drawing, first);
  });
}

/** The number of the drawing that a sheet has already. */
function drawingOf(parts: Parts, sheetNumber: number): number | null {
  const relations = parts.get(`xl/worksheets/_rels/sheet${sheetNumber}.xml.rels`) ?? '';
  const found = /Target="\.\.\/drawings\/drawing(\d+)\.xml"/.exec(relations)?.[1];
  return found === undefined ? null : Number(found);
}

function newDrawing(parts: Parts, sheetNumber: number): number {
  let number = 1;
  while (parts.has(`xl/drawings/drawing${number}.xml`)) number += 1;
  parts.set(
    `xl/drawings/drawing${number}.xml`,
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"></xdr:wsDr>`,
  );
  parts.set(`xl/drawings/_rels/drawing${number}.xml.rels`, relationsXml([]));
  addType(parts, `/xl/drawings/drawing${number}.xml`, 'drawing');
  linkDrawing(parts, sheetNumber, number);
  return number;
}

function fillDrawing(parts: Parts, sheet: SheetExtras, number: number, firstChart: number): void {
  const { charts } = sheet.layout;
  const anchors = charts.map((placed, index) => anchor(placed, sheet, index));
  const relations = charts.map(
    (_, index) =>
      `<Relationship Id="${chartRelation(index)}" Type="${CHART_TYPE}" Target="../charts/chart${firstChart + index}.xml"/>`,
  );
  change(parts, `xl/drawings/drawing${number}.xml`, (part) =>
    part
      // exceljs gives pictures an attribute that this anchor doesn't have.
      .replaceAll(/(<xdr:oneCellAnchor) editAs="[^"]*"/g, '$1')
      .replace('</xdr:wsDr>', () => `${anchors.join('')}</xdr:wsDr>`),
  );
  change(parts, `xl/drawings/_rels/drawing${number}.xml.rels`, (part) =>
    part.replace('</Relationships>', `${relations.join('')}</Relationships>`),
  );
}

/** An id that no picture of the drawing has. */
function chartRelation(index: number): string {
  return `rIdChart${index + 1}`;
}

/** Numbers of frames from here on, beyond those of pictures. */
const FIRST_FRAME = 1000;

/**
 * From one cell to another, so that a chart stays within the sheet's columns in a program that draws these narrower: it would print
 * a column more. Alt text is the frame's description, where Excel and screen readers look for it.
 */
function anchor(placed: PlacedChart, { layout }: SheetExtras, index: number): string {
  const { row, top, left, width, height } = placed;
  const from = pointXml('from', columnAt(left, layout.widths), rowAt(row, top, layout.rows));
  const to = pointXml(
    'to',
    columnAt(left + width - EDGE, layout.widths),
    rowAt(row, top + height, layout.rows),
  );
  const frame = `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${FIRST_FRAME + index}" name="Chart ${index + 1}" descr="${xml(placed.chart.altText)}"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="${chartRelation(index)}"/></a:graphicData></a:graphic></xdr:graphicFrame>`;
  return `<xdr:twoCellAnchor editAs="oneCell">${from}${to}${frame}<xdr:clientData/></xdr:twoCellAnchor>`;
}

/** Points that a chart stays off the last column's edge. */
const EDGE = 8;

function pointXml(
  name: 'from' | 'to',
  { column, offset }: { readonly column: number; readonly offset: number },
  { row, below }: { readonly row: number; readonly below: number },
): string {
  return `<xdr:${name}><xdr:col>${column}</xdr:col><xdr:colOff>${emu(offset)}</xdr:colOff><xdr:row>${row}</xdr:row><xdr:rowOff>${emu(below)}</xdr:rowOff></xdr:${name}>`;
}

function columnAt(left: number, widths: readonly number[]): { column: number; offset: number } {
  let rest = left;
  for (const [column, width] of widths.entries()) {
    if (rest < points(width)) return { column, offset: rest };
    rest -= points(width);
  }
  return { column: widths.length, offset: 0 };
}

/** The row, from 0, and the points below its top of what lies so many points under a row's top, and a little under the words above it. */
function rowAt(
  row: number,
  top: number,
  rows: SheetExtras['layout']['rows'],
): { row: number; below: number } {
  let rest = top + 8;
  for (const [index, { height }] of rows.entries()) {
    if (index < row - 1) continue;
    if (rest < height) return { row: index, below: rest };
    rest -= height;
  }
  return { row: rows.length, below: rest };
}

function emu(value: number): number {
  return Math.round(value * EMU_PER_POINT);
}

function linkDrawing(parts: Parts, sheetNumber: number, drawing: number): void {
  const relations = `xl/worksheets/_rels/sheet${sheetNumber}.xml.rels`;
  const id = 'rIdDrawing';
  const own = `<Relationship Id="${id}" Type="${DRAWING_TYPE}" Target="../drawings/drawing${drawing}.xml"/>`;
  if (parts.has(relations))
    change(parts, relations, (part) => part.replace('</Relationships>', `${own}</Relationships>`));
  else parts.set(relations, relationsXml([own]));
  // The schema's order: a drawing is before the table parts.
  change(parts, `xl/worksheets/sheet${sheetNumber}.xml`, (part) =>
    part.replace(/(?=<legacyDrawing|<tableParts|<\/worksheet>)/, `<drawing r:id="${id}"/>`),
  );
}

function relationsXml(relations: readonly string[]): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relations.join('')}</Relationships>`;
}

function addType(parts: Parts, part: string, type: string): void {
  const own = `<Override PartName="${part}" ContentType="application/vnd.openxmlformats-officedocument.${type}+xml"/>`;
  change(parts, '[Content_Types].xml', (types) => types.replace('</Types>', `${own}</Types>`));
}
