import type { CellId } from './cells.js';

/** Joins counts that occur together. @returns one of those that a count is joined to, the same for all of them. */
export function joinedBy(groups: Iterable<readonly CellId[]>): (id: CellId) => CellId {
  const leaders = new Map<CellId, CellId>();
  const leaderOf = (id: CellId): CellId => {
    const up = leaders.get(id) ?? id;
    if (up === id) return id;
    const top = leaderOf(up);
    leaders.set(id, top);
    return top;
  };
  for (const [first, ...others] of groups) {
    for (const id of others) leaders.set(leaderOf(id), leaderOf(first ?? id));
  }
  return leaderOf;
}
