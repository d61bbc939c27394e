import { QuarterlyError } from '../../../pipeline/core/errors.js';
import { categoriesOf, decimalsIn, numbersOf } from '../../pack/chart-cells.js';
import {
  type ColourScheme,
  type Pair,
  palette,
  seriesColour,
} from '../../../pipeline/core/council/colours.js';
import type { Chart, ChartSeries, Table } from '../../pack/model.js';
import type { SheetExtras } from '../parts.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import { FONT } from '../style.js';
import {
  axisFormat,
  axisTitleXml,
  type Drawn,
  formatOf,
  LEVEL_LINES,
  NO_LABELS,
  numberCache,
  rangeOf,
  seriesNameXml,
  SHOW_VALUE,
  showXml,
  solid,
  stringCache,
  TEXT,
  textXml,
} from './chart-parts.js';
import { scatterXml } from './scatter-xml.js';

const AXES = { category: 111_111_111, value: 222_222_222 };

/** A chart as a DrawingML part: linked to its table's cells, with caches of the same numbers. */
export function chartXml(
  chart: Chart,
  sheet: Pick<SheetExtras, 'name'> & { readonly layout: Pick<SheetExtras['layout'], 'tables'> },
  scheme: ColourScheme,
): string {
  const placed = sheet.layout.tables.find(({ table }) => table.name === chart.table);
  if (placed === undefined) {
    throw new QuarterlyError('unexpected', `A chart draws from no table (${chart.table}).`, {
      fix: 'Put the table on the chart’s own sheet.',
      place: { sheet: sheet.name },
    });
  }
  const drawn: Drawn = { chart, sheet: sheet.name, scheme, ...placed };
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart>',
    titleXml(chart.title),
    '<c:autoTitleDeleted val="0"/><c:plotArea><c:layout/>',
    ...(chart.type === 'scatter' ? [scatterXml(drawn)] : [plotXml(drawn), axesXml(drawn)]),
    '</c:plotArea>',
    chart.type === 'stacked-bar'
      ? `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textXml(TEXT, false)}</c:legend>`
      : '',
    '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    `<c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill><a:ln><a:noFill/></a:ln></c:spPr>${textXml(TEXT, false)}`,
    '</c:chartSpace>',
  ].join('');
}

/** Bars, and in front of them lines: levels are lines in every chart. */
function plotXml(drawn: Drawn): string {
  const { type, series } = drawn.chart;
  const [bars, lines]: [string[], string[]] = [[], []];
  series.forEach((each, index) => {
    (isLine(drawn.chart, each) ? lines : bars).push(seriesXml(drawn, each, index));
  });
  const axes = `<c:axId val="${AXES.category}"/><c:axId val="${AXES.value}"/>`;
  const stacked = type === 'stacked-bar';
  return [
    bars.length === 0
      ? ''
      : `<c:barChart><c:barDir val="bar"/><c:grouping val="${stacked ? 'percentStacked' : 'clustered'}"/><c:varyColors val="0"/>${bars.join('')}<c:gapWidth val="50"/>${stacked ? '<c:overlap val="100"/>' : ''}${axes}</c:barChart>`,
    lines.length === 0
      ? ''
      : `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${lines.join('')}<c:marker val="1"/>${axes}</c:lineChart>`,
  ].join('');
}

function isLine({ type }: Chart, { level }: ChartSeries): boolean {
  return type === 'line' || level !== undefined;
}

function seriesXml(drawn: Drawn, series: ChartSeries, index: number): string {
  const { chart, table, scheme } = drawn;
  const { at } = series;
  const name = seriesNameXml(drawn, at);
  const numbers = numbersOf(chart, table, at);
  const shape = isLine(chart, series)
    ? lineShapeXml(drawn, series, index, numbers)
    : barShapeXml(drawn, seriesColour(scheme, index), thinParts(chart, table, at), at);
  const values = `<c:val><c:numRef><c:f>${xml(rangeOf(drawn, at))}</c:f>${numberCache(numbers, formatOf(chart, chart.decimals))}</c:numRef></c:val>`;
  const smooth = isLine(chart, series) ? '<c:smooth val="0"/>' : '';
  return `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${name}${shape}${categoriesXml(drawn)}${values}${smooth}</c:ser>`;
}

