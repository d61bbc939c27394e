/**
 * A row is as long as its last filled cell, so a file of a few kB, one cell in the last column of each row, would take
 * gigabytes: gaps may be these many, and so many more for each filled cell.
 */
const SPARE_GAPS = 2_000_000;
const GAPS_PER_CELL = 50;

/** Counts the cells of a sheet, gaps included. */
export class CellCount {
  private all = 0;
  private filled = 0;

  /** @param most cells that a sheet may have */
  constructor(private readonly most: number) {}

  /** What is absurd about the sheet once a row of so many cells is added; undefined where nothing is. */
  add(cells: number, filled: number): string | undefined {
    this.all += cells;
    this.filled += filled;
    if (this.all > SPARE_GAPS + this.filled * GAPS_PER_CELL)
      return 'few cells, spread over far too many columns';
    if (this.all > this.most) return `more than ${this.most.toLocaleString('en-GB')} cells`;
    return undefined;
  }
}
