import type { Knex } from 'knex';
import type { PackInput } from '../../reports/input.js';
import type { Progress } from '../core/progress.js';
import type { RunOutput } from '../core/run-output.js';
import { type ManifestEntry, manifestText, type Provenance } from '../quarter/manifest.js';
import type { RunLock } from '../workspace/lock.js';
import type { Session } from '../workspace/session.js';
import { auditFiles } from './audit-pack.js';
import { type Drawn, drawPack } from './draw-pack.js';
import { packFiles, placePack, promote } from './place-pack.js';
import { reportIfBlocked } from './report-blocked.js';

/** A pack to be published: a run's, or a run's as it is released. */
export interface Publication<E extends ManifestEntry> {
  readonly input: PackInput;
  readonly provenance: Omit<Provenance, 'fingerprints'>;
  /** Why readers don't get it where they look; null where they do. */
  readonly unpublishedReason: string | null;
  readonly record: PackRecord<E>;
}

/** How the ledger keeps a pack. Each part is called within a transaction of its own. */
export interface PackRecord<E extends ManifestEntry> {
  /** Gives it its id; taken up again after a crash, the same. */
  enter(trx: Knex.Transaction): Promise<E>;
  /** Keeps it with all that belongs to it: from then on it is published. */
  finish(trx: Knex.Transaction, entry: E, made: MadePack): Promise<void>;
}

/** A pack in its place. */
interface MadePack extends Pick<Drawn, 'hidden'> {
  readonly input: PackInput;
  readonly outputs: readonly RunOutput[];
}

interface PublishedPack extends Pick<Drawn, 'deducible'> {
  readonly input: PackInput;
  readonly unpublishedReason: string | null;
  /** The pack's own folder. */
  readonly folder: string;
  /** Its files: where readers look, or in its own folder where it isn't shown to them. */
  readonly files: readonly string[];
}

/**
 * The one way in which a pack comes to its readers: drawn, its editions compared, audited, placed, recorded. Cut off anywhere, it
 * leaves nothing that a reader sees, and the next call takes it up.
 * @throws QuarterlyError `audit` where a pack may not be published; `locked` where the lock was lost.
 */
export async function publishPack<E extends ManifestEntry>(
  session: Pick<Session, 'workspace' | 'warehouse' | 'keys' | 'log' | 'runtime'>,
  { input, provenance, unpublishedReason, record }: Publication<E>,
  progress: Progress,
  lock: RunLock,
): Promise<E & PublishedPack> {
  const { warehouse, workspace, log } = session;
  const { files, hidden, deducible } = await reportIfBlocked(
    session,
    lock,
    input.quarter,
    async () => {
      const drawn = await progress.step('pack', () => drawPack(input));
      await progress.step('audit', () => auditFiles(drawn.files, drawn.secrets));
      return drawn;
    },
  );
  // Drawing takes long: a process that has lost the lock meanwhile touches no file.
  await lock.renew();
  const entry = await warehouse.write((trx) => record.enter(trx), lock);
  const id = entry.release?.id ?? entry.runId;
  const { folder, outputs } = await progress.step('publish', () =>
    placePack(workspace.paths.packs, input.quarter.key, id, files, (made) =>
      manifestText(entry, input, provenance, made),
    ),
  );
  await warehouse.write((trx) => record.finish(trx, entry, { input, outputs, hidden }), lock);
  const shown =
    unpublishedReason === null ? await promote(folder, outputs) : packFiles(folder, outputs);
  log.info(
    { run: entry.runId, release: entry.release?.id, files: shown, deducible },
    'pack published',
  );
  return { ...entry, folder, files: shown, input, unpublishedReason, deducible };
}
