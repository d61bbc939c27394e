import path from 'node:path';
import type { SecretPlace } from '../workspace/secret.js';
import { QuarterlyError } from '../core/errors.js';
import type { Message, Sent } from '../outbox/ledger.js';
import { destinationOf } from '../outbox/recipients.js';
import { networkOf } from '../workspace/connections.js';
import type { Session } from '../workspace/session.js';
import { releaseFiles } from './release-files.js';
import { sftpServerOf } from './sftp-server.js';
import { toMail } from './to-mail.js';
import { toSftp } from './to-sftp.js';
import { toShare } from './to-share.js';

/** Brings a release to one destination, as quarterly.yaml describes it now. */
export async function deliver(
  session: Pick<Session, 'workspace' | 'warehouse' | 'authorities'>,
  secrets: SecretPlace,
  message: Message,
  signal: AbortSignal,
): Promise<Sent> {
  const { configuration, paths } = session.workspace;
  const { event } = message.outcome;
  const { name, address } = destinationOf(message.recipient.name);
  const destination = Object.entries(configuration.deliver).find(([id]) => id === name)?.[1];
  if (destination === undefined || event.kind !== 'released')
    return refused(`quarterly.yaml no longer has the destination "${name}".`);
  try {
    const files = await releaseFiles(session, event, destination);
    if (files.length === 0) return refused(`${event.releaseId} has no files for "${name}".`);
    if (destination.folder !== undefined) {
      const { releaseId } = event;
      const folder = path.resolve(paths.root, destination.folder);
      return await toShare({ folder, releaseId, files, mode: destination.mode }, { signal });
    }
    if (destination.sftp !== undefined) {
      const server = await sftpServerOf(name, destination.sftp, secrets);
      const { folder } = destination.sftp;
      return await toSftp(server, folder, event.releaseId, files, signal);
    }
    const settings = configuration.notify.mail;
    if (settings === undefined)
      return refused(`"${name}" is a list of mail addresses, and notify.mail names no server.`);
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
      event,
      files,
      signal,
    );
  } catch (error) {
    if (error instanceof QuarterlyError && error.code === 'integrity')
      return refused(`${error.message} ${error.fix}`);
    throw error;
  }
}

function refused(detail: string): Sent {
  return { result: 'refused', detail };
}
