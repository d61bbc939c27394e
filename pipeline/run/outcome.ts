import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PackInput } from '../../reports/input.js';
import { exitCodes } from '../errors.js';
import { MANIFEST } from '../publish/publish.js';
import type { Fingerprints } from './fingerprint.js';
import { listRuns, outputsOf, type RunOutput, sameFingerprints } from './ledger.js';
import type { Session } from './session.js';
import type { InboxOutcome } from './take-inbox.js';

/** A run's pack in its place. */
export interface StandingRun {
  readonly runId: string;
  /** The run's own folder. */
  readonly folder: string;
  /** Its files where readers look. */
  readonly files: readonly string[];
}

export interface RunOutcome extends StandingRun {
  /** False where nothing had changed since a finished run, whose pack stands. */
  readonly isNew: boolean;
  readonly inbox: InboxOutcome;
  readonly input: PackInput;
}

/** The quarter's last finished run, if it made the very pack that is asked for and every file of it still stands as it was. */
export async function standingRun(
  session: Session,
  quarter: string,
  fingerprints: Fingerprints,
): Promise<StandingRun | undefined> {
  const { warehouse, workspace } = session;
  const { last, outputs } = await warehouse.read(async (trx) => {
    const runs = await listRuns(trx, workspace.configuration.authority, quarter);
    const finished = runs.filter((run) => run.status === 'finished').at(-1);
    return {
      last: finished,
      outputs: finished === undefined ? [] : await outputsOf(trx, finished.runId),
    };
  });
  if (last === undefined || !sameFingerprints(last.fingerprints, fingerprints)) return undefined;
  const place = path.join(workspace.paths.packs, quarter);
  const folder = path.join(place, last.runId);
  const stand = await Promise.all(
    [folder, place].flatMap((base) => outputs.map((output) => stands(base, output))),
  );
  if (!stand.every(Boolean)) return undefined;
  const files = outputs
    .filter((output) => output.path !== MANIFEST)
    .map((output) => path.join(place, output.path));
  return { runId: last.runId, folder, files };
}

async function stands(folder: string, output: RunOutput): Promise<boolean> {
  try {
    const bytes = await readFile(path.join(folder, output.path));
    return createHash('sha256').update(bytes).digest('hex') === output.sha256;
  } catch {
    return false;
  }
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
