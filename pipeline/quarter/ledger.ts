import type { Knex } from 'knex';
import type { PackInput } from '../../reports/input.js';
import type { Value } from '../core/figure/value.js';
import type { Pin } from '../measure/pins.js';
import type { MeasuredFrom } from '../measure/which-return.js';
import type { RunOutput } from '../core/run-output.js';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import { type BasisItem, keepBasis } from './basis.js';
import type { Fingerprints } from './fingerprint.js';
import { keepFrozen } from './frozen.js';
import { keepMeasuredFrom } from './run-pins.js';

/** What is known of a run before it begins. */
export interface RunRequest {
  readonly quarter: string;
  readonly areaCode: string;
  readonly knownAt: string;
  readonly startedAt: string;
  readonly reason: string | null;
  readonly fingerprints: Fingerprints;
}

/** A run as the ledger has it. */
export interface LedgerRun {
  readonly runId: string;
  readonly quarter: string;
  readonly status: 'running' | 'abandoned' | 'finished';
  readonly knownAt: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly fingerprints: Fingerprints;
}

interface RunRow {
  readonly run_id: string;
  readonly quarter: string;
  readonly status: LedgerRun['status'];
  readonly known_at: string;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly inputs_hash: string;
  readonly definitions_hash: string;
  readonly configuration_hash: string;
  readonly code_hash: string;
}

/** All runs of an authority, oldest first; of one quarter if it is named. */
export async function listRuns(
  trx: Knex.Transaction,
  areaCode: string,
  quarter?: string,
): Promise<LedgerRun[]> {
  const query = trx('run').where({ area_code: areaCode });
  const rows = (await (quarter === undefined ? query : query.andWhere({ quarter }))) as RunRow[];
  return rows.sort(byQuarterAndNumber).map((row) => ({
    runId: row.run_id,
    quarter: row.quarter,
    status: row.status,
    knownAt: row.known_at,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    fingerprints: {
      inputs: row.inputs_hash,
      definitions: row.definitions_hash,
      configuration: row.configuration_hash,
      code: row.code_hash,
    },
  }));
}

/** The hundredth run comes after the ninety-ninth, though its id's text sorts before. */
function byQuarterAndNumber(a: RunRow, b: RunRow): number {
  if (a.quarter !== b.quarter) return a.quarter < b.quarter ? -1 : 1;
  return a.run_id.length - b.run_id.length || (a.run_id < b.run_id ? -1 : 1);
}

/** The files of a finished run, in path order. */
export async function outputsOf(trx: Knex.Transaction, runId: string): Promise<RunOutput[]> {
  const rows = await trx<{ path: string; sha256: string; byte_count: number }>('run_output')
    .where({ run_id: runId } as never)
    .orderBy('path');
  return rows.map((row) => ({ path: row.path, sha256: row.sha256, byteCount: row.byte_count }));
}

/** True where two runs make the same bytes. */
export function sameFingerprints(a: Fingerprints, b: Fingerprints): boolean {
  return (
    a.inputs === b.inputs &&
    a.definitions === b.definitions &&
    a.configuration === b.configuration &&
    a.code === b.code
  );
}

/**
 * Enters a run and gives it its id, `2017-18-Q3-E06000004-r02`. A run that was cut off is taken up again under its own id if
 * it would make the same bytes; else it is marked abandoned.
 */
export async function startRun(trx: Knex.Transaction, request: RunRequest): Promise<string> {
  const earlier = await listRuns(trx, request.areaCode, request.quarter);
  const cutOff = earlier.filter((run) => run.status === 'running');
  const resumed = cutOff.find((run) => sameFingerprints(run.fingerprints, request.fingerprints));
  for (const run of cutOff) {
    if (run !== resumed)
      await trx('run').where({ run_id: run.runId }).update({ status: 'abandoned' });
  }
  if (resumed !== undefined) return resumed.runId;
  const number = String(earlier.length + 1).padStart(2, '0');
  const runId = `${request.quarter}-${request.areaCode}-r${number}`;
  await trx('run').insert({
    run_id: runId,
    quarter: request.quarter,
    area_code: request.areaCode,
    known_at: request.knownAt,
    started_at: request.startedAt,
    finished_at: null,
    status: 'running',
    reason: request.reason,
    inputs_hash: request.fingerprints.inputs,
    definitions_hash: request.fingerprints.definitions,
    configuration_hash: request.fingerprints.configuration,
    code_hash: request.fingerprints.code,
  });
  return runId;
}

/** Freezes what a run found: its pins, the council's choice among sources, values, files and what it drew from, and marks it finished, in the caller's one transaction. */
export async function finishRun(
  trx: Knex.Transaction,
  engine: Engine,
  runId: string,
  result: {
    readonly pins: readonly Pin[];
    readonly measuredFrom: MeasuredFrom;
    readonly values: readonly Value[];
    readonly outputs: readonly RunOutput[];
    readonly basis: readonly BasisItem[];
    /** What its pack was drawn from. */
    readonly input: PackInput;
    readonly finishedAt: string;
  },
): Promise<void> {
  await insertRows(
    trx,
    engine,
    'run_pin',
    ['quarter', 'source', 'return_no', 'is_current', 'covers_from', 'covers_to'],
    result.pins.map((pin) => [
      pin.quarter,
      pin.source,
      pin.returnNo,
      pin.isCurrent ? 1 : 0,
      pin.coversFrom,
      pin.coversTo,
    ]),
    { run_id: runId },
  );
  await keepMeasuredFrom(trx, engine, runId, result.measuredFrom);
  await insertRows(
    trx,
    engine,
    'run_value',
    [
      'measure',
      'version',
      'basis',
      'area_code',
      'breakdown',
      'quarter',
      'numerator',
      'denominator',
      'symbol',
      'reason',
      'flags',
      'word',
      'note',
    ],
    result.values.map((value) => [
      value.measure,
      value.version,
      value.basis,
      value.areaCode,
      value.breakdown,
      value.quarter,
      value.numerator,
      value.denominator,
      value.symbol,
      value.reason,
      value.flags.join(''),
      value.word,
      value.note,
    ]),
    { run_id: runId },
  );
  await insertRows(
    trx,
    engine,
    'run_output',
    ['path', 'sha256', 'byte_count'],
    result.outputs.map((output) => [output.path, output.sha256, output.byteCount]),
    { run_id: runId },
  );
  await keepBasis(trx, engine, runId, result.basis);
  await keepFrozen(trx, runId, result.input);
  await trx('run')
    .where({ run_id: runId })
    .update({ status: 'finished', finished_at: result.finishedAt });
}
