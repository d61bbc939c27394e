/** A sum of counts, each times its factor, that comes to nothing. */
type Terms = ReadonlyMap<string, number>;

const NOTHING = 1e-9;

/** Finds out what follows from sums: what is some of them added and taken away, each so often. */
export function rowSpace(sums: Iterable<Terms>): { readonly holds: (terms: Terms) => boolean } {
  const leaders = new Map<string, Terms>();
  const reduced = (terms: Terms): Map<string, number> => {
    const rest = new Map(terms);
    for (;;) {
      const id = [...rest.keys()].find((each) => leaders.has(each));
      const leader = id === undefined ? undefined : leaders.get(id);
      if (id === undefined || leader === undefined) return rest;
      const times = (rest.get(id) ?? 0) / (leader.get(id) ?? 1);
      for (const [other, factor] of leader) {
        const left = (rest.get(other) ?? 0) - times * factor;
        if (Math.abs(left) < NOTHING) rest.delete(other);
        else rest.set(other, left);
      }
    }
  };
  for (const terms of sums) {
    const rest = reduced(terms);
    const [id] = [...rest.keys()].sort().slice(-1);
    if (id !== undefined) leaders.set(id, rest);
  }
  return { holds: (terms) => reduced(terms).size === 0 };
}
