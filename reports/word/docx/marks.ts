const MARK = '-of-block-';

/** A style with the number of the block that it is used in. */
export function marked(style: string, block: number): string {
  return `${style}${MARK}${block}`;
}

/** Matches a marked style of a paragraph: the style is the first group, the number of the block the second. */
export function markedStyle(style: string): string {
  return `<w:pStyle w:val="(${style})${MARK}(\\d+)"/>`;
}
