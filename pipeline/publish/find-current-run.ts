import path from 'node:path';
import type { PackInput } from '../../reports/input.js';
import { exitCodes } from '../core/errors.js';
import { isRequired } from '../core/required.js';
import { packFiles, shownFiles } from './place-pack.js';
import { areWhole } from '../quarter/whole-pack.js';
import { shownRun } from '../quarter/current.js';
import type { Drawn } from './draw-pack.js';
import type { PackInputs } from './gather-inputs.js';
import { isReturnFor } from '../measure/returns.js';
import { readFrozen } from '../quarter/frozen.js';
import { outputsOf, sameFingerprints } from '../quarter/ledger.js';
import { otherReleases, isSameList, releasesBeside } from '../quarter/earlier-releases.js';
import type { Configuration } from '../workspace/schema.js';
import type { RunLock } from '../workspace/lock.js';
import type { Session } from '../workspace/session.js';
import type { InboxOutcome } from '../intake/take-inbox.js';

/** What is asked of a run. */
export interface RunOrder {
  /** Such as `2017-18-Q3`. */
  readonly quarter: string;
  /** Only returns received up to this moment count; null: all there are, those that this run takes in included. */
  readonly knownAt: Date | null;
  /** Draw the pack again though nothing has changed. */
  readonly force: boolean;
  readonly reason: string | null;
  /** The caller knows that the quarter isn't over, and wants what there is: every sheet says so. */
  readonly isToDate?: boolean;
  /** The run lock, where the caller holds it already: the schedule does. */
  readonly lock?: RunLock;
}

/** A run's pack in its place. */
interface CurrentRun {
  readonly runId: string;
  /** The run's own folder. */
  readonly folder: string;
  /** Its files: where readers look, or in the run's own folder where it isn't shown to them. */
  readonly files: readonly string[];
  /** Why it isn't shown to readers; null where it is. */
  readonly unpublishedReason: string | null;
  readonly input: PackInput;
}

export interface RunOutcome extends CurrentRun {
  /** False where nothing had changed since a finished run, whose pack stays. */
  readonly isNew: boolean;
  readonly inbox: InboxOutcome;
  /** What a new pack hides, and the public can still deduce; its reason to be published is kept. */
  readonly deducible: Drawn['deducible'];
}

/**
 * A finished run that made the very pack that is asked for, with every file as it was. Copies that readers should find and don't, since
 * the run was cut off there, are made again.
 */
export async function findCurrentRun(
  { warehouse, workspace }: Pick<Session, 'warehouse' | 'workspace'>,
  { order, provenance, ledger, released, unpublishedReason, toDate }: PackInputs,
): Promise<CurrentRun | undefined> {
  const { fingerprints } = provenance;
  const runs = ledger.runs.filter((run) => run.status === 'finished');
  const shown = shownRun(runs);
  const candidates =
    unpublishedReason === null && shown !== undefined ? [shown] : [...runs].reverse();
  const found = await warehouse.read(async (trx) => {
    const same = candidates.filter((run) => sameFingerprints(run.fingerprints, fingerprints));
    for (const { runId } of same) {
      const input = await readFrozen(trx, runId);
      if (input === undefined || (input.toDate ?? null) !== toDate) continue;
      if (!isSameList(releasesBeside(input), otherReleases(released, runId))) continue;
      return { runId, input, outputs: await outputsOf(trx, runId) };
    }
    return undefined;
  });
  if (found === undefined) return undefined;
  const { runId, input, outputs } = found;
  const folder = path.join(workspace.paths.packs, order.quarter.key, runId);
  if (!(await areWhole(folder, outputs))) return undefined;
  const files =
    unpublishedReason === null ? await shownFiles(folder, outputs) : packFiles(folder, outputs);
  return { runId, folder, files, unpublishedReason, input };
}

/**
 * 3 where a required return was refused, even if an earlier one counts in its place; 6 where one is missing. The pack is made anyway.
 */
export function exitCodeOfRun(
  { returns }: Pick<Configuration, 'returns'>,
  { input, inbox }: Pick<RunOutcome, 'input' | 'inbox'>,
): number {
  const states = input.returns
    .filter(({ source }) => isRequired(returns, source))
    .map(({ state }) => state);
  const isRefusedNow = inbox.receipts.some(
    ({ status, source, asAt }) =>
      status === 'refused' &&
      isRequired(returns, source) &&
      isReturnFor(source, asAt, input.quarter),
  );
  if (isRefusedNow || states.includes('refused')) return exitCodes.contract;
  return states.includes('missing') ? exitCodes.missing : 0;
}
