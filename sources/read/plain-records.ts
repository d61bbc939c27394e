import { endianness } from 'node:os';
import { type CodeUnits, CutRow } from './cut-row.js';
import type { RawRow } from '../../pipeline/core/files/tabular-file.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Why a record can't be cut here yet, or not here at all. */
const INCOMPLETE = -1;
const ODD = -2;

/** Characters a cell takes with its delimiter in the files we know, at least; a guess, for room can be made. */
const CELL_LENGTH = 6;

/**
 * Cuts CSV text into records where it keeps to RFC 4180: quotes only around whole fields, doubled within; lines end with
 * CR LF, LF or CR. That is several times as fast as a parser which must expect anything, and what isn't so plain (a stray
 * quote, text after a closing one, one never closed) is left, from the start of its record, to such a parser.
 *
 * Rows, and cells cut from them, may share the memory of the piece they were cut from.
 */
export class PlainRecords {
  /** Text from the start of the first record not cut yet. */
  rest = '';
  /** The line on which `rest` begins. */
  line = 1;
  private readonly delimiter: number;
  private text = '';
  private codes: CodeUnits = new Uint8Array(0);
  /** Start and end of each cell; `marked` of them are set. */
  private marks: Int32Array = new Int32Array(0);
  private marked = 0;
  private newlines = 0;
  private isFilled = false;
  private hasDoubled = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /**
   * Adds the records that are whole with this piece to `rows`, empty ones left out. False where the next record isn't
   * plain: `rest` then begins with it.
   */
  take(piece: string, isLast: boolean, rows: RawRow[]): boolean {
    const text = this.rest === '' ? piece : this.rest + piece;
    this.text = text;
    this.codes = codesOf(text);
    this.marks = new Int32Array(Math.ceil(text.length / CELL_LENGTH) * 2 + 2);
    this.marked = 0;
    let start = 0;
    let end = 0;
    while (start < text.length) {
      const first = this.marked;
      end = this.record(start, isLast);
      if (end < 0) break;
      const rowNo = this.line;
      this.line += this.newlines + 1;
      start = end;
      if (!this.isFilled) continue;
      const row = new CutRow(rowNo, this.cut(), first, (this.marked - first) / 2);
      rows.push(this.hasDoubled ? withSingleQuotes(row) : row);
    }
    this.rest = start === 0 ? text : text.slice(start);
    return end !== ODD;
  }

  private cut() {
    const { text, codes, marks } = this;
    return { text, codes, marks };
  }

  /** Marks one record's cells; the position after its line end, or why there is none. */
  private record(start: number, isLast: boolean): number {
    const { delimiter, codes } = this;
    const length = codes.length;
    this.newlines = 0;
    this.isFilled = false;
    this.hasDoubled = false;
    let at = start;
    for (;;) {
      let code = LF;
      if (codes[at] === QUOTE) {
        at = this.quoted(at, isLast);
        if (at < 0) return at;
        code = codes[at] ?? LF;
      } else {
        const from = at;
        for (; at < length; at += 1) {
          code = codes[at] ?? LF;
          if (code === delimiter || code === LF || code === CR) break;
          if (code === QUOTE) return ODD;
        }
        this.mark(from, at);
      }
      if (at === length) return isLast ? length : INCOMPLETE;
      if (code === LF) return at + 1;
      if (code === CR) {
        if (at + 1 === length) return isLast ? length : INCOMPLETE;
        return codes[at + 1] === LF ? at + 2 : at + 1;
      }
      at += 1;
    }
  }

  /** Marks the quoted field that begins at `start`; the position after its closing quote. */
  private quoted(start: number, isLast: boolean): number {
    const { text, codes } = this;
    let close = start;
    for (;;) {
      close = text.indexOf('"', close + 1);
      if (close === -1) return isLast ? ODD : INCOMPLETE;
      if (close + 1 === text.length && !isLast) return INCOMPLETE;
      if (codes[close + 1] !== QUOTE) break;
      this.hasDoubled = true;
      close += 1;
    }
    const next = codes[close + 1] ?? LF;
    if (next !== this.delimiter && next !== LF && next !== CR) return ODD;
    this.newlines += lineEnds(text.slice(start + 1, close));
    this.mark(start + 1, close);
    return close + 1;
  }

  private mark(from: number, to: number): void {
    if (to > from) this.isFilled = true;
    if (this.marked === this.marks.length) {
      const more = new Int32Array(this.marks.length * 2);
      more.set(this.marks);
      this.marks = more;
    }
    this.marks[this.marked] = from;
    this.marks[this.marked + 1] = to;
    this.marked += 2;
  }
}

function codesOf(text: string): CodeUnits {
  if (Buffer.byteLength(text) === text.length) {
    const ascii = new Uint8Array(text.length);
    Buffer.from(ascii.buffer).write(text, 'latin1');
    return ascii;
  }
  const codes = new Uint16Array(text.length);
  // Node runs on machines of either byte order; these few are slower.
  if (IS_LITTLE_ENDIAN) Buffer.from(codes.buffer).write(text, 'utf16le');
  else for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
  return codes;
}
const IS_LITTLE_ENDIAN = endianness() === 'LE';

/** A quote within a quoted field is written twice; no other field of a plain record holds any. */
function withSingleQuotes({ rowNo, cells }: RawRow): RawRow {
  return {
    rowNo,
    cells: cells.map((cell) => (typeof cell === 'string' ? cell.replaceAll('""', '"') : cell)),
  };
}

/** How many lines end within a text. */
export function lineEnds(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
