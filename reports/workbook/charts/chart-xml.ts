import { QuarterlyError } from '../../../pipeline/errors.js';
import { type Pair, palette, seriesColour, unmarkedBar } from '../../pack/colours.js';
import type { Cell, Chart, Table } from '../../pack/model.js';
import type { SheetExtras } from '../finish.js';
import { xml } from '../safe-text.js';
import { FONT } from '../style.js';
import { reference } from './add-charts.js';

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
  return `<c:barChart><c:barDir val="bar"/><c:grouping val="${stacked ? 'percentStacked' : 'clustered'}"/><c:varyColors val="0"/>${series}<c:gapWidth val="50"/>${stacked ? '<c:overlap val="100"/>' : ''}${axes}</c:barChart>`;
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
  const at = headerRow + 1 + row;
  const name = `<c:tx><c:strRef><c:f>${xml(reference(sheet, { row: at, column: 1 }))}</c:f>${stringCache([labelOf(cells[0])])}</c:strRef></c:tx>`;
  const numbers = chart.categories.map((column) => {
    const cell = cells[column];
    return cell?.kind === 'number' ? cell.value : null;
  });
  const isTarget = chart.series[index]?.isTarget === true;
  const shape =
    chart.type === 'line'
      ? lineShapeXml(chart, seriesColour(index), isTarget, numbers)
      : barShapeXml(chart, seriesColour(index), thinParts(chart, table, row));
  const values = `<c:val><c:numRef><c:f>${xml(rangeOf(chart, sheet, at))}</c:f>${numberCache(numbers, formatOf(chart))}</c:numRef></c:val>`;
  const smooth = chart.type === 'line' ? '<c:smooth val="0"/>' : '';
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}${shape}${categoriesXml(chart, sheet, table, headerRow)}${values}${smooth}</c:ser>`;
}

function solid(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

function lineShapeXml(
  chart: Chart,
  { fill }: Pair,
  isTarget: boolean,
  numbers: readonly (number | null)[],
): string {
  if (isTarget)
    return `<c:spPr><a:ln w="22225">${solid(palette.quiet)}<a:prstDash val="dash"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>`;
  return `<c:spPr><a:ln w="31750" cap="rnd">${solid(fill)}<a:round/></a:ln></c:spPr><c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${solid(fill)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>${endLabelsXml(chart, numbers)}`;
}

/** Bars say their numbers; the council's own is dark among grey ones, and its name stands beside it. */
function barShapeXml(chart: Chart, { fill, ink }: Pair, thin: readonly number[]): string {
  const stacked = chart.type === 'stacked-bar';
  const marked = chart.marked === undefined ? -1 : chart.categories.indexOf(chart.marked);
  const shape = `<c:spPr>${solid(marked < 0 ? fill : unmarkedBar)}<a:ln w="12700">${solid(palette.white)}</a:ln></c:spPr><c:invertIfNegative val="0"/>`;
  const own =
    marked < 0
      ? ''
      : `<c:dPt><c:idx val="${marked}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(palette.brand)}</c:spPr></c:dPt>`;
  // A grade that no school has is no label: the format's third part, for zero, is empty.
  const format = stacked ? '#,##0;-#,##0;' : formatOf(chart);
  const without = thin.map(
    (index) => `<c:dLbl><c:idx val="${index}"/><c:delete val="1"/></c:dLbl>`,
  );
  const labels = `<c:dLbls>${without.join('')}<c:numFmt formatCode="${xml(format)}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textXml(1000, true, stacked ? ink : palette.ink)}<c:dLblPos val="${stacked ? 'ctr' : 'outEnd'}"/>${SHOW_VALUE}</c:dLbls>`;
  return `${shape}${own}${labels}`;
}

/** A part of less than this share has no room for its number; the table holds it. */
const THIN = 0.05;

function thinParts(chart: Chart, table: Table, row: number): number[] {
  if (chart.type !== 'stacked-bar') return [];
  return chart.categories.flatMap((column, index) => {
    const number = (at: number): number => {
      const cell = table.rows[at]?.[column];
      return cell?.kind === 'number' ? cell.value : 0;
    };
    const total = chart.series.reduce((sum, series) => sum + number(series.row), 0);
    return number(row) > 0 && number(row) < total * THIN ? [index] : [];
  });
}

const SHOW_VALUE = showXml(true);

function showXml(value: boolean): string {
  return `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
}

/** The first and last points say their numbers, so that the line can be read without the table. */
function endLabelsXml(chart: Chart, numbers: readonly (number | null)[]): string {
  const known = numbers.flatMap((number, index) => (number === null ? [] : [index]));
  const ends = [...new Set([known[0], known.at(-1)])].filter((index) => index !== undefined);
  const labels = ends.map(
    (index) =>
      `<c:dLbl><c:idx val="${index}"/><c:numFmt formatCode="${xml(formatOf(chart))}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${textXml(1100, true)}<c:dLblPos val="t"/>${SHOW_VALUE}</c:dLbl>`,
  );
  return `<c:dLbls>${labels.join('')}${showXml(false)}</c:dLbls>`;
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
  const line = `<c:spPr><a:ln w="9525">${solid(palette.grid)}</a:ln></c:spPr>`;
  const bars = chart.type !== 'line';
  // Bars lie: the first category on top, the numbers below, from zero always.
  const categories = `<c:orientation val="${bars ? 'maxMin' : 'minMax'}"/>`;
  const numbers = `<c:orientation val="minMax"/>${bars ? '<c:min val="0"/>' : ''}`;
  return [
    `<c:catAx><c:axId val="${AXES.category}"/><c:scaling>${categories}</c:scaling><c:delete val="0"/><c:axPos val="${bars ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${textXml(900, false)}<c:crossAx val="${AXES.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="${AXES.value}"/><c:scaling>${numbers}</c:scaling><c:delete val="0"/><c:axPos val="${bars ? 'b' : 'l'}"/><c:majorGridlines>${line}</c:majorGridlines>${axisTitleXml(chart.axis, bars)}<c:numFmt formatCode="${xml(axisFormat(chart))}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(900, false)}<c:crossAx val="${AXES.category}"/><c:crosses val="${bars ? 'max' : 'autoZero'}"/></c:valAx>`,
  ].join('');
}

function axisTitleXml(words: string, lies: boolean): string {
  const body = lies ? '<a:bodyPr/>' : '<a:bodyPr rot="-5400000" vert="horz"/>';
  return `<c:title><c:tx><c:rich>${body}<a:p><a:pPr><a:defRPr sz="900" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="900" b="0">${solid(palette.ink)}<a:latin typeface="${FONT}"/></a:rPr><a:t>${xml(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

function axisFormat(chart: Chart): string {
  // Shares of 100% are fractions to the program that draws them.
  if (chart.type === 'stacked-bar') return '0%';
  return chart.suffix === '' ? '#,##0' : `#,##0"${chart.suffix}"`;
}

function formatOf(chart: Chart): string {
  const number = chart.decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(chart.decimals)}`;
  return chart.suffix === '' ? number : `${number}"${chart.suffix}"`;
}

function titleXml(title: string): string {
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr algn="l"><a:defRPr sz="1200" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="1200" b="1">${solid(palette.ink)}<a:latin typeface="${FONT}"/></a:rPr><a:t>${xml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

/** Hundredths of a point. */
function textXml(size: number, bold: boolean, ink: string = palette.ink): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}">${solid(ink)}<a:latin typeface="${FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
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
