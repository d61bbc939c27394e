import { palette } from '../../../pipeline/core/council/colours.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import { categoriesOf, numbersOf } from '../../pack/chart-cells.js';
import { scaleOver } from '../../pack/chart-scale.js';
import type { ChartSeries } from '../../pack/model.js';
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
  TEXT,
  textXml,
} from './chart-parts.js';

const AXES = { across: 333_333_333, down: 444_444_444 };

/** Points by two numbers with their levels as lines, over two axes of numbers. */
export function scatterXml(drawn: Drawn): string {
  const series = drawn.chart.series.map((each, index) => seriesXml(drawn, each, index));
  return [
    `<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>${series.join('')}<c:axId val="${AXES.across}"/><c:axId val="${AXES.down}"/></c:scatterChart>`,
    axesXml(drawn),
  ].join('');
}

function seriesXml(drawn: Drawn, series: ChartSeries, index: number): string {
  const { chart, table } = drawn;
  const across = chart.across?.column ?? 0;
  const cells = (at: number, format: string): string =>
    `<c:numRef><c:f>${xml(rangeOf(drawn, at))}</c:f>${numberCache(numbersOf(chart, table, at), format)}</c:numRef>`;
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>${seriesNameXml(drawn, series.at)}`,
    series.level === undefined ? pointsXml(drawn) : levelXml(series.level),
    `<c:xVal>${cells(across, '#,##0')}</c:xVal><c:yVal>${cells(series.at, formatOf(chart, chart.decimals))}</c:yVal><c:smooth val="0"/></c:ser>`,
  ].join('');
}

function levelXml(level: NonNullable<ChartSeries['level']>): string {
  const { dash, width } = LEVEL_LINES[level];
  return `<c:spPr><a:ln w="${width}">${solid(palette.quiet)}<a:prstDash val="${dash}"/></a:ln></c:spPr><c:marker><c:symbol val="none"/></c:marker>${NO_LABELS}`;
}

/** Points without a line; the council's own is larger, dark and named. */
function pointsXml({ chart, table, scheme }: Drawn): string {
  const marker = (size: number, colour: string): string =>
    `<c:marker><c:symbol val="circle"/><c:size val="${size}"/><c:spPr>${solid(colour)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>`;
  const shape = `<c:spPr><a:ln w="19050"><a:noFill/></a:ln></c:spPr>${marker(5, palette.quiet)}`;
  const own = chart.marked === undefined ? -1 : chart.categories.indexOf(chart.marked);
  if (own < 0) return `${shape}${NO_LABELS}`;
  const name = categoriesOf(chart, table)[own] ?? '';
  const words = `<c:tx><c:rich><a:bodyPr wrap="none"/><a:p><a:pPr><a:defRPr sz="${TEXT}" b="1"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${TEXT}" b="1">${solid(palette.ink)}</a:rPr><a:t>${xml(name)}</a:t></a:r></a:p></c:rich></c:tx>`;
  return [
    shape,
    `<c:dPt><c:idx val="${own}"/>${marker(10, scheme.brand)}<c:bubble3D val="0"/></c:dPt>`,
    `<c:dLbls><c:dLbl><c:idx val="${own}"/>${words}<c:spPr><a:noFill/></c:spPr><c:dLblPos val="t"/>${SHOW_VALUE}</c:dLbl>${showXml(false)}</c:dLbls>`,
  ].join('');
}

function axesXml({ chart, table }: Drawn): string {
  const values = chart.series.flatMap(({ at }) =>
    numbersOf(chart, table, at).filter((each) => each !== null),
  );
  const { from, to } = scaleOver(values, {
    ...{ isBar: false, decimals: chart.decimals },
    ...(chart.suffix === '%' ? { most: 100 } : {}),
  });
  const line = `<c:spPr><a:ln w="9525">${solid(palette.grid)}</a:ln></c:spPr>`;
  const axis = (
    id: number,
    [scaling, position, grid, title, format, crosses]: readonly [
      string,
      string,
      string,
      string,
      string,
      number,
    ],
  ): string =>
    `<c:valAx><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/>${scaling}</c:scaling><c:delete val="0"/><c:axPos val="${position}"/>${grid}${title}<c:numFmt formatCode="${xml(format)}" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line}${textXml(TEXT, false)}<c:crossAx val="${crosses}"/><c:crosses val="min"/></c:valAx>`;
  return [
    axis(AXES.across, [
      '<c:min val="0"/>',
      'b',
      '',
      axisTitleXml(chart.across?.axis ?? '', true),
      '#,##0',
      AXES.down,
    ]),
    axis(AXES.down, [
      `<c:max val="${to}"/><c:min val="${from}"/>`,
      'l',
      `<c:majorGridlines>${line}</c:majorGridlines>`,
      axisTitleXml(chart.axis, false),
      axisFormat(chart),
      AXES.across,
    ]),
  ].join('');
}
