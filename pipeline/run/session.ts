import { type Authorities, loadAuthorities } from '../../sources/authorities/lookup.js';
import { openWorkspace, type Workspace } from '../config/workspace.js';
import { type WorkspaceKeys, readKeys } from '../land/keys.js';
import type { ReceiveDeps } from '../load/receive.js';
import { enterCameLate, enterReturn } from '../tell/enter-outcomes.js';
import { migrate } from '../warehouse/migrate.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import { type Logger, openLog } from './log.js';
import { withMachineFault } from '../machine-fault.js';
import type { Surroundings } from './surroundings.js';

/** What a command works with: the workspace as it was read, its warehouse, keys and log. */
export interface Session {
  readonly workspace: Workspace;
  readonly warehouse: Warehouse;
  readonly keys: WorkspaceKeys;
  readonly authorities: Authorities;
  readonly log: Logger;
  readonly surroundings: Surroundings;
}

/** Opens a workspace, brings its warehouse to the program's schema, runs the body, and closes all again. */
export async function withSession<T>(
  options: { readonly workspace: string; readonly quiet: boolean; readonly verbose: boolean },
  surroundings: Surroundings,
  body: (session: Session) => Promise<T>,
): Promise<T> {
  const workspace = await openWorkspace(options.workspace, surroundings.environment);
  const log = openLog(workspace.paths.log, surroundings, options);
  const [keys, authorities] = await Promise.all([readKeys(workspace.paths.key), loadAuthorities()]);
  const warehouse = await openWarehouse(workspace.warehouse);
  try {
    const { applied } = await migrate(warehouse);
    if (applied.length > 0) log.info({ applied }, 'warehouse migrated');
    return await body({ workspace, warehouse, keys, authorities, log, surroundings });
  } catch (thrown) {
    const error = withMachineFault(thrown);
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'failed');
    throw error;
  } finally {
    await warehouse.close();
  }
}

/** What landing and loading rest on, for this session. */
export function loadDeps(session: Session): ReceiveDeps {
  return {
    warehouse: session.warehouse,
    keys: session.keys,
    store: session.workspace.paths.store,
    authority: session.workspace.configuration.authority,
    ...(session.workspace.postcodes === null ? {} : { postcodes: session.workspace.postcodes }),
    now: () => session.surroundings.now(),
    entered: async (trx, entered) => {
      await enterReturn(trx, session, entered);
      await enterCameLate(trx, session, entered);
    },
  };
}
