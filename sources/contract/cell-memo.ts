/** Room at first; it doubles while half of it is taken. */
const SMALLEST = 256;
const SPREAD = 0x9e3779b1;

/** Longer texts aren't remembered: they repeat less, and each would keep more in memory. */
export const MEMO_LENGTH = 12;

/** What was found out about short texts, looked up by their code units where these stand: nothing is copied out to be looked up. */
export class CellMemo<T> {
  size = 0;
  /** By hash: 0 for nobody, else the place among those known, from 1. */
  private places = new Int32Array(SMALLEST);
  /** The known ones' code units, {@link MEMO_LENGTH} for each, and their lengths. */
  private codes = new Uint16Array((SMALLEST / 2) * MEMO_LENGTH);
  private lengths = new Uint8Array(SMALLEST / 2);
  private readonly outcomes: T[] = [];

  /** What is known of `codes` from `from` to before `to`; undefined where nothing is. */
  find(codes: Uint16Array, from: number, to: number): T | undefined {
    const { places } = this;
    const mask = places.length - 1;
    let at = hashOf(codes, from, to) & mask;
    for (;;) {
      const place = places[at] ?? 0;
      if (place === 0) return undefined;
      if (this.isAt(place - 1, codes, from, to)) return this.outcomes[place - 1];
      at = (at + 1) & mask;
    }
  }

  /** Remembers the outcome of what isn't known yet. */
  add(codes: Uint16Array, from: number, to: number, outcome: T): void {
    if (this.size === this.lengths.length) this.grow();
    this.codes.set(codes.subarray(from, to), this.size * MEMO_LENGTH);
    this.lengths[this.size] = to - from;
    this.outcomes.push(outcome);
    this.size += 1;
    this.enter(this.size);
  }

  private isAt(known: number, codes: Uint16Array, from: number, to: number): boolean {
    if (this.lengths[known] !== to - from) return false;
    const own = this.codes;
    for (let at = from, place = known * MEMO_LENGTH; at < to; at += 1, place += 1)
      if (own[place] !== codes[at]) return false;
    return true;
  }

  private enter(place: number): void {
    const { places } = this;
    const mask = places.length - 1;
    const from = (place - 1) * MEMO_LENGTH;
    let at = hashOf(this.codes, from, from + (this.lengths[place - 1] ?? 0)) & mask;
    while (places[at] !== 0) at = (at + 1) & mask;
    places[at] = place;
  }

  private grow(): void {
    const { codes, lengths } = this;
    this.codes = new Uint16Array(codes.length * 2);
    this.codes.set(codes);
    this.lengths = new Uint8Array(lengths.length * 2);
    this.lengths.set(lengths);
    this.places = new Int32Array(this.places.length * 2);
    for (let place = 1; place <= this.size; place += 1) this.enter(place);
  }
}

function hashOf(codes: Uint16Array, from: number, to: number): number {
  let hash = to - from;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (codes[at] ?? 0), SPREAD);
  return hash ^ (hash >>> 15);
}
