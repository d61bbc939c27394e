import path from 'node:path';
import type { FetchJob, FetchResult } from '../acquire/fetch-job.js';
import { eesAddress, fromEes } from '../acquire/from-ees.js';
import { fromFolder } from '../acquire/from-folder.js';
import { fromSftp } from '../acquire/from-sftp.js';
import { fromWeb } from '../acquire/from-https.js';
import type { PullSettings } from '../workspace/pull-schema.js';
import { loginOf, networkOf } from '../workspace/connections.js';
import { readSecret } from '../workspace/secret.js';
import type { Workspace } from '../workspace/workspace.js';

type Environment = Readonly<Record<string, string | undefined>>;

/** Does a job at the place that a source's settings name. Secrets are read when they are needed, and kept nowhere. */
export async function pullPlace(
  settings: PullSettings,
  job: FetchJob,
  workspace: Workspace,
  environment: Environment,
): Promise<FetchResult> {
  const secrets = { root: workspace.paths.root, environment };
  const within = (file: string): string => path.resolve(workspace.paths.root, file);
  const { folder, sftp, files } = settings;
  if (folder !== undefined) return fromFolder({ folder: within(folder), files }, job);
  if (sftp !== undefined) {
    const { host, port, user, host_key: hostKey } = sftp;
    const login = await loginOf(sftp, job.source, secrets, within);
    const place = { server: { host, port, user, hostKey, login }, folder: sftp.folder, files };
    return fromSftp(place, job);
  }
  const { page, address = [], link, sha256 } = settings;
  if (settings.ees !== undefined)
    return fromEes(
      {
        dataSets: settings.ees,
        base: eesAddress,
        network: await networkOf(workspace, environment),
      },
      job,
    );
  const [first = '', ...others] = page === undefined ? address : [page];
  const token = await readSecret(`${job.source}-token`, secrets);
  const network = await networkOf(workspace, environment);
  const addresses = [new URL(first), ...others.map((each) => new URL(each))] as const;
  return fromWeb({ addresses, links: link, sha256s: sha256, token, network }, job);
}

/**
 * Reads all that a pull needs before it connects: key files, secrets, certificates. Contacts nobody.
 * @throws QuarterlyError `configuration` for the first that is missing
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
