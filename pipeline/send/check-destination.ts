import path from 'node:path';
import type { SecretPlace } from '../workspace/secret.js';
import type { Destination } from '../workspace/sending-schema.js';
import { QuarterlyError } from '../core/errors.js';
import { withSftp } from '../core/remote/sftp.js';
import { sftpServerOf } from './sftp-server.js';
import { checkShare } from './to-share.js';
import { probeName } from './check-folder.js';
import { counted } from '../core/counted.js';

/**
 * Finds out whether a release could be put there now: the folder or server is reached, its host key is the pinned one, and a folder can be
 * made and removed again. No file is written.
 * @returns what was found, in words
 * @throws QuarterlyError `delivery` or `configuration`, with what to do
 */
export async function checkDestination(
  name: string,
  destination: Destination,
  secrets: SecretPlace,
  signal: AbortSignal,
): Promise<string> {
  if (destination.folder !== undefined)
    return checkShare(path.resolve(secrets.root, destination.folder), signal).catch(
      (error: unknown) => {
        throw asDelivery(error);
      },
    );
  if (destination.sftp !== undefined) {
    const { folder } = destination.sftp;
    const server = await sftpServerOf(name, destination.sftp, secrets);
    await withSftp(server, signal, async ({ client, answer, list }) => {
      await list(folder);
      const probe = `${folder.replace(/(?<=.)\/+$/, '')}/${probeName()}`;
      await answer(`make a folder in ${folder}`, client.mkdir(probe));
      await answer(`remove ${probe}`, client.rmdir(probe));
    }).catch((error: unknown) => {
      throw asDelivery(error);
    });
    return `${server.host}:${server.port} shows the pinned host key, lets ${server.user} in, and ${folder} can be written`;
  }
  const count = destination.mail?.length ?? 0;
  return `${counted(count, 'address', 'addresses')}, by notify.mail`;
}

/** What blocks a release isn't a missing return. */
function asDelivery(error: unknown): unknown {
  if (!(error instanceof QuarterlyError) || error.code !== 'missing') return error;
  const { message, fix, place, facts, cause } = error;
  return new QuarterlyError('delivery', message, { fix, place, facts, cause });
}
