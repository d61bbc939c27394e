import { randomBytes } from 'node:crypto';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { SecretPlace } from '../workspace/secret.js';
import type { Destination } from '../workspace/sending-schema.js';
import { QuarterlyError } from '../core/errors.js';
import { withSftp } from '../core/remote/sftp.js';
import { sftpServerOf } from './sftp-server.js';
import { errorWords } from './to-folder.js';
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
    return checkFolder(path.resolve(secrets.root, destination.folder));
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

async function checkFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new QuarterlyError('delivery', `The folder ${folder} isn't there.`, {
      fix: "Check that its share is mounted, and its path under deliver in quarterly.yaml; quarterly doesn't make the folder: if the share is away, the files would end up on this machine.",
    });
  }
  const probe = path.join(folder, probeName());
  try {
    await mkdir(probe);
    await rmdir(probe);
  } catch (cause) {
    throw new QuarterlyError('delivery', `${folder} can't be written: ${errorWords(cause)}.`, {
      fix: 'Let the user that runs quarterly make folders there, and see that it has room.',
      cause,
    });
  }
  return `${folder} can be written`;
}

/** What a program that was killed in between leaves behind is reported by its name. */
function probeName(): string {
  return `.quarterly-doctor-${randomBytes(4).toString('hex')}`;
}

/** What blocks a release isn't a missing return. */
function asDelivery(error: unknown): unknown {
  if (!(error instanceof QuarterlyError) || error.code !== 'missing') return error;
  const { message, fix, place, facts, cause } = error;
  return new QuarterlyError('delivery', message, { fix, place, facts, cause });
}
