import type { ColourScheme } from '../../../pipeline/core/council/colours.js';
import type { Chart, Table } from '../../pack/model.js';
import { chartXml } from './chart-xml.js';
import { TEXT } from './chart-parts.js';

/** Hundredths of a point: a document's tables have this type too. */
const DOCUMENT_TEXT = 1000;

/** A chart as a DrawingML part of a file that has no cells: its names and numbers are in it. */
export function literalChartXml(chart: Chart, table: Table, scheme: ColourScheme): string {
  const layout = { tables: [{ table, headerRow: 1 }] };
  return chartXml(chart, { name: table.name, layout }, scheme)
    .replaceAll(
      /<c:tx><c:strRef><c:f>[^<]*<\/c:f><c:strCache>.*?<c:v>(.*?)<\/c:v>.*?<\/c:strRef><\/c:tx>/g,
      '<c:tx><c:v>$1</c:v></c:tx>',
    )
    .replaceAll(
      /<c:strRef><c:f>[^<]*<\/c:f><c:strCache>(.*?)<\/c:strCache><\/c:strRef>/g,
      '<c:strLit>$1</c:strLit>',
    )
    .replaceAll(
      /<c:numRef><c:f>[^<]*<\/c:f><c:numCache>(.*?)<\/c:numCache><\/c:numRef>/g,
      '<c:numLit>$1</c:numLit>',
    )
    .replaceAll(`sz="${TEXT}"`, `sz="${DOCUMENT_TEXT}"`);
}
