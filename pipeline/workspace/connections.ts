import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import type { Network } from '../core/remote/https.js';
import type { SftpLogin } from '../core/remote/sftp.js';
import { readSecret, type SecretPlace } from './secret.js';
import type { SftpSettings } from './sftp-schema.js';
import type { Workspace } from './workspace.js';

/** Where Windows' own OpenSSH agent listens. */
const WINDOWS_AGENT = process.platform === 'win32' ? '\\\\.\\pipe\\openssh-ssh-agent' : undefined;

/** How to log in at an SFTP server: by the key that is named, whose passphrase is the secret `<name>-passphrase`, else by the agent. */
export async function loginOf(
  sftp: SftpSettings,
  name: string,
  secrets: SecretPlace,
  within: (file: string) => string,
): Promise<SftpLogin> {
  if (sftp.key !== undefined) {
    const key = await configured(within(sftp.key), 'key file');
    return { kind: 'key', key, passphrase: await readSecret(`${name}-passphrase`, secrets) };
  }
  const socket = secrets.environment['SSH_AUTH_SOCK'] ?? WINDOWS_AGENT;
  if (socket !== undefined && socket !== '') return { kind: 'agent', socket };
  throw new QuarterlyError('configuration', `There is no key to log in at ${sftp.host} with.`, {
    fix: 'Name a private key under sftp: { key: … } in quarterly.yaml, or run where an agent is (SSH_AUTH_SOCK).',
  });
}

/** How this machine reaches others, by the workspace's settings and the environment. */
export async function networkOf(
  workspace: Workspace,
  environment: SecretPlace['environment'],
): Promise<Network> {
  const { proxy, certificates } = workspace.configuration.network;
  const set = (...names: string[]): string | undefined =>
    names.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  return {
    proxy: proxy ?? set('https_proxy', 'HTTPS_PROXY'),
    noProxy: set('no_proxy', 'NO_PROXY'),
    certificates:
      certificates === undefined
        ? undefined
        : (
            await configured(path.resolve(workspace.paths.root, certificates), 'certificates')
          ).toString('utf8'),
  };
}

async function configured(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    throw new QuarterlyError('configuration', `The ${what} ${file} can't be read.`, {
      fix: 'Check its path in quarterly.yaml, and that this program’s user may read it.',
      place: { file },
      cause,
    });
  }
}
