import { existsSync } from 'node:fs';
import type { Runtime } from '../core/runtime.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import { openWorkspace, type Workspace, workspacePaths } from '../workspace/workspace.js';

/** The workspace, if there is one: for commands that need none. */
export async function workspaceIfAny(
  folder: string,
  { environment }: Runtime,
): Promise<Workspace | undefined> {
  if (!existsSync(workspacePaths(folder).configuration)) return undefined;
  return openWorkspace(folder, environment);
}

/** Its warehouse, to be read and closed by the caller; undefined where nothing has been received yet. */
export async function warehouseIfAny(
  workspace: Workspace | undefined,
): Promise<Warehouse | undefined> {
  if (workspace === undefined) return undefined;
  const isServer = workspace.warehouse.startsWith('postgres');
  if (!isServer && !existsSync(workspace.warehouse)) return undefined;
  const warehouse = await openWarehouse(workspace.warehouse, { readOnly: true });
  const isFilled = await warehouse.read((trx) => trx.schema.hasTable('received_return'));
  if (isFilled) return warehouse;
  await warehouse.close();
  return undefined;
}
