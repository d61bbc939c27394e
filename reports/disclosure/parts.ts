import type { CellId, Terms } from './cells.js';
import { groupBy } from '../group-by.js';
import { joinedBy } from './joined.js';
import type { Problem, Row } from './solver.js';

/** No count in a pack comes near it: it means "any number". */
export const MOST = 1_000_000;

/** The conditions that can bear on some terms, and the counts that they name with their bounds. */
export interface Part<R extends Row> {
  readonly rows: readonly R[];
  readonly bounds: Problem['bounds'];
}

/**
 * Splits conditions where no count joins them: what is shown parts a table into small ones.
 * @returns the conditions that can bear on the terms. The same part is the same object each time, so that a solver can go on from
 * its last answer.
 */
export function partsOf<R extends Row>(
  rows: readonly R[],
  bound: Bound = ANY,
): (terms: Terms) => Part<R> {
  const leaderOf = joinedBy(rows.map(idsOf));
  const joined = groupBy(
    rows.filter(({ terms }) => terms.size > 0),
    (row) => leaderOf(idsOf(row)[0] ?? ''),
  );
  const found = new Map<string, Part<R>>();
  return (terms) => {
    const named = [...new Set([...terms.keys()].map(leaderOf))].sort();
    const text = named.join('\n');
    const before = found.get(text);
    if (before !== undefined) return before;
    const own = named.flatMap((leader) => joined.get(leader) ?? []);
    const ids = [...named.filter((leader) => !joined.has(leader)), ...own.flatMap(idsOf)];
    const part = { rows: own, bounds: new Map(ids.map((id) => [id, bound])) };
    found.set(text, part);
    return part;
  };
}

interface Bound {
  readonly least: number;
  readonly most: number;
}

const ANY: Bound = { least: 0, most: MOST };

function idsOf({ terms }: Row): CellId[] {
  return [...terms.keys()];
}
