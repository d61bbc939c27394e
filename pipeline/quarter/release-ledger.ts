import type { Knex } from 'knex';
import { insertRows } from '../warehouse/insert.js';
import type { Engine } from '../warehouse/types.js';
import type { RunOutput } from '../core/run-output.js';

/** `provisional`: required returns were missing; `final`: the first whole one; `revised`: each after that. */
export type ReleaseKind = 'provisional' | 'final' | 'revised';

/** A release as the ledger has it. */
export interface Release {
  /** `2017-18-Q3-E06000004-release-1`. */
  readonly releaseId: string;
  readonly quarter: string;
  readonly number: number;
  readonly runId: string;
  readonly kind: ReleaseKind;
  /** `placing` where it was cut off, or is being made now. */
  readonly state: 'placing' | 'released' | 'given up';
  readonly reason: string;
  readonly releasedBy: string;
  /** UTC instant. */
  readonly releasedAt: string;
}

interface Row {
  readonly release_id: string;
  readonly quarter: string;
  readonly release_no: number;
  readonly run_id: string;
  readonly kind: ReleaseKind;
  readonly state: Release['state'];
  readonly reason: string;
  readonly released_by: string;
  readonly released_at: string;
}

/** All releases of an authority, by quarter and number; of one quarter if it is named. */
export async function listReleases(
  trx: Knex.Transaction,
  areaCode: string,
  quarter?: string,
): Promise<Release[]> {
  const query = trx('release').where({ area_code: areaCode }).orderBy(['quarter', 'release_no']);
  const rows = (await (quarter === undefined ? query : query.andWhere({ quarter }))) as Row[];
  return rows.map((row) => ({
    releaseId: row.release_id,
    quarter: row.quarter,
    number: row.release_no,
    runId: row.run_id,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    releasedBy: row.released_by,
    releasedAt: row.released_at,
  }));
}

/** The release that readers have of a quarter: the last of those given that were released. */
export function currentOf(releases: readonly Release[]): Release | undefined {
  return releases.filter((release) => release.state === 'released').at(-1);
}

/** The files of a release, in path order. */
export async function releaseOutputs(
  trx: Knex.Transaction,
  releaseId: string,
): Promise<RunOutput[]> {
  const rows = await trx('release_output')
    .where({ release_id: releaseId })
    .orderBy('path')
    .select<{ path: string; sha256: string; byte_count: number }[]>('path', 'sha256', 'byte_count');
  return rows.map((row) => ({ path: row.path, sha256: row.sha256, byteCount: row.byte_count }));
}

/**
 * Enters a release and gives it its number. One of the same run and kind that was cut off is taken up as it was begun, with its first
 * reason, name and instant; one of another run is given up.
 */
export async function beginRelease(
  trx: Knex.Transaction,
  areaCode: string,
  request: Pick<Release, 'quarter' | 'runId' | 'kind' | 'reason' | 'releasedBy' | 'releasedAt'>,
): Promise<Release> {
  const earlier = await listReleases(trx, areaCode, request.quarter);
  const cutOff = earlier.filter((release) => release.state === 'placing');
  const resumed = cutOff.find(
    (release) => release.runId === request.runId && release.kind === request.kind,
  );
  for (const { releaseId } of cutOff.filter((release) => release !== resumed)) {
    await trx('release').where({ release_id: releaseId }).update({ state: 'given up' });
  }
  if (resumed !== undefined) return resumed;
  const number = earlier.length + 1;
  const release: Release = {
    ...request,
    releaseId: `${request.quarter}-${areaCode}-release-${number}`,
    number,
    state: 'placing',
  };
  await trx('release').insert({
    release_id: release.releaseId,
    quarter: release.quarter,
    area_code: areaCode,
    release_no: number,
    run_id: release.runId,
    kind: release.kind,
    state: release.state,
    reason: release.reason,
    released_by: release.releasedBy,
    released_at: release.releasedAt,
  });
  return release;
}

/** Flips the pointer: from now on this is the release that readers have. */
export async function finishRelease(
  trx: Knex.Transaction,
  engine: Engine,
  releaseId: string,
  outputs: readonly RunOutput[],
): Promise<void> {
  await insertRows(
    trx,
    engine,
    'release_output',
    ['path', 'sha256', 'byte_count'],
    outputs.map((output) => [output.path, output.sha256, output.byteCount]),
    { release_id: releaseId },
  );
  await trx('release').where({ release_id: releaseId }).update({ state: 'released' });
}
