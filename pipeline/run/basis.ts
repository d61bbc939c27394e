import type { Knex } from 'knex';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import type { Provenance } from './manifest.js';

/** One thing beside its returns that a run rested on. */
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
