import path from 'node:path';
import type { PackInput } from '../../reports/input.js';
import { parseQuarter } from '../core/calendar/quarter.js';
import { QuarterlyError } from '../core/errors.js';
import { auditFiles } from './audit-pack.js';
import { promote, packFiles, publish } from './place-pack.js';
import { areWhole, damagedFiles } from '../quarter/whole-pack.js';
import { readBasis } from '../quarter/basis.js';
import { type Drawn, drawFiles } from './draw-files.js';
import { codeHash } from '../quarter/fingerprint.js';
import { readFrozen } from '../quarter/frozen.js';
import { checkFacts, checkReturns, checkWarehouse } from '../upkeep/integrity.js';
import { outputsOf } from '../quarter/ledger.js';
import { type RunLock, withLock } from '../workspace/lock.js';
import {
  bySourceAndDate,
  manifestText,
  type Provenance,
  readReturns,
} from '../quarter/manifest.js';
import type { Progress } from '../core/progress.js';
import { earlierReleases, keepHidden, releasesBefore } from '../quarter/earlier-releases.js';
import { keepSeries, keptSeries, withKept } from '../quarter/public-series.js';
import { gatherRevisions } from './gather-revisions.js';
import { readSide } from '../quarter/read-diff.js';
import { findRun, publishedValues } from '../quarter/read-values.js';
import {
  beginRelease,
  currentOf,
  finishRelease,
  listReleases,
  type Release,
  type ReleaseKind,
  releaseOutputs,
} from '../quarter/release-ledger.js';
import { markRevised } from '../quarter/revisions.js';
import type { Session } from '../workspace/session.js';
import { toldIfBlocked } from './report-blocked.js';
import { enterReleased } from '../outbox/enter-events.js';
import { processIdentity, releaserIdentity } from '../workspace/process-identity.js';

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
  const { warehouse, runtime } = session;
  const lockOrder = {
    holder: processIdentity(),
    purpose: `release ${order.runId}`,
    now: () => runtime.now(),
  };
  return withLock(warehouse, lockOrder, async (lock) => {
    const subject = await subjectOf(session, order.runId);
    const { current } = subject;
    const kind = kindOf(session, order, subject);
    if (current?.runId === order.runId && current.kind === kind) {
      const standing = await stand(session, current, subject);
      if (standing !== undefined) return standing;
    }
    await progress.step('checks', () => checkSubject(session, subject));
    return place(session, order, kind, subject, progress, lock);
  });
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

