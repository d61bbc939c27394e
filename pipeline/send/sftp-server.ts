import path from 'node:path';
import type { SecretPlace } from '../workspace/secret.js';
import type { SftpSettings } from '../workspace/sftp-schema.js';
import type { SftpServer } from '../core/remote/sftp.js';
import { loginOf } from '../workspace/connections.js';

/**
 * A destination's server, with the key and passphrase to log in by.
 * @param name the destination's, by which its secrets go
 */
export async function sftpServerOf(
  name: string,
  settings: SftpSettings,
  secrets: SecretPlace,
): Promise<SftpServer> {
  const { host, port, user, host_key: hostKey } = settings;
  const within = (file: string): string => path.resolve(secrets.root, file);
  return { host, port, user, hostKey, login: await loginOf(settings, name, secrets, within) };
}
