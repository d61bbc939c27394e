import { QuarterlyError } from '../../../pipeline/errors.js';
import type { Cell, Chart, Table } from '../../pack/model.js';
import type { SheetExtras } from '../finish.js';
import { xml } from '../safe-text.js';
import { FONT } from '../style.js';
import { reference } from './add-charts.js';

/** Series colours, dark to light, told apart by line and marker too. */
const COLOURS = ['12436D', '28A197', '801650', 'F46A25'] as const;
const TARGET_COLOUR = '505A5F';
const INK = '0B0C0C';
const GRID = 'D9D9D9';
const AXES = { category: 111_111_111, value: 222_222_222 };

/** A chart as a DrawingML part: linked to its table's cells, with caches of the same numbers. */
export function chartXml(chart: Chart, sheet: SheetExtras): string {
  const placed = sheet.layout.tables.find(({ table }) => table.name === chart.table);
  if (placed === undefined) {
    throw new QuarterlyError('unexpected', `A chart draws from no table (${chart.table}).`, {
      mend: 'Put the table on the chart’s own sheet.',
      place: { sheet: sheet.name },
    });
  }
  const { table, headerRow } = placed;
  const series = chart.series.map((each, index) =>
    seriesXml(chart, sheet.name, table, headerRow, each.row, index),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart>',
    titleXml(chart.title),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    plotXml(chart, series.join('')),
    axesXml(chart),
    '</c:plotArea>',
    chart.series.length > 1
      ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textXml(1000, false)}</c:legend>`
      : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>${textXml(1000, false)}`,
    '</c:chartSpace>',
  ].join('');
}

function plotXml(chart: Chart, series: string): string {
  const axes = `<c:axId val="${AXES.category}"/><c:axId val="${AXES.value}"/>`;
  if (chart.type === 'line')
    return `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${series}<c:marker val="1"/>${axes}</c:lineChart>`;
  const stacked = chart.type === 'stacked-bar';
  return `<c:barChart><c:barDir val="${stacked ? 'bar' : 'col'}"/><c:grouping val="${stacked ? 'percentStacked' : 'clustered'}"/><c:varyColors val="0"/>${series}<c:gapWidth val="60"/>${stacked ? '<c:overlap val="100"/>' : ''}${axes}</c:barChart>`;
}

function seriesXml(
  chart: Chart,
  sheet: string,
  table: Table,
  headerRow: number,
  row: number,
  index: number,
): string {
  const cells = table.rows[row] ?? [];
  const colour = COLOURS[index % COLOURS.length] ?? COLOURS[0];
  const at = headerRow + 1 + row;
  const name = `<c:tx><c:strRef><c:f>${xml(reference(sheet, { row: at, column: 1 }))}</c:f>${stringCache([labelOf(cells[0])])}</c:strRef></c:tx>`;
  const isTarget = chart.series[index]?.isTarget === true;
  const shape = shapeXml(chart, colour, isTarget);
  const numbers = chart.categories.map((column) => {
    const cell = cells[column];
    return cell?.kind === 'number' ? cell.value : null;
  });
  const values = `<c:val><c:numRef><c:f>${xml(rangeOf(chart, sheet, at))}</c:f>${numberCache(numbers, formatOf(chart))}</c:numRef></c:val>`;
  const smooth = chart.type === 'line' ? '<c:smooth val="0"/>' : '';
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}${shape}${categoriesXml(chart, sheet, table, headerRow)}${values}${smooth}</c:ser>`;
}

function shapeXml(chart: Chart, colour: string, isTarget: boolean): string {
  const solid = (argb: string): string => `<a:solidFill><a:srgbClr val="${argb}"/></a:solidFill>`;
  if (chart.type !== 'line')
    return `<c:spPr>${solid(colour)}</c:spPr><c:invertIfNegative val="0"/>`;
  if (isTarget)
    return `<c:spPr><a:ln w="22225">${solid(TARGET_COLOUR)}<a:prstDash val="dash"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`;
  return `<c:spPr><a:ln w="31750" cap="rnd">${solid(colour)}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${solid(colour)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>${endLabelXml(chart)}`;
}

/** The last point says its number, so that the line can be read without the table. */
function endLabelXml(chart: Chart): string {
  const last = chart.categories.length - 1;
  return `<c:dLbls><c:dLbl><c:idx val="${last}"/><c:numFmt formatCode="${xml(formatOf(chart))}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textXml(1100, true)}<c:dLblPos val="t"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbl><c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
}

function categoriesXml(chart: Chart, sheet: string, table: Table, headerRow: number): string {
  const names = chart.categories.map((column) => table.columns[column]?.heading ?? '');
  return `<c:cat><c:strRef><c:f>${xml(rangeOf(chart, sheet, headerRow))}</c:f>${stringCache(names)}</c:strRef></c:cat>`;
}

function rangeOf(chart: Chart, sheet: string, row: number): string {
  const first = (chart.categories[0] ?? 0) + 1;
  const last = (chart.categories.at(-1) ?? 0) + 1;
  return reference(sheet, { row, column: first }, { row, column: last });
}

function axesXml(chart: Chart): string {
  const line = `<c:spPr><a:ln w="9525"><a:solidFill><a:srgbClr val="${GRID}"/></a:solidFill></a:ln></c:spPr>`;
  const sideways = chart.type === 'stacked-bar';
  return [
    `<c:catAx><c:axId val="${AXES.category}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${sideways ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${textXml(900, false)}<c:crossAx val="${AXES.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="${AXES.value}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="${sideways ? 'b' : 'l'}"/><c:majorGridlines>${line}</c:majorGridlines><c:numFmt formatCode="${xml(axisFormat(chart))}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(900, false)}<c:crossAx val="${AXES.category}"/><c:crosses val="autoZero"/></c:valAx>`,
  ].join('');
}

function axisFormat(chart: Chart): string {
  return chart.suffix === '' ? '#,##0' : `#,##0"${chart.suffix}"`;
}

function formatOf(chart: Chart): string {
  const number = chart.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(chart.decimals)}`;
  return chart.suffix === '' ? number : `${number}"${chart.suffix}"`;
}

function titleXml(title: string): string {
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr algn="l"><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1200" b="1"><a:solidFill><a:srgbClr val="${INK}"/></a:solidFill><a:latin typeface="${FONT}"/></a:rPr><a:t>${xml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

/** Hundredths of a point. */
function textXml(size: number, bold: boolean): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${INK}"/></a:solidFill><a:latin typeface="${FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
}

function stringCache(values: readonly string[]): string {
  const points = values.map(
    (value, index) => `<c:pt idx="${index}"><c:v>${xml(value)}</c:v></c:pt>`,
  );
  return `<c:strCache><c:ptCount val="${values.length}"/>${points.join('')}</c:strCache>`;
}

/** A symbol's cell gives no point: a gap, never a 0. */
function numberCache(values: readonly (number | null)[], format: string): string {
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`],
  );
  return `<c:numCache><c:formatCode>${xml(format)}</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numCache>`;
}

function labelOf(cell: Cell | undefined): string {
  return cell?.kind === 'text' ? cell.text : '';
}
