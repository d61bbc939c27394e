const MARK = '-of-block-';

/** A style with the number of the block that it is used in. */
export function marked(style: string, block: number): string {
  return `${style}${MARK}${block}`;
}

/** Matches a marked style of a paragraph: the style is the first group, the number of the block the second. */
export function markedStyle(style: string): string {
  return `<w:pStyle w:val="(${style})${MARK}(\\d+)"/>`;
}

/** A character that no text of a document has: it is around the key of a drawing, in a run of its own. */
export const DRAWING_MARK = '\uE000';

/** Which block a drawing is, and of a table's which row and column. */
export function drawingKey(...at: readonly number[]): string {
  return at.join('.');
}