function lineShapeXml(
  drawn: Drawn,
  { level }: ChartSeries,
  index: number,
  numbers: readonly (number | null)[],
): string {
  const { scheme } = drawn;
  if (level !== undefined) {
    const { dash, width } = LEVEL_LINES[level];
    const said =
      level === 'target' || level === 'baseline' ? levelLabelXml(drawn, level, numbers) : NO_LABELS;
    return `<c:spPr><a:ln w="${width}">${solid(palette.quiet)}<a:prstDash val="${dash}"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>${said}`;
  }
  const fill = index === 0 ? scheme.brand : seriesColour(scheme, index).fill;
  const marker = `<c:marker><c:symbol val="circle"/><c:size val="6"/><c:spPr>${solid(fill)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
  return `<c:spPr><a:ln w="31750" cap="rnd">${solid(fill)}<a:round/></a:ln></c:spPr>${marker}${endLabelsXml(drawn, numbers)}`;
}

const LEVEL_WORDS = { target: 'Target', baseline: 'Baseline' } as const;

/** A level says what it is, where the line is furthest from it, on the side away from the line. */
function levelLabelXml(
  { chart, table }: Drawn,
  level: 'target' | 'baseline',
  numbers: readonly (number | null)[],
): string {
  const [value] = numbers;
  const line = chart.series.find((each) => each.level === undefined);
  if (line === undefined || value === undefined || value === null) return NO_LABELS;
  const apart = numbersOf(chart, table, line.at).map((each) => (each === null ? 0 : each - value));
  // Not at the ends, where the line says its own numbers and a word would be cut.
  const inner = apart.map((_, index) => index).filter((at) => at > 0 && at < apart.length - 1);
  const far = (at: number): number => Math.abs(apart[at] ?? 0);
  const best = inner.reduce((found, at) => (far(at) > far(found) ? at : found), inner[0] ?? 0);
  const side = (apart[best] ?? 0) > 0 ? 'b' : 't';
  const words = `<c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${TEXT}" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${TEXT}" b="0">${solid(palette.quiet)}<a:latin typeface="${FONT}"/></a:rPr><a:t>${LEVEL_WORDS[level]}</a:t></a:r></a:p></c:rich></c:tx>`;
  return `<c:dLbls><c:dLbl><c:idx val="${best}"/>${words}<c:spPr><a:noFill/></c:spPr><c:dLblPos val="${side}"/>${SHOW_VALUE}</c:dLbl>${showXml(false)}</c:dLbls>`;
}

/** Bars say their numbers; the council's own is dark among grey ones, and its name is next to it. */
function barShapeXml(
  { chart, table, scheme }: Drawn,
  { fill, ink }: Pair,
  thin: readonly number[],
  at: number,
): string {
  const stacked = chart.type === 'stacked-bar';
  const marked = chart.marked === undefined ? -1 : chart.categories.indexOf(chart.marked);
  const single = marked < 0 ? scheme.brand : palette.unmarkedBar;
  const colour = stacked ? fill : single;
  const shape = `<c:spPr>${solid(colour)}<a:ln w="12700">${solid(palette.white)}</a:ln></c:spPr><c:invertIfNegative val="0"/>`;
  const own =
    marked < 0
      ? ''
      : `<c:dPt><c:idx val="${marked}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/><c:spPr>${solid(scheme.brand)}</c:spPr></c:dPt>`;
  // A grade that no school has is no label: the format's third part, for zero, is empty.
  const format = stacked ? '#,##0;-#,##0;' : formatOf(chart, chart.decimals);
  const without = thin.map(
    (index) => `<c:dLbl><c:idx val="${index}"/><c:delete val="1"/></c:dLbl>`,
  );
  const place = `<c:spPr><a:noFill/></c:spPr>${labelTextXml(stacked ? ink : palette.ink)}<c:dLblPos val="${stacked ? 'ctr' : 'outEnd'}"/>${SHOW_VALUE}`;
  // A publisher's number has as many decimals as it prints.
  const printed = stacked
    ? []
    : decimalsIn(chart, table, at).flatMap((decimals, index) =>
        decimals === undefined
          ? []
          : [
              `<c:dLbl><c:idx val="${index}"/><c:numFmt formatCode="${xml(formatOf(chart, decimals))}" sourceLinked="0"/>${place}</c:dLbl>`,
            ],
      );
  const labels = `<c:dLbls>${without.join('')}${printed.join('')}<c:numFmt formatCode="${xml(format)}" sourceLinked="0"/>${place}</c:dLbls>`;
  return `${shape}${own}${labels}`;
}

/** A part of less than this share has no room for its number; the table holds it. */
const THIN = 0.05;

function thinParts(chart: Chart, table: Table, at: number): number[] {
  if (chart.type !== 'stacked-bar') return [];
  const all = chart.series.map((series) => numbersOf(chart, table, series.at));
  return numbersOf(chart, table, at).flatMap((number, index) => {
    const total = all.reduce((sum, numbers) => sum + (numbers[index] ?? 0), 0);
    return number !== null && number > 0 && number < total * THIN ? [index] : [];
  });
}

