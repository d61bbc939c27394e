import type { Cell, Font } from './model.js';

/** The fonts that a reader sees in a cell: those of a rich text's parts, else the cell's own. */
export function fontsOf({ style, runs }: Cell): readonly Font[] {
  return runs.length === 0 ? [style.font] : runs;
}
