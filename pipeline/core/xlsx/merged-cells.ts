import { LAST_COLUMN, type Range } from './reference.js';

/**
 * Says which cells are beneath a merged range: all of it but its first, the master. What such a cell holds is never shown
 * by Excel. Rows are asked for in ascending order, and ranges kept as ranges, so a huge one costs no more than a small.
 */
export class MergedCells {
  private readonly byTop: readonly Range[];
  private nextRange = 0;
  private active: Range[] = [];
  /** How many ranges cover each column of the present row. */
  private readonly cover: Uint32Array;
  private readonly masters = new Set<number>();

  constructor(ranges: readonly Range[]) {
    this.byTop = [...ranges].sort((a, b) => a.top - b.top);
    this.cover = new Uint32Array(ranges.length === 0 ? 0 : LAST_COLUMN + 1);
  }

  /** Turns to a row. */
  enter(row: number): void {
    if (this.byTop.length === 0) return;
    this.masters.clear();
    if (this.active.some(({ bottom }) => bottom < row))
      this.active = this.active.filter((range) => {
        if (range.bottom >= row) return true;
        this.count(range, -1);
        return false;
      });
    for (;;) {
      const range = this.byTop[this.nextRange];
      if (range === undefined || range.top > row) break;
      this.nextRange += 1;
      if (range.bottom < row) continue;
      this.active.push(range);
      this.count(range, 1);
      if (range.top === row) this.masters.add(range.left);
    }
  }

  /** Whether the cell of this column, in the row entered, is beneath a merged range. */
  hides(column: number): boolean {
    const ranges = this.cover[column] ?? 0;
    return ranges > 1 || (ranges === 1 && !this.masters.has(column));
  }

  private count({ left, right }: Range, by: number): void {
    for (let column = left; column <= right; column += 1)
      this.cover[column] = (this.cover[column] ?? 0) + by;
  }
}
