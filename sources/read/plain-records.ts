import type { Cell, RawRow } from './types.js';

const LF = 10;
const CR = 13;
const QUOTE = 34;

/** Why a record can't be cut here yet, or not here at all. */
const INCOMPLETE = -1;
const ODD = -2;

/**
 * Cuts CSV text into records where it keeps to RFC 4180: quotes only around whole fields, doubled within; lines end with
 * CR LF, LF or CR. That is several times as fast as a parser which must expect anything, and what isn't so plain (a stray
 * quote, text after a closing one, one never closed) is left, from the start of its record, to such a parser.
 *
 * A cell's text may share the memory of the piece it was cut from.
 */
export class PlainRecords {
  /** Text from the start of the first record not cut yet. */
  rest = '';
  /** The line on which `rest` begins. */
  line = 1;
  private readonly delimiter: number;
  private cells: Cell[] = [];
  private newlines = 0;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  /**
   * Adds the records that are whole with this piece to `rows`, empty ones left out. False where the next record isn't
   * plain: `rest` then begins with it.
   */
  take(piece: string, isLast: boolean, rows: RawRow[]): boolean {
    const text = this.rest === '' ? piece : this.rest + piece;
    let start = 0;
    let end = 0;
    while (start < text.length) {
      this.cells = [];
      this.newlines = 0;
      end = this.record(text, start, isLast);
      if (end < 0) break;
      const rowNo = this.line;
      this.line += this.newlines + 1;
      start = end;
      if (this.cells.some(isFilled)) rows.push({ rowNo, cells: this.cells });
    }
    this.rest = start === 0 ? text : text.slice(start);
    return end !== ODD;
  }

  /** Reads one record into `cells`; the position after its line end, or why there is none. */
  private record(text: string, start: number, isLast: boolean): number {
    const { delimiter, cells } = this;
    const length = text.length;
    let at = start;
    for (;;) {
      let code: number;
      if (text.charCodeAt(at) === QUOTE) {
        at = this.quoted(text, at, isLast);
        if (at < 0) return at;
        code = at < length ? text.charCodeAt(at) : LF;
      } else {
        const from = at;
        code = LF;
        for (; at < length; at += 1) {
          code = text.charCodeAt(at);
          if (code === delimiter || code === LF || code === CR) break;
          if (code === QUOTE) return ODD;
        }
        if (at === length) code = LF;
        cells.push(at === from ? null : text.slice(from, at));
      }
      if (at === length) return isLast ? length : INCOMPLETE;
      if (code === LF) return at + 1;
      if (code === CR) {
        if (at + 1 === length) return isLast ? length : INCOMPLETE;
        return text.charCodeAt(at + 1) === LF ? at + 2 : at + 1;
      }
      at += 1;
    }
  }

  /** Reads the quoted field that begins at `start`; the position after its closing quote. */
  private quoted(text: string, start: number, isLast: boolean): number {
    let close = start;
    let hasDoubled = false;
    for (;;) {
      close = text.indexOf('"', close + 1);
      if (close === -1) return isLast ? ODD : INCOMPLETE;
      if (close + 1 === text.length && !isLast) return INCOMPLETE;
      if (text.charCodeAt(close + 1) !== QUOTE) break;
      hasDoubled = true;
      close += 1;
    }
    if (close + 1 < text.length) {
      const next = text.charCodeAt(close + 1);
      if (next !== this.delimiter && next !== LF && next !== CR) return ODD;
    }
    const raw = text.slice(start + 1, close);
    this.newlines += lineEnds(raw);
    const value = hasDoubled ? raw.replaceAll('""', '"') : raw;
    this.cells.push(value === '' ? null : value);
    return close + 1;
  }
}

/** How many lines end within a text. */
export function lineEnds(text: string): number {
  if (!text.includes('\n') && !text.includes('\r')) return 0;
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

function isFilled(cell: Cell): boolean {
  return cell !== null;
}