async function subjectOf(session: Session, runId: string): Promise<Subject> {
  const { authority } = session.workspace.configuration;
  return session.warehouse.read(async (trx) => {
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
function kindOf(session: Session, order: ReleaseOrder, subject: Subject): ReleaseKind {
  const { input, releases, current } = subject;
  const wanting = lacking(session, input);
  const given = releases.filter(
    (release) => release.state === 'released' && release.kind !== 'provisional',
  );
  if (given.length === 0) {
    return wanting.length > 0 || order.provisional ? 'provisional' : 'final';
  }
  if (order.provisional || wanting.length > 0) {
    throw new QuarterlyError(
      'usage',
      `${subject.quarter} was released as final; a provisional pack can't take its place.`,
      {
        fix:
          wanting.length > 0
            ? `Receive what is wanting (${wanting.join(', ')}) and run the quarter again.`
            : 'Leave --provisional away: it becomes a revised release.',
      },
    );
  }
  // The release that stands keeps its word: released again, the same run is the same release.
  return current?.runId === order.runId ? current.kind : 'revised';
}

/** Required returns that don't count in a run's pack. */
function lacking(session: Session, input: PackInput): string[] {
  const required = new Set(
    Object.entries(session.workspace.configuration.returns)
      .filter(([, expected]) => expected?.required === true)
      .map(([source]) => source),
  );
  return input.returns
    .filter((each) => required.has(each.source) && each.state !== 'counts')
    .map((each) => each.source);
}

/** The release that is asked for, if it was made already and its folder is whole; copies wanting where readers look are made again. */
async function stand(
  session: Session,
  release: Release,
  subject: Subject,
): Promise<ReleaseOutcome | undefined> {
  const place = path.join(session.workspace.paths.packs, subject.quarter);
  const folder = path.join(place, release.releaseId);
  const outputs = await session.warehouse.read((trx) => releaseOutputs(trx, release.releaseId));
  if (!(await areWhole(folder, outputs))) {
    throw new QuarterlyError('integrity', `The files of ${release.releaseId} are damaged.`, {
      fix: `Put packs/${subject.quarter}/${release.releaseId}/ back from your last backup (\`quarterly backup\` makes one).`,
      facts: { files: await damagedFiles(folder, outputs) },
    });
  }
  const files = (await areWhole(place, outputs))
    ? packFiles(place, outputs)
    : await promote(folder, outputs);
  return { release, isNew: false, folder, files, revised: 0, deducible: [] };
}

/** Nothing is given to readers that rests on damaged ground. */
async function checkSubject(session: Session, subject: Subject): Promise<void> {
  const { runId, quarter, outputs, provenance } = subject;
  if ((await codeHash()) !== provenance.code.sha256) {
    throw new QuarterlyError('usage', `The program has changed since ${runId} was made.`, {
      fix: `What it draws now may not be what you looked at. Make the pack anew (quarterly rebuild --quarter ${quarter} --reason "…"), look at it, and release that.`,
    });
  }
  const damaged = await damagedFiles(
    path.join(session.workspace.paths.packs, quarter, runId),
    outputs,
  );
  if (damaged.length > 0) {
    throw new QuarterlyError(
      'integrity',
      `Files of ${runId} aren't what the run made: ${damaged.join(', ')}.`,
      {
        fix: `Restore packs/${quarter}/${runId}/ from your last backup, or make the pack anew: quarterly rebuild --quarter ${quarter} --force --reason "…".`,
        facts: { files: damaged },
      },
    );
  }
  await checkWarehouse(session);
  await checkReturns(session, provenance.returns);
  await checkFacts(session, subject.returnNos);
}

async function place(
  session: Session,
  order: ReleaseOrder,
  kind: ReleaseKind,
  subject: Subject,
  progress: Progress,
  lock: RunLock,
): Promise<ReleaseOutcome> {
  const { warehouse, workspace, runtime, log } = session;
  const { authority } = workspace.configuration;
  const { runId, quarter } = subject;
  const releasedAt = runtime.now().toISOString();
  const { published, earlier, kept, lines } = await warehouse.read(async (trx) => {
    const released = await releasesBefore(trx, authority, { knownAt: releasedAt });
    const { definitions } = subject.input;
    const published = await publishedValues(trx, authority, quarter, releasedAt);
    const now = { ...(await readSide(trx, runId)), values: subject.input.values };
    return {
      published,
      kept: await keptSeries(trx, authority, releasedAt),
      lines: await gatherRevisions(trx, authority, published, now),
      earlier: await earlierReleases(trx, released, runId, definitions),
    };
  });
  // What was released since the run was made is public now. A reason to publish beside it is the run's own.
  const publicSeries = withKept(subject.input.disclosure.publicSeries ?? [], kept);
  const disclosure = { ...subject.input.disclosure, earlier, publicSeries };
  const { band } = workspace.configuration.revisions;
  const revisions = { band, reason: order.reason, lines };
  const input = markRevised({ ...subject.input, status: kind, disclosure, revisions }, published);
  const drawn = await toldIfBlocked(session, lock, parseQuarter(quarter), async () => {
    const pack = await progress.step('pack', () => drawFiles(input));
    await progress.step('audit', () => auditFiles(pack.files));
    return pack;
  });
  const { files, hidden, deducible } = drawn;
  const release = await warehouse.write(
    (trx) =>
      beginRelease(trx, authority, {
        quarter,
        runId,
        kind,
        reason: order.reason,
        releasedBy: releaserIdentity(),
        releasedAt,
      }),
    lock,
  );
  await lock.renew();
  const { folder, outputs } = await progress.step('publish', () =>
    publish(workspace.paths.packs, quarter, release.releaseId, files, (made) =>
      manifestText(
        {
          runId,
          quarter,
          areaCode: authority,
          status: kind,
          dataCutOff: input.dataCutOff,
          release: {
            id: release.releaseId,
            releasedBy: release.releasedBy,
            releasedAt: release.releasedAt,
            reason: release.reason,
          },
        },
        subject.provenance,
        made,
      ),
    ),
  );
  const revised = input.values.filter((value) => value.flags.includes('r')).length;
  await warehouse.write(async (trx) => {
    await keepHidden(trx, warehouse.engine, release.releaseId, hidden);
    await keepSeries(trx, warehouse.engine, authority, release.releaseId, publicSeries);
    await finishRelease(trx, warehouse.engine, release.releaseId, outputs);
    await enterReleased(trx, session, release, revised);
  }, lock);
  const shown = await promote(folder, outputs);
  log.info(
    { release: release.releaseId, run: runId, kind, by: release.releasedBy, deducible },
    'released',
  );
  return {
    release: { ...release, state: 'released' },
    isNew: true,
    folder,
    files: shown,
    revised,
    deducible,
  };
}
