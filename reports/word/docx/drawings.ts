import { escapedXml } from '../../../pipeline/core/xml-characters.js';
import type { ColourScheme } from '../../../pipeline/core/council/colours.js';
import { literalChartXml } from '../../workbook/charts/literal-chart.js';
import { smallLineXml } from '../../workbook/charts/small-line-xml.js';
import type { Paper, PaperChart, PaperLine } from '../paper.js';
import { DRAWING_MARK, drawingKey } from './marks.js';

type Texts = Map<string, string>;

/** A native chart of a document: where it is, what it says to those who can't see it, its size in EMU, and its part. */
interface Drawing {
  readonly key: string;
  readonly altText: string;
  readonly width: number;
  readonly height: number;
  readonly xml: string;
}

/** EMU of a centimetre. */
const CM = 360_000;
const CHART = { width: 17 * CM, height: 1_584_000 } as const;
const SMALL = { width: 2 * CM, height: 216_000 } as const;

const CHARTS = 'http://schemas.openxmlformats.org/drawingml/2006/chart';
const MAIN = 'http://schemas.openxmlformats.org/drawingml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const INLINE = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing';
const TYPE = 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml';

const MARKED = new RegExp(
  `<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t[^>]*>${DRAWING_MARK}([\\d.]+)${DRAWING_MARK}</w:t></w:r>`,
  'g',
);

/** Puts a document's charts where its runs are marked: the library knows none. Each is a part of its own, with its numbers in it. */
export function addDrawings(
  texts: Texts,
  { blocks, scheme }: Pick<Paper, 'blocks' | 'scheme'>,
): void {
  const drawings = new Map(
    drawingsOf(blocks, scheme).map((drawing, index) => [
      drawing.key,
      { ...drawing, number: index + 1 },
    ]),
  );
  if (drawings.size === 0) return;
  const add = (part: string, end: string, entry: string): void => {
    texts.set(
      part,
      (texts.get(part) ?? '').replace(end, () => `${entry}${end}`),
    );
  };
  for (const { number, xml } of drawings.values()) {
    texts.set(`word/charts/chart${number}.xml`, xml);
    add(
      '[Content_Types].xml',
      '</Types>',
      `<Override PartName="/word/charts/chart${number}.xml" ContentType="${TYPE}"/>`,
    );
    add(
      'word/_rels/document.xml.rels',
      '</Relationships>',
      `<Relationship Id="rIdChart${number}" Type="${RELATIONS}/chart" Target="charts/chart${number}.xml"/>`,
    );
  }
  texts.set(
    'word/document.xml',
    (texts.get('word/document.xml') ?? '').replaceAll(MARKED, (run, key: string) => {
      const drawing = drawings.get(key);
      return drawing === undefined ? run : `<w:r>${inlineXml(drawing)}</w:r>`;
    }),
  );
}

function drawingsOf(blocks: Paper['blocks'], scheme: ColourScheme): Drawing[] {
  return blocks.flatMap((block, at): Drawing[] => {
    if (block.kind === 'chart') return [chartDrawing(block, drawingKey(at), scheme)];
    if (block.kind !== 'table') return [];
    return block.rows.flatMap((row, index) =>
      row.flatMap(({ line }, column) =>
        line === undefined ? [] : [smallDrawing(line, drawingKey(at, index, column), scheme)],
      ),
    );
  });
}

function chartDrawing({ chart, table }: PaperChart, key: string, scheme: ColourScheme): Drawing {
  return { key, altText: chart.altText, ...CHART, xml: literalChartXml(chart, table, scheme) };
}

function smallDrawing(line: PaperLine, key: string, scheme: ColourScheme): Drawing {
  return { key, altText: line.altText, ...SMALL, xml: smallLineXml(line, scheme) };
}

/** A chart in a line of text. Its numbers are counted by the document's drawings. */
function inlineXml({
  altText,
  width,
  height,
  number,
}: Drawing & { readonly number: number }): string {
  return [
    `<w:drawing><wp:inline xmlns:wp="${INLINE}" distT="0" distB="0" distL="0" distR="0"><wp:extent cx="${width}" cy="${height}"/>`,
    `<wp:docPr id="${number}" name="Chart ${number}" descr="${escapedXml(altText)}"/><wp:cNvGraphicFramePr/>`,
    `<a:graphic xmlns:a="${MAIN}"><a:graphicData uri="${CHARTS}"><c:chart xmlns:c="${CHARTS}" xmlns:r="${RELATIONS}" r:id="rIdChart${number}"/></a:graphicData></a:graphic>`,
    '</wp:inline></w:drawing>',
  ].join('');
}
