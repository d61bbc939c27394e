import type { Cell, RawRow } from '../../pipeline/core/files/tabular-file.js';

/** A text's UTF-16 code units; plain ASCII, as nearly all of a return is, in half the memory. */
export type CodeUnits = Uint8Array | Uint16Array;

/** A piece of CSV text, and where in it cells were cut. */
export interface CutText {
  readonly text: string;
  /** Looking at these is several times as fast as asking the text for each. */
  readonly codes: CodeUnits;
  /** Start and end of one cell after another. */
  readonly marks: Int32Array;
}

/**
 * A record of CSV text that is cut but not copied: a cell is made when it is asked for. Most never are, for what a cell
 * means is looked up by its characters where they are.
 */
export class CutRow implements RawRow {
  readonly text: string;
  readonly codes: CodeUnits;
  private readonly marks: Int32Array;
  private made: readonly Cell[] | undefined;

  /**
   * @param first where this record's cells begin among the marks.
   * @param width how many cells there are.
   */
  constructor(
    readonly rowNo: number,
    { text, codes, marks }: CutText,
    private readonly first: number,
    readonly width: number,
  ) {
    this.text = text;
    this.codes = codes;
    this.marks = marks;
  }

  get cells(): readonly Cell[] {
    this.made ??= Array.from({ length: this.width }, (_, place) => this.cell(place));
    return this.made;
  }

  cell(place: number): Cell {
    const start = this.start(place);
    const end = this.end(place);
    return start === end ? null : this.text.slice(start, end);
  }

  /** Where a cell starts in `text`; an empty cell, and one beyond the record's last, ends where it starts. */
  start(place: number): number {
    return place < this.width ? (this.marks[this.first + 2 * place] ?? 0) : 0;
  }

  end(place: number): number {
    return place < this.width ? (this.marks[this.first + 2 * place + 1] ?? 0) : 0;
  }
}

/** How many cells a row has. */
export function widthOf(row: RawRow): number {
  return row instanceof CutRow ? row.width : row.cells.length;
}

/** A row's cell; undefined beyond its last. */
export function cellOf(row: RawRow, place: number): Cell | undefined {
  return row instanceof CutRow ? row.cell(place) : row.cells[place];
}
