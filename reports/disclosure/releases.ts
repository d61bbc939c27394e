import type { EarlierRelease } from '../input.js';
import { type Counted, keyText } from './cells.js';
import { groupBy } from '../group-by.js';

/** The values that one public edition holds: the pack's own, or an earlier release's. */
export interface ReleasedValues {
  /** The release's id; null for the pack in hand. */
  readonly release: string | null;
  readonly values: readonly Counted[];
  /** Whom a key's counts belong to: the same owner wherever the same key has the same counts. */
  readonly ownerOf: (key: string) => string | undefined;
  /** What a series' flows by quarter are called: the same where the series agree in all that both have. */
  readonly flowsOf: (series: string) => string;
}

/** All editions that a reader can lay side by side, and which of their values are still secret. */
export interface SideBySide {
  /** The pack in hand first. */
  readonly editions: readonly ReleasedValues[];
  /** Owners that are only in earlier releases: under their key the pack has another number, or none. */
  readonly past: ReadonlySet<string>;
  /** Owners that an earlier release shows. */
  readonly shownBefore: ReadonlySet<string>;
}

/**
 * Compares a pack with the releases before it. A reader is taken to know which numbers were corrected and which weren't: one that
 * stayed the same is one number, in whichever release it is shown; one that was corrected is two.
 */
export function sideBySide(
  values: readonly Counted[],
  earlier: readonly EarlierRelease[],
): SideBySide {
  const owners = new Map<string, Owned[]>(
    values.map((value) => [keyText(value), [{ value, owner: keyText(value) }]]),
  );
  const flows = new Map<string, Flows[]>(
    [...groupBy(values, seriesOf)].map(([series, own]) => [
      series,
      [{ name: series, counts: new Map(own.map((value) => [keyText(value), value])) }],
    ]),
  );
  const past = new Set<string>();
  const shownBefore = new Set<string>();
  const own = new Map(values.map((value) => [keyText(value), keyText(value)]));
  const editions: ReleasedValues[] = [
    { release: null, values, ownerOf: (key) => own.get(key), flowsOf: (series) => series },
  ];
  for (const each of earlier) {
    const named = new Map<string, string>();
    for (const value of each.values) {
      const key = keyText(value);
      const known = owners.get(key) ?? [];
      let same = known.find((one) => isSame(one.value, value));
      if (same === undefined) {
        same = { value, owner: `${key} as in ${each.release}` };
        owners.set(key, [...known, same]);
        past.add(same.owner);
      }
      named.set(key, same.owner);
      if (!value.isHidden) shownBefore.add(same.owner);
    }
    const names = flowNames(each, flows);
    editions.push({
      release: each.release,
      values: each.values,
      ownerOf: (key) => named.get(key),
      flowsOf: (series) => names.get(series) ?? series,
    });
  }
  return { editions, past, shownBefore };
}

interface Owned {
  readonly value: Counted;
  readonly owner: string;
}

interface Flows {
  readonly name: string;
  readonly counts: Map<string, Counted>;
}

/** Names a release's flows: as the first edition's whose series agrees with its own, else its own name. */
function flowNames(
  { release, values }: EarlierRelease,
  flows: Map<string, Flows[]>,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const [series, own] of groupBy(values, seriesOf)) {
    const known = flows.get(series) ?? [];
    const agrees = ({ counts }: Flows): boolean =>
      own.every((value) => isSame(counts.get(keyText(value)) ?? value, value));
    let same = known.find(agrees);
    if (same === undefined) {
      same = { name: `${series} as in ${release}`, counts: new Map() };
      flows.set(series, [...known, same]);
    }
    for (const value of own) same.counts.set(keyText(value), value);
    names.set(series, same.name);
  }
  return names;
}

/** The values of one measure, area and breakdown, whatever their window. */
export function seriesOf(value: Pick<Counted, 'measure' | 'areaCode' | 'breakdown'>): string {
  return `${value.measure} ${value.areaCode} ${value.breakdown}`;
}

function isSame(one: Counted, other: Counted): boolean {
  return one.numerator === other.numerator && one.denominator === other.denominator;
}
