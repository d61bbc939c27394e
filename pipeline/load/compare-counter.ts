import type { Cell } from '../core/files/tabular-file.js';
import type { EarlierCounter } from '../../sources/contract/types.js';

/** A row of events as far as its counter is compared: whose, when, and what the counter says. */
interface Counted {
  readonly day: string;
  readonly count: number | null;
}

/** How a return's counters of earlier events agree with the events' own dates in it. */
export interface CounterComparison {
  /** Rows with a counter, of children whose earlier event the return itself lists, or whose counter is nought. */
  readonly compared: number;
  /** Of those, where the counter differs from the dates. */
  readonly contradicted: number;
  /** Rows of children with one event only, and how many of their counters aren't nought. */
  readonly alone: number;
  readonly aloneCounted: number;
}

/** Takes up rows of one table and compares the counter of each with the dates of the same child's other rows. */
export function counterComparer({ child, date, counter }: EarlierCounter): {
  readonly look: (columns: readonly string[], rows: readonly (readonly Cell[])[]) => void;
  readonly comparison: () => CounterComparison;
} {
  const byChild = new Map<string, Counted[]>();
  return {
    look: (columns, rows) => {
      const [who, when, what] = [child, date, counter].map((each) => columns.indexOf(each));
      for (const row of rows) {
        const [name, day, count] = [row[who ?? -1], row[when ?? -1], row[what ?? -1]];
        if (typeof name !== 'string' || typeof day !== 'string') continue;
        const own = byChild.get(name) ?? [];
        own.push({ day, count: typeof count === 'number' ? count : null });
        byChild.set(name, own);
      }
    },
    comparison: () => compared([...byChild.values()]),
  };
}

function compared(children: readonly (readonly Counted[])[]): CounterComparison {
  const found = { compared: 0, contradicted: 0, alone: 0, aloneCounted: 0 };
  for (const rows of children) {
    const known = rows.filter(({ count }) => count !== null);
    if (rows.length === 1) {
      found.alone += known.length;
      found.aloneCounted += known.filter(({ count }) => (count ?? 0) > 0).length;
      continue;
    }
    const first = rows.reduce((least, { day }) => (day < least ? day : least), rows[0]?.day ?? '');
    for (const { day, count } of known) {
      found.compared += 1;
      // The first of a child's rows has none before it in the return; a counter above nought speaks of one that isn't listed, or is the child's.
      if ((count ?? 0) > 0 !== day > first) found.contradicted += 1;
    }
  }
  return found;
}

/** Too many to be chance: one in twenty of those that can be compared; more than half of those that stand alone, of five or more. */
export function counterWords(
  { what, counterName }: Pick<EarlierCounter, 'what' | 'counterName'>,
  { compared: all, contradicted, alone, aloneCounted }: CounterComparison,
): string | null {
  if (contradicted * 20 > all) {
    return `${counterName} differs from the dates of the same child's ${what} on ${contradicted} of ${all} rows. It may be the child's, written on each row: figures go by the dates.`;
  }
  if (alone >= 5 && aloneCounted * 2 > alone) {
    return `${counterName} isn't nought on ${aloneCounted} of ${alone} rows of children with no other of the ${what} listed. It may count the one in hand: figures don't use it where the dates don't bear it out.`;
  }
  return null;
}
