import path from 'node:path';
import type { PackInput } from '../../reports/input.js';
import { exitCodes } from '../core/errors.js';
import { promote, packFiles } from './place-pack.js';
import { areWhole } from '../quarter/whole-pack.js';
import { unpublishedReason, type QuarterLedger, shownRun } from '../quarter/current.js';
import type { Drawn } from './draw-files.js';
import type { Fingerprints } from '../quarter/fingerprint.js';
import { readFrozen } from '../quarter/frozen.js';
import { outputsOf, sameFingerprints } from '../quarter/ledger.js';
import { otherReleases, isSameList, releasesBeside } from '../quarter/earlier-releases.js';
import type { Release } from '../quarter/release-ledger.js';
import type { Session } from '../workspace/session.js';
import type { InboxOutcome } from '../intake/take-inbox.js';

/** A run's pack in its place. */
export interface StandingRun {
  readonly runId: string;
  /** The run's own folder. */
  readonly folder: string;
  /** Its files: where readers look, or in the run's own folder where it isn't shown to them. */
  readonly files: readonly string[];
  /** Why it isn't shown to readers; null where it is. */
  readonly unpublishedReason: string | null;
  readonly input: PackInput;
}

export interface RunOutcome extends StandingRun {
  /** False where nothing had changed since a finished run, whose pack stands. */
  readonly isNew: boolean;
  readonly inbox: InboxOutcome;
  /** What a new pack hides, and the public can tell all the same; its reason to be published is kept. */
  readonly deducible: Drawn['deducible'];
}

/**
 * A finished run that made the very pack that is asked for, with every file as it was. Copies that readers should find and don't, since
 * the run was cut off there, are made again.
 */
export async function findCurrentRun(
  session: Session,
  quarter: string,
  ledger: QuarterLedger,
  order: {
    readonly fingerprints: Fingerprints;
    readonly knownAt: string;
    /** What the public has of the financial year: it decides with the fingerprints what the public editions hide. */
    readonly released: readonly Release[];
  },
): Promise<StandingRun | undefined> {
  const { warehouse, workspace } = session;
  const apart = unpublishedReason(ledger, order.knownAt);
  const runs = ledger.runs.filter((run) => run.status === 'finished');
  const shown = shownRun(runs);
  const candidates = apart === null && shown !== undefined ? [shown] : [...runs].reverse();
  const found = await warehouse.read(async (trx) => {
    const same = candidates.filter((run) => sameFingerprints(run.fingerprints, order.fingerprints));
    for (const { runId } of same) {
      const input = await readFrozen(trx, runId);
      if (input === undefined) continue;
      if (!isSameList(releasesBeside(input), otherReleases(order.released, runId))) continue;
      return { runId, input, outputs: await outputsOf(trx, runId) };
    }
    return undefined;
  });
  if (found === undefined) return undefined;
  const { runId, input, outputs } = found;
  const place = path.join(workspace.paths.packs, quarter);
  const folder = path.join(place, runId);
  if (!(await areWhole(folder, outputs))) return undefined;
  if (apart !== null) {
    return { runId, folder, files: packFiles(folder, outputs), unpublishedReason: apart, input };
  }
  const files = (await areWhole(place, outputs))
    ? packFiles(place, outputs)
    : await promote(folder, outputs);
  return { runId, folder, files, unpublishedReason: null, input };
}

/** 3 where a required return was refused, 6 where one is missing; the pack is made all the same. */
export function exitCodeOfRun(session: Session, outcome: RunOutcome): number {
  const states = outcome.input.returns
    .filter((each) => isRequired(session, each.source))
    .map((each) => each.state);
  if (states.includes('refused')) return exitCodes.contract;
  return states.includes('missing') ? exitCodes.missing : 0;
}

function isRequired(session: Session, source: string): boolean {
  const { returns } = session.workspace.configuration;
  return Object.entries(returns).some(
    ([id, expected]) => id === source && expected?.required === true,
  );
}
