import type { Value } from '../../rows.js';
import { assertWhole, nulCharacter } from '../../values.js';

/*
 * SQLite's own binary form of JSON (sqlite.org/jsonb.html), so that it has nothing to parse: an element is a header and a payload.
 * The header's low half is the type, its high half the payload's size, or from 12 on how many bytes behind it say the size.
 */
const [NULL, INTEGER, TEXT, ARRAY] = [0x00, 0x03, 0x0a, 0x0b];
const [SIZE_IN_1, SIZE_IN_4] = [0xc0, 0xe0];
const LONGEST_OWN = 11;
const LONGEST_IN_1 = 0xff;
/** Bytes of an array's header, and of the longest one of any element. */
export const ARRAY_HEADER = 5;

const LAST_ASCII = 127;
/** A UTF-16 code unit takes three bytes of UTF-8 at most. */
const BYTES_A_CHARACTER = 3;
const LONGEST_NUMBER = 24;
const ZERO = 48;
const SMALL = 2 ** 31;

/** JSONB written straight into bytes: plain ASCII, nearly all that returns hold, takes one step a character. */
export class JsonbBytes {
  #bytes: Uint8Array;
  #end = 0;

  /** @param memory to write into; larger memory takes its place where it is too small. */
  constructor(memory: ArrayBuffer) {
    this.#bytes = new Uint8Array(memory);
  }

  /** How much is written. */
  get end(): number {
    return this.#end;
  }

  /** Takes back what was written from `end` on. */
  backTo(end: number): void {
    this.#end = end;
  }

  /** Begins an array; what it answers ends it. */
  open(): number {
    this.#makeRoom(ARRAY_HEADER);
    const at = this.#end;
    this.#bytes[at] = SIZE_IN_4 | ARRAY;
    this.#end = at + ARRAY_HEADER;
    return at;
  }

  close(opened: number): void {
    this.#number(this.#end - opened - ARRAY_HEADER, opened + 1);
  }

  /** Throws for what no warehouse can hold: a number that isn't whole, a NUL character. */
  value(value: Value): void {
    if (value === null) {
      this.#makeRoom(1);
      this.#bytes[this.#end++] = NULL;
    } else if (typeof value === 'number') {
      assertWhole(value);
      this.#makeRoom(LONGEST_NUMBER);
      if (value >= 0 && value < SMALL) this.#digits(value);
      else this.#long(INTEGER, String(value));
    } else this.#text(value);
  }

  /** What was written. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#end);
  }

  /** A number that fits 31 bits, written without a text of it. */
  #digits(value: number): void {
    let width = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) width += 1;
    this.#bytes[this.#end] = (width << 4) | INTEGER;
    let rest = value;
    for (let at = this.#end + width; at > this.#end; at -= 1) {
      this.#bytes[at] = ZERO + (rest % 10);
      rest = (rest / 10) | 0;
    }
    this.#end += width + 1;
  }

  #text(text: string): void {
    const { length } = text;
    if (length > LONGEST_IN_1) {
      this.#long(TEXT, text);
      return;
    }
    this.#makeRoom(length + 2);
    const bytes = this.#bytes;
    let end = this.#end;
    if (length <= LONGEST_OWN) bytes[end++] = (length << 4) | TEXT;
    else {
      bytes[end++] = SIZE_IN_1 | TEXT;
      bytes[end++] = length;
    }
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code > LAST_ASCII || code === 0) {
        this.#long(TEXT, text);
        return;
      }
      bytes[end++] = code;
    }
    this.#end = end;
  }

  /** Any payload. Half of a surrogate pair becomes U+FFFD: SQLite would store it as broken UTF-8. */
  #long(type: number, text: string): void {
    if (text.includes('\0')) throw nulCharacter();
    this.#makeRoom(text.length * BYTES_A_CHARACTER + ARRAY_HEADER);
    const payload = this.#bytes.subarray(this.#end + ARRAY_HEADER);
    const { written } = new TextEncoder().encodeInto(text, payload);
    this.#bytes[this.#end] = SIZE_IN_4 | type;
    this.#number(written, this.#end + 1);
    this.#end += ARRAY_HEADER + written;
  }

  /** Four bytes, the highest first. */
  #number(value: number, at: number): void {
    const bytes = this.#bytes;
    bytes[at] = value >>> 24;
    bytes[at + 1] = value >>> 16;
    bytes[at + 2] = value >>> 8;
    bytes[at + 3] = value;
  }

  #makeRoom(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + count));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
