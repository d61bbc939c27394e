import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Errand, Looked } from '../acquire/errand.js';
import { eesAddress, fromEes } from '../acquire/from-ees.js';
import { fromFolder } from '../acquire/from-folder.js';
import { fromSftp } from '../acquire/from-sftp.js';
import { fromWeb } from '../acquire/from-https.js';
import type { PullSettings } from '../config/pull-schema.js';
import { readSecret, type SecretPlace } from '../config/secret.js';
import type { SftpSettings } from '../config/sftp-schema.js';
import type { Workspace } from '../config/workspace.js';
import { QuarterlyError } from '../errors.js';
import type { Network } from '../remote/https.js';
import type { SftpLogin } from '../remote/sftp.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Does an errand at the place that a source's settings name. Secrets are read when they are needed, and kept nowhere. */
export async function pullPlace(
  settings: PullSettings,
  errand: Errand,
  workspace: Workspace,
  environment: Environment,
): Promise<Looked> {
  const secrets = { root: workspace.paths.root, environment };
  const within = (file: string): string => path.resolve(workspace.paths.root, file);
  const { folder, sftp, files } = settings;
  if (folder !== undefined) return fromFolder({ folder: within(folder), files }, errand);
  if (sftp !== undefined) {
    const { host, port, user, host_key: hostKey } = sftp;
    const login = await loginOf(sftp, errand.source, secrets, within);
    const place = { server: { host, port, user, hostKey, login }, folder: sftp.folder, files };
    return fromSftp(place, errand);
  }
  const { page, address = [], link, sha256 } = settings;
  if (settings.ees !== undefined)
    return fromEes(
      {
        dataSets: settings.ees,
        base: eesAddress,
        network: await networkOf(workspace, environment),
      },
      errand,
    );
  const [first = '', ...others] = page === undefined ? address : [page];
  const token = await readSecret(`${errand.source}-token`, secrets);
  const network = await networkOf(workspace, environment);
  const addresses = [new URL(first), ...others.map((each) => new URL(each))] as const;
  return fromWeb({ addresses, links: link, sha256s: sha256, token, network }, errand);
}

/**
 * Reads all that a pull needs before it connects: key files, secrets, certificates. Contacts nobody.
 * @throws QuarterlyError `configuration` for the first that is wanting
 */
export async function checkPlace(
  source: string,
  settings: PullSettings,
  workspace: Workspace,
  environment: Environment,
): Promise<void> {
  const secrets = { root: workspace.paths.root, environment };
  if (settings.folder !== undefined) return;
  if (settings.sftp !== undefined) {
    const within = (file: string): string => path.resolve(workspace.paths.root, file);
    await loginOf(settings.sftp, source, secrets, within);
    return;
  }
  await readSecret(`${source}-token`, secrets);
  await networkOf(workspace, environment);
}

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
  throw new QuarterlyError('configuration', `Nothing tells how to log in at ${sftp.host}.`, {
    mend: 'Name a private key under sftp: { key: … } in quarterly.yaml, or run where an agent is (SSH_AUTH_SOCK).',
  });
}

/** How this machine reaches others, by the workspace's settings and the environment. */
export async function networkOf(workspace: Workspace, environment: Environment): Promise<Network> {
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
      mend: 'Check its path in quarterly.yaml, and that this program’s user may read it.',
      place: { file },
      cause,
    });
  }
}
