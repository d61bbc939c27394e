import { type ColourScheme, palette } from '../../../pipeline/core/council/colours.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import { seriesLabel } from '../../pack/chart-cells.js';
import type { Chart, Level, Table } from '../../pack/model.js';
import { FONT, size } from '../style.js';
import { reference } from './reference.js';

/** Hundredths of a point: as large as a table's words, since a page that is made smaller takes them along. */
export const TEXT = size.table * 100;

/** A chart with the place of its table. */
export interface Drawn {
  readonly chart: Chart;
  readonly sheet: string;
  readonly table: Table;
  readonly headerRow: number;
  readonly scheme: ColourScheme;
}

export function solid(colour: string): string {
  return `<a:solidFill><a:srgbClr val="${colour}"/></a:solidFill>`;
}

/** How each level is drawn; widths in EMU, 12,700 a point. */
export const LEVEL_LINES: Readonly<
  Record<Level, { readonly dash: string; readonly width: number }>
> = {
  target: { dash: 'dash', width: 22_225 },
  baseline: { dash: 'sysDot', width: 22_225 },
  mean: { dash: 'solid', width: 9_525 },
  limit: { dash: 'sysDash', width: 9_525 },
};

export const SHOW_VALUE = showXml(true);

export const NO_LABELS = `<c:dLbls>${showXml(false)}</c:dLbls>`;

export function showXml(value: boolean): string {
  return `<c:showLegendKey val="0"/><c:showVal val="${value ? 1 : 0}"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>`;
}

/** The cells of a series, or with null those of the categories' names. */
export function rangeOf({ chart, sheet, headerRow }: Drawn, at: number | null): string {
  const [first = 0, last = first] = [chart.categories[0], chart.categories.at(-1)];
  if (chart.down === true) {
    const column = at === null ? 1 : at + 1;
    const row = headerRow + 1;
    return reference(sheet, { row: row + first, column }, { row: row + last, column });
  }
  const row = at === null ? headerRow : headerRow + 1 + at;
  return reference(sheet, { row, column: first + 1 }, { row, column: last + 1 });
}

export function axisTitleXml(words: string, lies: boolean): string {
  const body = lies ? '<a:bodyPr/>' : '<a:bodyPr rot="-5400000" vert="horz"/>';
  return `<c:title><c:tx><c:rich>${body}<a:p><a:pPr><a:defRPr sz="${TEXT}" b="0"/></a:pPr><a:r><a:rPr lang="en-GB" sz="${TEXT}" b="0">${solid(palette.ink)}<a:latin typeface="${FONT}"/></a:rPr><a:t>${xml(words)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title>`;
}

export function axisFormat(chart: Chart): string {
  // Shares of 100% are fractions to the program that draws them.
  if (chart.type === 'stacked-bar') return '0%';
  return chart.suffix === '' ? '#,##0' : `#,##0"${chart.suffix}"`;
}

export function formatOf(chart: Pick<Chart, 'suffix'>, decimals: number): string {
  const number = decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
  return chart.suffix === '' ? number : `${number}"${chart.suffix}"`;
}

/** Hundredths of a point. */
export function textXml(size: number, bold: boolean, ink: string = palette.ink): string {
  return `<c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz="${size}" b="${bold ? 1 : 0}">${solid(ink)}<a:latin typeface="${FONT}"/></a:defRPr></a:pPr><a:endParaRPr lang="en-GB"/></a:p></c:txPr>`;
}

export function stringCache(values: readonly string[]): string {
  const points = values.map(
    (value, index) => `<c:pt idx="${index}"><c:v>${xml(value)}</c:v></c:pt>`,
  );
  return `<c:strCache><c:ptCount val="${values.length}"/>${points.join('')}</c:strCache>`;
}

/** A symbol's cell gives no point: a gap, never a 0. */
export function numberCache(values: readonly (number | null)[], format: string): string {
  const points = values.flatMap((value, index) =>
    value === null ? [] : [`<c:pt idx="${index}"><c:v>${value}</c:v></c:pt>`],
  );
  return `<c:numCache><c:formatCode>${xml(format)}</c:formatCode><c:ptCount val="${values.length}"/>${points.join('')}</c:numCache>`;
}

/** A series' name, linked to the cell that says it. */
export function seriesNameXml(drawn: Drawn, at: number): string {
  const { chart, sheet, table, headerRow } = drawn;
  const place =
    chart.down === true
      ? { row: headerRow, column: at + 1 }
      : { row: headerRow + 1 + at, column: 1 };
  const label = seriesLabel(chart, table, at);
  return `<c:tx><c:strRef><c:f>${xml(reference(sheet, place))}</c:f>${stringCache([label])}</c:strRef></c:tx>`;
}
