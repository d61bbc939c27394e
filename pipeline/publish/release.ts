import path from 'node:path';
import type { PackInput } from '../../reports/input.js';
import { QuarterlyError } from '../core/errors.js';
import { isRequired } from '../core/required.js';
import { shownFiles } from './place-pack.js';
import { releaseRecord, revisedCount } from './pack-records.js';
import { publishPack } from './publish-pack.js';
import { damagedFiles } from '../quarter/whole-pack.js';
import { readBasis } from '../quarter/basis.js';
import type { Drawn } from './draw-pack.js';
import { codeHash } from '../quarter/fingerprint.js';
import { readFrozen } from '../quarter/frozen.js';
import { checkFacts, checkReturns, checkWarehouse } from '../upkeep/integrity.js';
import { outputsOf } from '../quarter/ledger.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { bySourceAndDate, type Provenance, readReturns } from '../quarter/manifest.js';
import type { Progress } from '../core/progress.js';
import { earlierReleases, releasesBefore } from '../quarter/earlier-releases.js';
import { keptSeries, withKept } from '../quarter/public-series.js';
import { gatherRevisions } from './gather-revisions.js';
import { readSide } from '../quarter/read-diff.js';
import { findRun, publishedValues } from '../quarter/read-values.js';
import {
  currentOf,
  listReleases,
  type Release,
  type ReleaseKind,
  releaseOutputs,
} from '../quarter/release-ledger.js';
import { packChanges, type PackChange } from '../quarter/pack-changes.js';
import { markRevised } from '../quarter/revisions.js';
import type { Configuration } from '../workspace/schema.js';
import type { Session } from '../workspace/session.js';
import { releaserIdentity } from '../workspace/process-identity.js';

/** What is asked of a release. */
export interface ReleaseOrder {
  readonly runId: string;
  readonly reason: string;
  /** Release it as provisional though nothing is wanting. */
  readonly provisional: boolean;
}

export interface ReleaseOutcome {
  readonly release: Release;
  /** False where this run had been released already, and its pack stands. */
  readonly isNew: boolean;
  /** The release's own folder. */
  readonly folder: string;
  /** Its files where readers look. */
  readonly files: readonly string[];
  /** How many values carry `[r]`. */
  readonly revised: number;
  /** What else differs from the release that readers had of the quarter; none of a first one. */
  readonly changes: readonly PackChange[];
  /** What it hides, and the public can tell all the same. */
  readonly deducible: Drawn['deducible'];
}

/**
 * Gives a run's pack to readers: drawn anew from what the run froze, with its status, and put in place whole. Nothing is computed
 * again, so what is released is what was looked at. Cut off, it is taken up where it stood.
 * @throws QuarterlyError `usage` for a run that can't be released; `integrity` where what it rests on is damaged.
 */
export async function releaseRun(
  session: Session,
  order: ReleaseOrder,
  progress: Progress,
): Promise<ReleaseOutcome> {
  const { warehouse, workspace, runtime } = session;
  return withLock(warehouse, lockOrder(`release ${order.runId}`, runtime), async (lock) => {
    const subject = await subjectOf(session, order.runId);
    const { current } = subject;
    const kind = kindOf(workspace.configuration, order, subject);
    if (current?.runId === order.runId && current.kind === kind) {
      return currentRelease(session, current);
    }
    await progress.step('checks', () => checkSubject(session, subject));
    const publication = await gatherRelease(session, order, kind, subject);
    const { row, folder, files, input, deducible } = await publishPack(
      session,
      publication,
      progress,
      lock,
    );
    const release: Release = { ...row, state: 'released' };
    const changes = await changesSince(session, current, { ...input, status: kind });
    return {
      release,
      isNew: true,
      folder,
      files,
      revised: revisedCount(input),
      changes,
      deducible,
    };
  });
}

/** What differs from what readers have, apart from numbers. */
async function changesSince(
  { warehouse }: Pick<Session, 'warehouse'>,
  current: Release | undefined,
  input: PackInput,
): Promise<readonly PackChange[]> {
  if (current === undefined) return [];
  const before = await warehouse.read((trx) => readFrozen(trx, current.runId));
  return before === undefined ? [] : packChanges({ ...before, status: current.kind }, input);
}

/** A run to be released, and all that the ledger knows of it. */
interface Subject {
  readonly runId: string;
  readonly quarter: string;
  readonly input: PackInput;
  readonly provenance: Omit<Provenance, 'fingerprints'>;
  /** Every return that the run rested on, by number. */
  readonly returnNos: readonly number[];
  readonly outputs: Awaited<ReturnType<typeof outputsOf>>;
  readonly releases: readonly Release[];
  /** What readers have now. */
  readonly current: Release | undefined;
}

async function subjectOf(
  { warehouse, workspace }: Pick<Session, 'warehouse' | 'workspace'>,
  runId: string,
): Promise<Subject> {
  const { authority } = workspace.configuration;
  return warehouse.read(async (trx) => {
    const { run, release } = await findRun(trx, authority, runId);
    const input = await readFrozen(trx, run.runId);
    if (release !== null || input === undefined) {
      throw new QuarterlyError('usage', `"${runId}" can't be released: it isn't a run's id.`, {
        fix: `Name the run: quarterly release ${run.runId} --reason "…".`,
      });
    }
    const basis = await readBasis(trx, runId);
    const pins = await trx('run_pin')
      .where({ run_id: runId })
      .distinct<{ return_no: number }[]>('return_no');
    const returnNos = pins.map((pin) => pin.return_no);
    const returns = await readReturns(trx, returnNos);
    const releases = await listReleases(trx, authority, run.quarter);
    const code = basis.find((item) => item.kind === 'code');
    const named = (kind: 'definition' | 'configuration') =>
      basis.filter((item) => item.kind === kind);
    return {
      runId,
      quarter: run.quarter,
      returnNos,
      input,
      provenance: {
        returns: [...returns.values()].sort(bySourceAndDate),
        definitions: named('definition').map(({ name, sha256 }) => ({ file: name, sha256 })),
        configuration: named('configuration').map(({ name, sha256 }) => ({ path: name, sha256 })),
        code: { version: code?.name ?? '', sha256: code?.sha256 ?? '' },
      },
      outputs: await outputsOf(trx, runId),
      releases,
      current: currentOf(releases),
    };
  });
}

