import type { CellId, Terms } from './cells.js';
import { type Part, partsOf } from './parts.js';
import type { Row } from './solver.js';
import { commonKnowledge, rowsOf, type Table } from './table.js';

/** What a reader knows of hidden counts. */
export interface Known {
  /** What bears on some counts of what he knows. */
  readonly partOf: (terms: Terms) => Part<KnownRow>;
  /** The counts that he doesn't know: hidden ones, and those that no value shows. */
  readonly variables: ReadonlySet<CellId>;
}

/** A declared sum over what is hidden, or what everybody knows of one hidden value. */
export interface KnownRow extends Row {
  /** The sum's other counts, which are shown. */
  readonly shown: Terms;
  /** The hidden value (its key) that everybody knows this of; null for a sum. */
  readonly owner: string | null;
}

/** @param isHidden whether neither this edition nor an earlier release shows a value, by its key. */
export function whatIsKnown(table: Table, isHidden: (owner: string) => boolean): Known {
  const hidden = [...table.cells].filter(([, cell]) => isHidden(cell.owner)).map(([id]) => id);
  const variables = new Set([...hidden, ...table.unseen]);
  const known = (id: CellId): number | undefined =>
    variables.has(id) ? undefined : table.cells.get(id)?.count;
  const sums = rowsOf(table.sums, known).map((row, index): KnownRow => {
    const all = table.sums[index]?.terms ?? row.terms;
    const shown = new Map([...all].filter(([id]) => !variables.has(id)));
    return { ...row, shown, owner: null };
  });
  const common = [...table.units.keys()]
    .filter(isHidden)
    .flatMap((owner) =>
      commonKnowledge(owner, table).map((row): KnownRow => ({ ...row, shown: NONE, owner })),
    );
  return { partOf: partsOf([...sums, ...common].filter((row) => row.terms.size > 0)), variables };
}

const NONE: Terms = new Map();
