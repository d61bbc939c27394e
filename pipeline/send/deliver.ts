import path from 'node:path';
import type { SecretPlace } from '../workspace/secret.js';
import { QuarterlyError } from '../core/errors.js';
import type { Message, Sent } from '../outbox/ledger.js';
import { destinationOf } from '../outbox/recipients.js';
import { networkOf } from '../intake/pull-place.js';
import type { Session } from '../workspace/session.js';
import { releaseFiles } from './release-files.js';
import { sftpServerOf } from './sftp-server.js';
import { toFolder } from './to-folder.js';
import { toMail } from './to-mail.js';
import { toSftp } from './to-sftp.js';

/** Brings a release to one destination, as quarterly.yaml describes it now. */
export async function deliver(
  session: Session,
  secrets: SecretPlace,
  message: Message,
  signal: AbortSignal,
): Promise<Sent> {
  const { configuration, paths } = session.workspace;
  const { happening } = message.outcome;
  const { name, address } = destinationOf(message.recipient.name);
  const destination = Object.entries(configuration.deliver).find(([id]) => id === name)?.[1];
  if (destination === undefined || happening.kind !== 'released')
    return refused(`quarterly.yaml no longer has the destination "${name}".`);
  try {
    const files = await releaseFiles(session, happening, destination);
    if (files.length === 0) return refused(`${happening.releaseId} has no files for "${name}".`);
    if (destination.folder !== undefined) {
      return await toFolder(
        path.resolve(paths.root, destination.folder),
        happening.releaseId,
        files,
      );
    }
    if (destination.sftp !== undefined) {
      const server = await sftpServerOf(name, destination.sftp, secrets);
      const { folder } = destination.sftp;
      return await toSftp(server, folder, happening.releaseId, files, signal);
    }
    const settings = configuration.tell.mail;
    if (settings === undefined)
      return refused(`"${name}" is a list of mail addresses, and tell.mail names no server.`);
    const network = await networkOf(session.workspace, secrets.environment);
    const council =
      configuration.council.name ??
      session.authorities.nameOf(configuration.authority) ??
      configuration.authority;
    return await toMail(
      settings,
      { secrets, network },
      council,
      address,
      message,
      happening,
      files,
      signal,
    );
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'integrity')
      return refused(`${error.message} ${error.mend}`);
    throw error;
  }
}

function refused(detail: string): Sent {
  return { result: 'refused', detail };
}
