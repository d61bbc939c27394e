import type { Value } from './insert.js';
import { assertWhole, nulCharacter } from './values.js';

const QUOTE = 34;
const BACKSLASH = 92;
const FIRST_PLAIN = 32;
const LAST_PLAIN = 126;
/** A character is six bytes at most (\uXXXX), and a whole number no longer than this. */
const BYTES_A_CHARACTER = 6;
const LONGEST_NUMBER = 24;
const ZERO = 48;
const [N, U, L] = [110, 117, 108];
const SMALL = 2 ** 31;

/** JSON written straight into bytes: plain ASCII, nearly all that returns hold, takes one step a character. */
export class JsonBytes {
  #bytes: Uint8Array;
  #end = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(Math.max(capacity, 1024));
  }

  byte(value: number): void {
    if (this.#end === this.#bytes.length) this.#makeRoom(1);
    this.#bytes[this.#end++] = value;
  }

  null(): void {
    this.#makeRoom(4);
    const bytes = this.#bytes;
    const end = this.#end;
    bytes[end] = N;
    bytes[end + 1] = U;
    bytes[end + 2] = L;
    bytes[end + 3] = L;
    this.#end = end + 4;
  }

  ascii(text: string): void {
    this.#makeRoom(text.length);
    for (let at = 0; at < text.length; at += 1) this.#bytes[this.#end++] = text.charCodeAt(at);
  }

  /** A value as JSON. Throws for what no warehouse can hold: a number that isn't whole, a NUL character. */
  value(value: Value): void {
    if (value === null) this.null();
    else if (typeof value === 'number') {
      assertWhole(value);
      this.#makeRoom(LONGEST_NUMBER);
      if (value >= 0 && value < SMALL) this.#digits(value);
      else this.ascii(String(value));
    } else this.#text(value);
  }

  /** What was written, in memory of its own. */
  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#end);
  }

  /** A number that fits 31 bits, written without a text of it. */
  #digits(value: number): void {
    let width = 1;
    for (let rest = value; rest >= 10; rest = (rest / 10) | 0) width += 1;
    let rest = value;
    for (let at = this.#end + width - 1; at >= this.#end; at -= 1) {
      this.#bytes[at] = ZERO + (rest % 10);
      rest = (rest / 10) | 0;
    }
    this.#end += width;
  }

  #text(text: string): void {
    this.#makeRoom(text.length * BYTES_A_CHARACTER + 2);
    const bytes = this.#bytes;
    const start = this.#end;
    let end = start;
    bytes[end++] = QUOTE;
    for (let at = 0; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < FIRST_PLAIN || code > LAST_PLAIN || code === QUOTE || code === BACKSLASH) {
        this.#odd(text);
        return;
      }
      bytes[end++] = code;
    }
    bytes[end++] = QUOTE;
    this.#end = end;
  }

  /** Text beyond plain ASCII. Half a surrogate pair becomes U+FFFD: SQLite would store it as broken UTF-8. */
  #odd(text: string): void {
    if (text.includes('\0')) throw nulCharacter();
    const wellFormed = Buffer.from(text).toString();
    const json = JSON.stringify(wellFormed);
    this.#makeRoom(json.length * BYTES_A_CHARACTER);
    const { written } = new TextEncoder().encodeInto(json, this.#bytes.subarray(this.#end));
    this.#end += written;
  }

  #makeRoom(count: number): void {
    if (this.#end + count <= this.#bytes.length) return;
    const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + count));
    larger.set(this.#bytes.subarray(0, this.#end));
    this.#bytes = larger;
  }
}
