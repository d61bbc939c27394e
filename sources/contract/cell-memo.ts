import type { CodeUnits } from '../read/cut-row.js';

/** Entries there is room for at first; it doubles once half of them are taken. */
const SMALLEST = 256;
/** An entry's numbers: a text, packed into three, and the place of its outcome. */
const ENTRY = 4;
const SPREAD_A = 0x9e3779b1;
const SPREAD_B = 0x85ebca6b;
const SPREAD_C = 0xc2b2ae35;

/** Characters of ASCII that a number packs. */
const PACKED = 4;
const BITS = 7;
export const LAST_ASCII = 127;
/** Where the third number holds the text's length, so that it is never 0. */
const LENGTH_SHIFT = PACKED * BITS;

/** Longer texts aren't remembered: they repeat less. */
export const MEMO_LENGTH = 3 * PACKED;

/**
 * What was found out about short texts, looked up by their code units where these are: nothing is copied out to be looked
 * up, and three numbers are compared instead of characters. Texts beyond ASCII, few among those that repeat, aren't kept.
 */
export class CellMemo<T> {
  size = 0;
  /** Open addressing; an entry whose third number is 0 is free. */
  private entries = new Int32Array(SMALLEST * ENTRY);
  private readonly outcomes: T[] = [];
  /** The text last looked at. */
  private a = 0;
  private b = 0;
  private c = 0;

  /** What is known of `codes` from `from` to before `to`, 1 to {@link MEMO_LENGTH} of them; undefined where nothing is. */
  find(codes: CodeUnits, from: number, to: number): T | undefined {
    if (!this.pack(codes, from, to)) return undefined;
    const entry = this.entryOf(this.a, this.b, this.c);
    return this.entries[entry + 2] === 0 ? undefined : this.outcomes[this.entries[entry + 3] ?? 0];
  }

  /** Remembers the outcome of what isn't known yet. */
  add(codes: CodeUnits, from: number, to: number, outcome: T): void {
    if (!this.pack(codes, from, to)) return;
    this.enter(this.a, this.b, this.c, this.size);
    this.outcomes.push(outcome);
    this.size += 1;
    if (2 * ENTRY * this.size >= this.entries.length) this.grow();
  }

  /** False for a text beyond ASCII. */
  private pack(codes: CodeUnits, from: number, to: number): boolean {
    const endA = Math.min(to, from + PACKED);
    const endB = Math.min(to, from + 2 * PACKED);
    let [a, b, c] = [0, 0, 0];
    let all = 0;
    let at = from;
    for (; at < endA; at += 1) {
      const code = codes[at] ?? 0;
      a = (a << BITS) | code;
      all |= code;
    }
    for (; at < endB; at += 1) {
      const code = codes[at] ?? 0;
      b = (b << BITS) | code;
      all |= code;
    }
    for (; at < to; at += 1) {
      const code = codes[at] ?? 0;
      c = (c << BITS) | code;
      all |= code;
    }
    this.a = a;
    this.b = b;
    this.c = ((to - from) << LENGTH_SHIFT) | c;
    return all <= LAST_ASCII;
  }

  /** Where the text is, or the free entry where it would be. */
  private entryOf(a: number, b: number, c: number): number {
    const { entries } = this;
    const mask = entries.length - ENTRY;
    const mixed = Math.imul(a, SPREAD_A) ^ Math.imul(b, SPREAD_B) ^ Math.imul(c, SPREAD_C);
    let at = (mixed ^ (mixed >>> 15)) & mask;
    for (;;) {
      if (entries[at + 2] === 0) return at;
      if (entries[at] === a && entries[at + 1] === b && entries[at + 2] === c) return at;
      at = (at + ENTRY) & mask;
    }
  }

  private enter(a: number, b: number, c: number, outcome: number): void {
    const { entries } = this;
    const entry = this.entryOf(a, b, c);
    entries[entry] = a;
    entries[entry + 1] = b;
    entries[entry + 2] = c;
    entries[entry + 3] = outcome;
  }

  private grow(): void {
    const old = this.entries;
    this.entries = new Int32Array(old.length * 2);
    for (let at = 0; at < old.length; at += ENTRY) {
      const c = old[at + 2] ?? 0;
      if (c !== 0) this.enter(old[at] ?? 0, old[at + 1] ?? 0, c, old[at + 3] ?? 0);
    }
  }
}