/** The first and last points say their numbers, so that the line can be read without the table. */
function endLabelsXml({ chart, table }: Drawn, numbers: readonly (number | null)[]): string {
  const levels = chart.series.flatMap(({ at, level }) =>
    level === undefined ? [] : (numbersOf(chart, table, at)[0] ?? []),
  );
  const known = numbers.flatMap((number, index) => (number === null ? [] : [index]));
  const ends = [...new Set([known[0], known.at(-1)])].filter((index) => index !== undefined);
  const labels = ends.map(
    (index) =>
      `<c:dLbl><c:idx val="${index}"/><c:numFmt formatCode="${xml(formatOf(chart, chart.decimals))}" sourceLinked="0"/><c:spPr><a:noFill/></c:spPr>${labelTextXml(palette.ink)}<c:dLblPos val="${isCrossedAbove(numbers[index] ?? 0, levels) ? 'b' : 't'}"/>${SHOW_VALUE}</c:dLbl>`,
  );
  return `<c:dLbls>${labels.join('')}${showXml(false)}</c:dLbls>`;
}

/** A level that is nearer above a point than any below it would strike a number through there. */
function isCrossedAbove(value: number, levels: readonly number[]): boolean {
  const above = levels.filter((level) => level >= value).map((level) => level - value);
  const below = levels.filter((level) => level < value).map((level) => value - level);
  return Math.min(...above, Infinity) < Math.min(...below, Infinity);
}

function categoriesXml(drawn: Drawn): string {
  const names = categoriesOf(drawn.chart, drawn.table);
  return `<c:cat><c:strRef><c:f>${xml(rangeOf(drawn, null))}</c:f>${stringCache(names)}</c:strRef></c:cat>`;
}

function axesXml({ chart, table }: Drawn): string {
  const line = `<c:spPr><a:ln w="9525">${solid(palette.grid)}</a:ln></c:spPr>`;
  const bars = chart.type === 'bar' || chart.type === 'stacked-bar';
  const isFromZero = chart.type !== 'line';
  // Each bar says its number: ticks and lines would only say it again.
  const saysNumbers = chart.type === 'bar';
  // Bars lie: the first category on top, the numbers below, from zero always.
  const categories = `<c:orientation val="${bars ? 'maxMin' : 'minMax'}"/>`;
  const numbers = `<c:orientation val="minMax"/>${isFromZero ? endsXml(chart, table) : ownEndsXml(chart)}`;
  return [
    `<c:catAx><c:axId val="${AXES.category}"/><c:scaling>${categories}</c:scaling><c:delete val="0"/><c:axPos val="${bars ? 'l' : 'b'}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${levelTextXml(TEXT)}<c:crossAx val="${AXES.value}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>`,
    `<c:valAx><c:axId val="${AXES.value}"/><c:scaling>${numbers}</c:scaling><c:delete val="0"/><c:axPos val="${bars ? 'b' : 'l'}"/>${saysNumbers ? '' : `<c:majorGridlines>${line}</c:majorGridlines>`}${axisTitleXml(chart.axis, bars)}<c:numFmt formatCode="${xml(axisFormat(chart))}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="${saysNumbers ? 'none' : 'nextTo'}"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>${textXml(TEXT, false)}<c:crossAx val="${AXES.category}"/><c:crosses val="${bars ? 'max' : 'autoZero'}"/>${chart.scale === undefined ? '' : `<c:majorUnit val="${chart.scale.step}"/>`}</c:valAx>`,
  ].join('');
}

/** The ends that the pack gives a line's axis, so that every program draws the same. */
function ownEndsXml({ scale }: Chart): string {
  return scale === undefined ? '' : `<c:max val="${scale.to}"/><c:min val="${scale.from}"/>`;
}

/** Room left of the longest bar below zero, and right of the others, as a share of both: their numbers are there. */
const ROOM_BELOW = 0.3;
const ROOM_ABOVE = 0.15;

/** Bars begin at zero; where some are below it, the axis leaves room for their numbers before the names. */
function endsXml(chart: Chart, table: Table): string {
  const known = chart.series.flatMap(({ at }) => numbersOf(chart, table, at));
  const values = known.filter((number) => number !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  if (low === 0) return '<c:min val="0"/>';
  const end = (value: number): string => value.toFixed(1);
  const span = high - low;
  return `<c:max val="${end(high + span * ROOM_ABOVE)}"/><c:min val="${end(low - span * ROOM_BELOW)}"/>`;
}

function titleXml(title: string): string {
  return `<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr algn="l"><a:defRPr sz="${TEXT}" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${TEXT}" b="1">${solid(palette.ink)}<a:latin typeface="${FONT}"/></a:rPr><a:t>${xml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

/** A category's name is broken into lines rather than turned. */
function levelTextXml(size: number): string {
  return textXml(size, false).replace('<a:bodyPr/>', '<a:bodyPr rot="0" vert="horz"/>');
}

/** A point's number, in one line however narrow its bar is. */
function labelTextXml(ink: string): string {
  return textXml(TEXT, true, ink).replace('<a:bodyPr/>', '<a:bodyPr wrap="none"/>');
}
