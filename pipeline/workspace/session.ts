import { type Authorities, loadAuthorities } from '../../sources/authorities/lookup.js';
import { openWorkspace, type Workspace } from './workspace.js';
import { readKeys, refuseHalfChangedKey, type WorkspaceKeys } from '../store/keys.js';
import { migrate } from '../warehouse/migrate.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import { FAILED, type Logger, openLog } from './log.js';
import { withoutFileNames } from '../core/file-alias.js';
import { withMachineFault } from '../core/machine-fault.js';
import type { Runtime } from '../core/runtime.js';

/** What a command works with: the workspace as it was read, its warehouse, keys and log. */
export interface Session {
  readonly workspace: Workspace;
  readonly warehouse: Warehouse;
  readonly keys: WorkspaceKeys;
  readonly authorities: Authorities;
  readonly log: Logger;
  readonly runtime: Runtime;
}

/**
 * Opens a workspace, brings its warehouse to the program's schema, runs the body, and closes all again.
 * @param evenWhileRekeying for commands that a change of key which was cut off needs: others are refused until it is complete.
 */
export async function withSession<T>(
  options: { readonly workspace: string; readonly quiet: boolean; readonly verbose: boolean },
  runtime: Runtime,
  body: (session: Session) => Promise<T>,
  { evenWhileRekeying = false } = {},
): Promise<T> {
  const workspace = await openWorkspace(options.workspace, runtime.environment);
  const log = openLog(workspace.paths.log, runtime, options);
  const [keys, authorities] = await Promise.all([readKeys(workspace.paths.key), loadAuthorities()]);
  const warehouse = await openWarehouse(workspace.warehouse);
  try {
    const { applied } = await migrate(warehouse);
    if (applied.length > 0) log.info({ applied }, 'warehouse migrated');
    if (!evenWhileRekeying)
      await warehouse.read((trx) => refuseHalfChangedKey(trx, workspace.paths.key));
    return await body({ workspace, warehouse, keys, authorities, log, runtime });
  } catch (thrown) {
    const error = withMachineFault(thrown);
    const message = error instanceof Error ? error.message : String(error);
    log.error({ error: withoutFileNames(message) }, FAILED);
    throw error;
  } finally {
    await warehouse.close();
  }
}
