import { type ColourScheme, palette } from '../../../pipeline/core/council/colours.js';
import { xml } from '../../../pipeline/core/xlsx/xml-text.js';
import { NO_LABELS, numberCache, solid, stringCache } from './chart-parts.js';

/** A small line without axes, with its target where it has one; null where there is no figure. */
export interface SmallLineChart {
  /** As tables name the figure. */
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly target: number | null;
  /** The quarters of the values: "Oct to Dec 2017". */
  readonly quarters: readonly string[];
}

/** Room above and below the line, as a share of its span. */
const ROOM = 0.15;

/** A small line as a DrawingML part with its numbers in it: the last quarter is marked. */
export function smallLineXml(
  { label, values, target, quarters }: SmallLineChart,
  { brand }: ColourScheme,
): string {
  const known = [...values, target].filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = high === low ? 1 : (high - low) * ROOM;
  const last = values.findLastIndex((value) => value !== null);
  const categories = `<c:cat><c:strLit>${inside(stringCache(quarters))}</c:strLit></c:cat>`;
  const series = (index: number, name: string, shape: string, numbers: typeof values): string =>
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/><c:tx><c:v>${xml(name)}</c:v></c:tx>${shape}${NO_LABELS}${categories}<c:val><c:numLit>${inside(numberCache(numbers, 'General'))}</c:numLit></c:val><c:smooth val="0"/></c:ser>`;
  const mark = `<c:dPt><c:idx val="${last}"/><c:marker><c:symbol val="circle"/><c:size val="5"/><c:spPr>${solid(brand)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker><c:bubble3D val="0"/></c:dPt>`;
  const none = '<c:marker><c:symbol val="none"/></c:marker>';
  const line = series(
    0,
    label,
    `<c:spPr><a:ln w="19050" cap="rnd">${solid(brand)}<a:round/></a:ln></c:spPr>${none}${mark}`,
    values,
  );
  const level =
    target === null
      ? ''
      : series(
          1,
          'Target',
          `<c:spPr><a:ln w="9525">${solid(palette.quiet)}<a:prstDash val="dash"/></a:ln></c:spPr>${none}`,
          values.map(() => target),
        );
  const axis = (kind: 'cat' | 'val', id: number, other: number, scaling: string): string =>
    `<c:${kind}Ax><c:axId val="${id}"/><c:scaling><c:orientation val="minMax"/>${scaling}</c:scaling><c:delete val="1"/><c:axPos val="${kind === 'cat' ? 'b' : 'l'}"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="${other}"/><c:crosses val="min"/></c:${kind}Ax>`;
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">',
    '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/><c:plotArea>',
    '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/><c:x val="0.03"/><c:y val="0.05"/><c:w val="0.94"/><c:h val="0.9"/></c:manualLayout></c:layout>',
    `<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>${line}${level}<c:marker val="1"/><c:axId val="1"/><c:axId val="2"/></c:lineChart>`,
    axis('cat', 1, 2, ''),
    axis('val', 2, 1, `<c:max val="${ends(high + room)}"/><c:min val="${ends(low - room)}"/>`),
    '</c:plotArea><c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>',
    '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:chartSpace>',
  ].join('');
}

/** What a cache holds: a literal holds the same. */
function inside(cache: string): string {
  return cache.replace(/^<[^>]+>|<\/[^>]+>$/g, '');
}

function ends(value: number): string {
  return String(Number(value.toFixed(3)));
}
