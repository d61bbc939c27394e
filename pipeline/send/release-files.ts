import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Destination } from '../workspace/sending-schema.js';
import { QuarterlyError } from '../core/errors.js';
import { editionOf } from '../core/edition-of.js';
import { releaseOutputs } from '../quarter/release-ledger.js';
import type { Session } from '../workspace/session.js';
import { sha256 } from '../core/sha256.js';

/** A file of a release, ready to be delivered. */
export interface ReleaseFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * The files of a release that a destination gets: those of its editions, each compared with the ledger's sha256 as it is read.
 * @throws QuarterlyError `integrity` where a file isn't what was released
 */
export async function releaseFiles(
  session: Pick<Session, 'warehouse' | 'workspace'>,
  release: { readonly releaseId: string; readonly quarter: string },
  destination: Pick<Destination, 'editions'>,
): Promise<ReleaseFile[]> {
  const { releaseId, quarter } = release;
  const folder = path.join(session.workspace.paths.packs, quarter, releaseId);
  const outputs = await session.warehouse.read((trx) => releaseOutputs(trx, releaseId));
  const wanted = outputs.filter((output) => destination.editions.includes(editionOf(output.path)));
  return Promise.all(
    wanted.map(async (output) => {
      const bytes = await readFile(path.join(folder, output.path)).catch(() => undefined);
      if (bytes === undefined || sha256(bytes) !== output.sha256)
        throw damaged(releaseId, quarter, output.path);
      return { name: output.path, bytes, sha256: output.sha256 };
    }),
  );
}

function damaged(releaseId: string, quarter: string, file: string): QuarterlyError {
  return new QuarterlyError('integrity', `${file} of ${releaseId} isn't what was released.`, {
    fix: `Put packs/${quarter}/${releaseId}/ back from your last backup.`,
    facts: { file },
  });
}
