import { QuarterlyError } from '../core/errors.js';
import type { DeliveredFile, Sent } from '../outbox/ledger.js';
import { canRetry } from '../core/remote/failure.js';
import { type SftpServer, type SftpSession, withSftp } from '../core/remote/sftp.js';
import { type ReleaseFile } from './release-files.js';
import { sha256 } from '../core/sha256.js';
import { held, isSame } from './to-folder.js';

/**
 * Puts a release onto an SFTP server, as {@link toFolder} does: uploaded under a temporary name, read back, and then renamed, so that it
 * appears whole or not at all.
 */
export async function toSftp(
  server: SftpServer,
  place: string,
  releaseId: string,
  files: readonly ReleaseFile[],
  signal: AbortSignal,
): Promise<Sent> {
  try {
    return await withSftp(server, signal, (session) =>
      upload(session, place.replace(/(?<=.)\/+$/, ''), releaseId, files),
    );
  } catch (error) {
    if (!(error instanceof QuarterlyError)) throw error;
    const detail = `${error.message} ${error.fix}`;
    // A host key that isn't the pinned one is for the operator to look into: nothing goes there until then.
    return error.code === 'interrupted' || canRetry(error)
      ? { result: 'failed', detail, isUnreachable: true }
      : { result: 'refused', detail };
  }
}

async function upload(
  session: SftpSession,
  place: string,
  releaseId: string,
  files: readonly ReleaseFile[],
): Promise<Sent> {
  const { client, answer } = session;
  const folder = `${place}/${releaseId}`;
  const unfinished = `${place}/.${releaseId}.part`;
  const standing = await readBack(session, place, releaseId);
  if (standing !== undefined) return held(releaseId, folder, files, standing);
  const left = await answer(`look for ${unfinished}`, client.exists(unfinished));
  if (left !== false) await answer(`remove ${unfinished}`, client.rmdir(unfinished, true));
  await answer(`make ${unfinished}`, client.mkdir(unfinished));
  try {
    for (const file of files) {
      const target = `${unfinished}/${file.name}`;
      await answer(`write ${target}`, client.put(Buffer.from(file.bytes), target));
    }
  } catch (error) {
    // What was half written takes room, and readers might find it; a server that is gone keeps it until the next attempt.
    await answer(`remove ${unfinished}`, client.rmdir(unfinished, true)).catch(() => undefined);
    throw error;
  }
  const written = await readBack(session, place, `.${releaseId}.part`);
  if (written === undefined || !isSame(files, written)) {
    return {
      result: 'failed',
      detail: `${place} gave other bytes back than were written.`,
      isUnreachable: true,
    };
  }
  await answer(`rename ${unfinished}`, client.rename(unfinished, folder));
  return held(releaseId, folder, files, written);
}

/** What a folder on the server holds; undefined where there is none. */
async function readBack(
  session: SftpSession,
  place: string,
  name: string,
): Promise<DeliveredFile[] | undefined> {
  const among = await session.list(place);
  if (!among.some((entry) => entry.isFolder && entry.name === name)) return undefined;
  const entries = await session.list(`${place}/${name}`);
  const found: DeliveredFile[] = [];
  for (const entry of entries.filter((each) => !each.isFolder)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of session.read(`${place}/${name}/${entry.name}`)) pieces.push(piece);
    const bytes = Buffer.concat(pieces);
    found.push({ path: entry.name, sha256: sha256(bytes), byteCount: bytes.byteLength });
  }
  return found;
}
