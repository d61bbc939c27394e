import type { Knex } from 'knex';
import type { Pin } from '../measure/pins.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import type { Provenance } from './manifest.js';

/** One thing next to its returns that a run rested on. */
export interface BasisItem {
  readonly kind: 'definition' | 'configuration' | 'code';
  /** A file's path within the project or the workspace; the code's version. */
  readonly name: string;
  readonly sha256: string;
}

/** A return that counted in a run, for one quarter. */
export interface RunReturn {
  readonly quarter: string;
  readonly source: string;
  readonly asAt: string;
  readonly returnId: string;
  readonly isCurrent: boolean;
}

/** Definitions, settings and code as a list, in the order of kind and name. */
export function basisOf(provenance: Provenance): BasisItem[] {
  const { definitions, configuration, code } = provenance;
  return [
    { kind: 'code' as const, name: code.version, sha256: code.sha256 },
    ...configuration.map(({ path, sha256 }) => ({
      kind: 'configuration' as const,
      name: path,
      sha256,
    })),
    ...definitions.map(({ file, sha256 }) => ({
      kind: 'definition' as const,
      name: file,
      sha256,
    })),
  ];
}

/** Keeps what a run rested on, in the caller's transaction. */
export async function keepBasis(
  trx: Knex.Transaction,
  engine: Engine,
  runId: string,
  items: readonly BasisItem[],
): Promise<void> {
  await insertRows(
    trx,
    engine,
    'run_basis',
    ['kind', 'name', 'sha256'],
    items.map(({ kind, name, sha256 }) => [kind, name, sha256]),
    { run_id: runId },
  );
}

export async function readBasis(trx: Knex.Transaction, runId: string): Promise<BasisItem[]> {
  return trx('run_basis')
    .where({ run_id: runId })
    .orderBy(['kind', 'name'])
    .select<BasisItem[]>('kind', 'name', 'sha256');
}

/** The returns that counted in a finished run, by quarter and source. */
export async function readRunReturns(trx: Knex.Transaction, runId: string): Promise<RunReturn[]> {
  const rows = await trx('run_pin as p')
    .join('received_return as r', 'r.return_no', 'p.return_no')
    .where('p.run_id', runId)
    .orderBy(['p.quarter', 'p.source', 'r.return_id'])
    .select<
      {
        quarter: string;
        source: string;
        as_at: string;
        return_id: string;
        is_current: number;
      }[]
    >('p.quarter', 'p.source', 'r.as_at', 'r.return_id', 'p.is_current');
  return rows.map((row) => ({
    quarter: row.quarter,
    source: row.source,
    asAt: row.as_at,
    returnId: row.return_id,
    isCurrent: row.is_current === 1,
  }));
}

/** The returns of a run that isn't in the ledger yet. */
export async function returnsOfPins(
  trx: Knex.Transaction,
  pins: readonly Pin[],
): Promise<RunReturn[]> {
  const rows = await trx('received_return').select<{ return_no: number; return_id: string }[]>(
    'return_no',
    'return_id',
  );
  const ids = new Map(rows.map((row) => [row.return_no, row.return_id]));
  return pins.map(({ quarter, source, asAt, returnNo, isCurrent }) => ({
    quarter,
    source,
    asAt,
    returnId: ids.get(returnNo) ?? '',
    isCurrent,
  }));
}

/** What became of a definition, a setting or the code from one run to the next. */
export interface BasisChange {
  readonly name: string;
  readonly change: 'new' | 'changed' | 'gone';
}

/** What differs between two lists in one kind of thing, by name. */
export function basisChanges(
  before: readonly BasisItem[],
  after: readonly BasisItem[],
  kind: BasisItem['kind'],
): BasisChange[] {
  const [old, now] = [before, after].map(
    (list) =>
      new Map(list.filter((item) => item.kind === kind).map((item) => [item.name, item.sha256])),
  );
  const names = new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])]);
  return [...names].sort().flatMap((name): BasisChange[] => {
    const [had, has] = [old?.get(name), now?.get(name)];
    if (had === has) return [];
    return [{ name, change: had === undefined ? 'new' : has === undefined ? 'gone' : 'changed' }];
  });
}

/** The returns that only the first list holds, each once whatever the quarters it counts for, by source and date. */
export function returnsOnlyIn(one: readonly RunReturn[], other: readonly RunReturn[]): RunReturn[] {
  const known = new Set(other.map((each) => each.returnId));
  const own = new Map(one.map((each) => [each.returnId, each]));
  return [...own.values()]
    .filter((each) => !known.has(each.returnId))
    .sort((a, b) => (`${a.source} ${a.asAt}` < `${b.source} ${b.asAt}` ? -1 : 1));
}

/** What became of the returns that count, from those of two runs that the other doesn't have. */
export interface ReturnChanges<R> {
  readonly came: readonly R[];
  readonly went: readonly R[];
  /** Another return of the same source and date took the place of the one that counted. */
  readonly replaced: readonly R[];
}

/** Distinguishes what was received again under its old date from what came and went. */
export function returnChanges<R extends Pick<RunReturn, 'source' | 'asAt'>>(
  came: readonly R[],
  went: readonly R[],
): ReturnChanges<R> {
  const isIn = (list: readonly R[], { source, asAt }: R): boolean =>
    list.some((other) => other.source === source && other.asAt === asAt);
  return {
    came: came.filter((each) => !isIn(went, each)),
    went: went.filter((each) => !isIn(came, each)),
    replaced: came.filter((each) => isIn(went, each)),
  };
}
