import {
  AlignmentType,
  BorderStyle,
  type FileChild,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { palette, tonePalette } from '../../../pipeline/core/council/colours.js';
import { xmlCharacters } from '../../../pipeline/core/xml-characters.js';
import type {
  Paper,
  PaperBlock,
  PaperCell,
  PaperColumn,
  PaperList,
  PaperTable,
  PaperText,
} from '../paper.js';
import { styleIds } from '../style-ids.js';
import { DRAWING_MARK, drawingKey, marked } from './marks.js';
import { BULLETS, NUMBERS } from './styles.js';

/** Width of the text of an A4 page with margins of 2 cm, in twentieths of a point. */
const TEXT_WIDTH = 9638;

/**
 * What a document says, as the library has it. A caption's style, and in a template a list's, is marked with the number of its block
 * ({@link marked}), by which the finish finds it.
 * @param isInTemplate the library numbers no lists there
 */
export function elementsOf(
  { blocks, scheme }: Pick<Paper, 'blocks' | 'scheme'>,
  isInTemplate: boolean,
): FileChild[] {
  return blocks.flatMap((block, index) =>
    elementsOfBlock(block, index, {
      brand: scheme.brand,
      isInTemplate,
      isAfterTable: blocks[index - 1]?.kind === 'table',
      isLeadIn: LED_IN.has(blocks[index + 1]?.kind ?? ''),
    }),
  );
}

/** What an element's look depends on besides its own block. */
interface Place {
  readonly brand: string;
  readonly isInTemplate: boolean;
  readonly isAfterTable: boolean;
  /** A list or a table follows: it isn't parted from the block. */
  readonly isLeadIn: boolean;
}

const LED_IN: ReadonlySet<string> = new Set<PaperBlock['kind']>(['list', 'table']);

function elementsOfBlock(
  block: PaperBlock,
  index: number,
  { brand, isAfterTable, isLeadIn, isInTemplate }: Place,
): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [
        new Paragraph({
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          children: textRuns(block.text),
        }),
      ];
    case 'paragraph':
      return [
        textElement(block, {
          ...(isLeadIn ? { keepNext: true } : {}),
          ...(isAfterTable ? AFTER_TABLE : {}),
        }),
      ];
    case 'list':
      return listElements(block, index, isInTemplate);
    case 'table':
      return tableElements(block, index, brand);
    case 'chart':
      return [new Paragraph({ children: [drawingRun(drawingKey(index))] })];
  }
}

/** A run in whose place a drawing is put. */
function drawingRun(key: string): TextRun {
  return new TextRun({ text: `${DRAWING_MARK}${key}${DRAWING_MARK}` });
}

/** A table has no space of its own below it. */
const AFTER_TABLE = { spacing: { before: 160, after: 120 } } as const;

function textElement(
  { text, style }: PaperText,
  place: Pick<IParagraphOptions, 'keepNext' | 'spacing'>,
): Paragraph {
  const children = textRuns(text);
  if (style === 'lead') return new Paragraph({ style: styleIds.lead, children, ...place });
  return style === 'sent'
    ? new Paragraph({ style: styleIds.sent, children, ...place })
    : new Paragraph({ children, ...place });
}

/** @param instance apart for each list, so that its numbers begin at 1 */
function listElements(
  { items, numbered }: PaperList,
  instance: number,
  isInTemplate: boolean,
): Paragraph[] {
  const isNumbered = numbered === true;
  const style = isNumbered ? styleIds.number : styleIds.bullet;
  const reference = isNumbered ? NUMBERS : BULLETS;
  return items.map(
    (item, index) =>
      new Paragraph({
        ...(isInTemplate
          ? { style: marked(style, instance) }
          : { style, numbering: { reference, level: 0, instance } }),
        ...(index === items.length - 1 ? { spacing: { after: 160 } } : {}),
        children: textRuns(item),
      }),
  );
}

