import { QuarterlyError } from '../../pipeline/errors.js';
import type { CellId, Terms } from './cells.js';
import type { Secret } from './rule.js';
import type { Row, Solve } from './solver.js';
import { commonKnowledge, MOST, nearby, rowsOf, type Table } from './table.js';

/** How far a reader can narrow a secret down. */
export interface Bounds {
  readonly secret: Secret;
  readonly least: number;
  /** `MOST` stands for any number. */
  readonly most: number;
}

/**
 * Attacks hidden values as the best-informed reader would: with all that is shown, every declared sum, and the rules of
 * suppression, each secret is made as small and as large as whole numbers of children allow.
 * @param isHidden tells of a value, by its key, whether neither this edition nor an earlier release shows it.
 */
export function attack(
  table: Table,
  isHidden: (owner: string) => boolean,
  secrets: readonly Secret[],
  solve: Solve,
): Bounds[] {
  const { rows, variables } = whatIsKnown(table, isHidden);
  const bounds = new Map([...variables].map((id) => [id, { least: 0, most: MOST }]));
  const extreme = (aim: 'minimise' | 'maximise', objective: Terms, shown: number): number => {
    const near = nearby(objective, rows);
    const answer = solve({
      aim,
      objective,
      rows: near.rows,
      bounds: new Map([...bounds].filter(([id]) => near.variables.has(id))),
      whole: near.variables,
    });
    if (answer.status !== 'optimal') throw noAnswer(objective);
    return Math.round(answer.value) + shown;
  };
  return secrets.map((secret) => {
    const objective = new Map([...secret.terms].filter(([id]) => variables.has(id)));
    const shown = [...secret.terms]
      .filter(([id]) => !variables.has(id))
      .reduce((sum, [id, factor]) => sum + factor * (table.cells.get(id)?.count ?? 0), 0);
    if (objective.size === 0) return { secret, least: shown, most: shown };
    return {
      secret,
      least: extreme('minimise', objective, shown),
      most: extreme('maximise', objective, shown),
    };
  });
}

/** What is there in truth keeps every condition and bound, so that there is always an answer. */
function noAnswer(objective: Terms): QuarterlyError {
  return new QuarterlyError('unexpected', 'What is hidden has no bounds: the sums contradict it.', {
    mend: 'Report the run: its public edition is not published.',
    facts: { counts: [...objective.keys()] },
  });
}

/** How many whole numbers a secret may be, for all that a reader can tell. */
export function widthOf({ least, most }: Bounds): number {
  return most - least + 1;
}

function whatIsKnown(
  table: Table,
  isHidden: (owner: string) => boolean,
): { readonly rows: Row[]; readonly variables: ReadonlySet<CellId> } {
  const hidden = [...table.cells].filter(([, cell]) => isHidden(cell.owner)).map(([id]) => id);
  const variables = new Set([...hidden, ...table.unseen]);
  const known = (id: CellId): number | undefined =>
    variables.has(id) ? undefined : table.cells.get(id)?.count;
  const rows = [
    ...rowsOf(table.sums, known),
    ...[...table.units.keys()].filter(isHidden).flatMap((owner) => commonKnowledge(owner, table)),
  ].filter((row) => row.terms.size > 0);
  return { rows, variables };
}