/** Provisional while a required return is wanting; the first whole release is final, each after it revised. */
function kindOf(
  { returns }: Pick<Configuration, 'returns'>,
  order: ReleaseOrder,
  { quarter, input, releases, current }: Subject,
): ReleaseKind {
  const wanting = input.returns
    .filter(({ source, state }) => isRequired(returns, source) && state !== 'counts')
    .map(({ source }) => source);
  const given = releases.filter(
    (release) => release.state === 'released' && release.kind !== 'provisional',
  );
  if (given.length === 0) {
    return wanting.length > 0 || order.provisional ? 'provisional' : 'final';
  }
  if (order.provisional || wanting.length > 0) {
    throw new QuarterlyError(
      'usage',
      `${quarter} was released as final; a provisional pack can't take its place.`,
      {
        fix:
          wanting.length > 0
            ? `Receive what is missing (${wanting.join(', ')}) and run the quarter again.`
            : 'Leave out --provisional: it becomes a revised release.',
      },
    );
  }
  // The release that stands keeps its word: released again, the same run is the same release.
  return current?.runId === order.runId ? current.kind : 'revised';
}

/** The release that is asked for, made already; copies that readers should find and don't are made again. */
async function currentRelease(
  { warehouse, workspace }: Pick<Session, 'warehouse' | 'workspace'>,
  release: Release,
): Promise<ReleaseOutcome> {
  const { releaseId, quarter } = release;
  const folder = path.join(workspace.paths.packs, quarter, releaseId);
  const outputs = await warehouse.read((trx) => releaseOutputs(trx, releaseId));
  const damaged = await damagedFiles(folder, outputs);
  if (damaged.length > 0) {
    throw new QuarterlyError('integrity', `The files of ${releaseId} are damaged.`, {
      fix: `Put packs/${quarter}/${releaseId}/ back from your last backup (\`quarterly backup\` makes one).`,
      facts: { files: damaged },
    });
  }
  const files = await shownFiles(folder, outputs);
  return { release, isNew: false, folder, files, revised: 0, changes: [], deducible: [] };
}

/** Nothing is given to readers that rests on damaged ground. */
async function checkSubject(
  { warehouse, workspace, keys }: Pick<Session, 'warehouse' | 'workspace' | 'keys'>,
  subject: Subject,
): Promise<void> {
  const { runId, quarter, outputs, provenance } = subject;
  if ((await codeHash()) !== provenance.code.sha256) {
    throw new QuarterlyError('usage', `The program has changed since ${runId} was made.`, {
      fix: `A pack drawn now may differ from the one you looked at. Make the pack again (quarterly rebuild --quarter ${quarter} --reason "…"), look at it, and release that.`,
    });
  }
  const damaged = await damagedFiles(path.join(workspace.paths.packs, quarter, runId), outputs);
  if (damaged.length > 0) {
    throw new QuarterlyError(
      'integrity',
      `Files of ${runId} aren't what the run made: ${damaged.join(', ')}.`,
      {
        fix: `Restore packs/${quarter}/${runId}/ from your last backup, or make the pack again: quarterly rebuild --quarter ${quarter} --force --reason "…".`,
        facts: { files: damaged },
      },
    );
  }
  await checkWarehouse(warehouse);
  await checkReturns(workspace.paths.store, keys, provenance.returns);
  await checkFacts(warehouse, subject.returnNos);
}

/**
 * The run's pack as it is to be released. What was released since the run was made is public now; a reason to publish though an earlier
 * release reveals what it hides is the run's own.
 */
async function gatherRelease(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys' | 'runtime'>,
  order: ReleaseOrder,
  kind: ReleaseKind,
  { runId, quarter, input: frozen, provenance }: Subject,
) {
  const { warehouse, workspace, runtime } = session;
  const { authority, revisions } = workspace.configuration;
  const releasedAt = runtime.now().toISOString();
  const { reason } = order;
  const input = await warehouse.read(async (trx) => {
    const released = await releasesBefore(trx, authority, { knownAt: releasedAt });
    const earlier = await earlierReleases(trx, released, runId, frozen.definitions);
    const published = await publishedValues(trx, authority, quarter, releasedAt);
    const now = { ...(await readSide(trx, runId)), values: frozen.values };
    const kept = await keptSeries(trx, authority, releasedAt);
    const publicSeries = withKept(frozen.disclosure.publicSeries ?? [], kept);
    const lines = await gatherRevisions(trx, authority, published, now);
    const pack: PackInput = {
      ...frozen,
      status: kind,
      disclosure: { ...frozen.disclosure, earlier, publicSeries },
      revisions: { band: revisions.band, reason, lines },
    };
    return markRevised(pack, published);
  });
  const releasedBy = releaserIdentity();
  const record = releaseRecord(session, { runId, quarter, kind, reason, releasedBy, releasedAt });
  return { input, provenance, unpublishedReason: null, record };
}