/** The caption goes before its table: what follows on the writing finds the table by it. */
function tableElements(
  { caption, columns, rows }: PaperTable,
  index: number,
  brand: string,
): FileChild[] {
  const widths = columns.map(({ width }) => Math.round((TEXT_WIDTH * width) / 100));
  const line = { style: BorderStyle.SINGLE, size: 4, color: palette.rule };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return [
    new Paragraph({ style: marked(styleIds.caption, index), children: textRuns(caption) }),
    new Table({
      width: { size: TEXT_WIDTH, type: WidthType.DXA },
      columnWidths: widths,
      layout: TableLayoutType.FIXED,
      tableLook: { firstRow: true, firstColumn: false, noHBand: true, noVBand: true },
      margins: { left: 85, right: 85 },
      borders: {
        top: line,
        bottom: line,
        left: none,
        right: none,
        insideHorizontal: line,
        insideVertical: none,
      },
      rows: [
        new TableRow({
          tableHeader: true,
          cantSplit: true,
          children: columns.map((column, at) => headCell(column, widths[at] ?? 0, brand)),
        }),
        ...rows.map(
          (row, at) =>
            new TableRow({
              cantSplit: true,
              children: rowCells(row, columns, widths, (column) => drawingKey(index, at, column)),
            }),
        ),
      ],
    }),
  ];
}

/** @param keyOf the key of the drawing in a column */
function rowCells(
  row: readonly PaperCell[],
  columns: readonly PaperColumn[],
  widths: readonly number[],
  keyOf: (column: number) => string,
): TableCell[] {
  const [only] = row;
  if (only !== undefined && row.length === 1 && columns.length > 1)
    return [groupCell(only, columns.length)];
  return columns.map((column, at) =>
    bodyCell(row[at] ?? { text: '' }, column, widths[at] ?? 0, keyOf(at)),
  );
}

/** The heading of the rows that follow, which isn't parted from them. */
function groupCell({ text }: PaperCell, columnSpan: number): TableCell {
  return new TableCell({
    columnSpan,
    width: { size: TEXT_WIDTH, type: WidthType.DXA },
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: tonePalette.grey.fill },
    children: [
      new Paragraph({
        style: styleIds.tableText,
        keepNext: true,
        children: [boldRun(xmlCharacters(text))],
      }),
    ],
  });
}

function headCell({ heading, align }: PaperColumn, width: number, brand: string): TableCell {
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    shading: { type: ShadingType.CLEAR, color: 'auto', fill: brand },
    verticalAlign: VerticalAlignTable.BOTTOM,
    children: [
      new Paragraph({
        style: styleIds.tableHead,
        keepNext: true,
        alignment: alignment(align),
        children: textRuns(heading),
      }),
    ],
  });
}

function bodyCell(cell: PaperCell, { align }: PaperColumn, width: number, key: string): TableCell {
  const colours = cell.tone === undefined ? undefined : tonePalette[cell.tone];
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(colours === undefined
      ? {}
      : { shading: { type: ShadingType.CLEAR, color: 'auto', fill: colours.fill } }),
    children: [
      new Paragraph({
        style: cell.isSent === true ? styleIds.tableSent : styleIds.tableText,
        alignment: alignment(align),
        children:
          cell.line !== undefined
            ? [drawingRun(key)]
            : colours === undefined
              ? textRuns(cell.text)
              : [boldRun(cell.text, colours.ink)],
      }),
    ],
  });
}

function boldRun(text: string, color?: string): TextRun {
  const options: IRunOptions = { text, bold: true, ...(color === undefined ? {} : { color }) };
  return new TextRun(options);
}

function alignment(align: PaperColumn['align']) {
  return align === 'right' ? AlignmentType.RIGHT : AlignmentType.LEFT;
}

/** A text with its line breaks. */
export function textRuns(text: string): TextRun[] {
  return xmlCharacters(text)
    .replaceAll(DRAWING_MARK, '\uFFFD')
    .split('\n')
    .map((line, index) => new TextRun(index === 0 ? { text: line } : { text: line, break: 1 }));
}
