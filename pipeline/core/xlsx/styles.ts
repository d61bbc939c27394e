import type { ReadLimits } from '../zip/limits.js';
import { refusal } from '../zip/refuse.js';
import { colourOf, type Palette, paletteOf } from './colours.js';
import type { CellStyle, Font } from './model.js';
import { builtInKind, formatKind } from './number-format.js';
import { child, childrenOf, isTrue, type Node } from './tree.js';

/** What cells look like, by the index that they carry. */
export interface Styles {
  readonly cells: readonly CellStyle[];
  /** The fills that conditional formats put behind cells, by their index. */
  readonly conditionalFills: readonly (string | null)[];
}

const PLAIN_FONT: Font = {
  name: 'Calibri',
  size: 11,
  isItalic: false,
  isUnderlined: false,
  colour: null,
};

/** What a cell without a style looks like. */
export const plainStyle: CellStyle = {
  font: PLAIN_FONT,
  fill: null,
  format: 'General',
  kind: 'number',
  horizontal: 'general',
  wraps: false,
  rotation: 0,
  isForcedText: false,
};

/** Formats that a workbook names only by number. ECMA-376 part 1, 18.8.30. */
const BUILT_IN_FORMATS: Readonly<Record<number, string>> = {
  0: 'General',
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  14: 'dd/mm/yyyy',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'dd/mm/yyyy h:mm',
  37: '#,##0;-#,##0',
  38: '#,##0;[Red]-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;[Red]-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
  49: '@',
};

/** Excel writes none longer than 255. */
const LONGEST_FORMAT = 500;

/**
 * The styles part as the styles of cells, each put together from what it refers to.
 * @param palette left out: colours as a workbook without a theme has them
 * @throws QuarterlyError `contract` where there are more styles than Excel writes
 */
export function stylesOf(
  tree: Node | undefined,
  { file, limits }: { readonly file: string; readonly limits: ReadLimits },
  palette: Palette = paletteOf(undefined, tree),
): Styles {
  const count = childrenOf(tree, 'cellXfs').length;
  if (count > limits.styles)
    throw refusal(
      { file },
      `The workbook has ${count.toLocaleString('en-GB')} cell styles; ${limits.styles.toLocaleString('en-GB')} are the most that are read.`,
      'Copy the rows into a new workbook (values only), save it as .xlsx, and send that.',
    );
  const fonts = childrenOf(tree, 'fonts').map((node) => fontOf(node, palette));
  const fills = childrenOf(tree, 'fills').map((node) => fillOf(node, palette));
  const formats = new Map(
    childrenOf(tree, 'numFmts').map(({ attributes }) => [
      Number(attributes['numFmtId']),
      (attributes['formatCode'] ?? 'General').slice(0, LONGEST_FORMAT),
    ]),
  );
  const cells = childrenOf(tree, 'cellXfs').map((xf): CellStyle => {
    const { fontId, fillId, numFmtId, quotePrefix } = xf.attributes;
    const alignment = child(xf, 'alignment')?.attributes ?? {};
    const id = Number(numFmtId ?? 0);
    const written = formats.get(id);
    const kind = written === undefined ? builtInKind(id) : formatKind(written);
    return {
      font: fonts[Number(fontId ?? 0)] ?? PLAIN_FONT,
      fill: fills[Number(fillId ?? 0)] ?? null,
      format: written ?? BUILT_IN_FORMATS[id] ?? 'General',
      kind,
      horizontal: alignment['horizontal'] ?? 'general',
      wraps: isTrue(alignment['wrapText']),
      rotation: Number(alignment['textRotation'] ?? 0),
      isForcedText: isTrue(quotePrefix),
    };
  });
  const conditionalFills = childrenOf(tree, 'dxfs').map((node) =>
    fillOf(child(node, 'fill'), palette, true),
  );
  return { cells, conditionalFills };
}

/** A font element, or the properties of a run of rich text, which name the font otherwise. */
export function fontOf(node: Node, palette: Palette): Font {
  const value = (name: string): string | undefined => child(node, name)?.attributes['val'];
  const underline = child(node, 'u');
  const italic = child(node, 'i');
  return {
    name: value('name') ?? value('rFont') ?? PLAIN_FONT.name,
    size: Number(value('sz') ?? PLAIN_FONT.size),
    isItalic: italic !== undefined && isTrue(italic.attributes['val'] ?? '1'),
    isUnderlined: underline !== undefined && underline.attributes['val'] !== 'none',
    colour: colourOf(child(node, 'color'), palette),
  };
}

/** The colour behind the text. A conditional format's solid fill is its background, a cell's its foreground. */
function fillOf(node: Node | undefined, palette: Palette, isConditional = false): string | null {
  const pattern = child(node, 'patternFill');
  if (pattern === undefined) {
    const stop = child(child(node, 'gradientFill'), 'stop');
    return colourOf(child(stop, 'color'), palette);
  }
  const type = pattern.attributes['patternType'] ?? (isConditional ? 'solid' : 'none');
  if (type === 'none') return null;
  const foreground = colourOf(child(pattern, 'fgColor'), palette);
  const background = colourOf(child(pattern, 'bgColor'), palette);
  if (isConditional) return background ?? foreground;
  return type === 'solid' ? foreground : (background ?? null);
}
