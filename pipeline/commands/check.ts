import { existsSync } from 'node:fs';
import { openWorkspace, type Workspace, workspacePaths } from '../workspace/workspace.js';
import { exitCodes } from '../core/errors.js';
import { checkFiles } from '../load/check.js';
import { reportCsv, reportText } from '../load/report.js';
import { writeWhole } from '../core/files/whole-file.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { openWarehouse } from '../warehouse/open.js';
import type { Warehouse } from '../warehouse/types.js';
import type { CommonOptions } from './common-options.js';
import { londonDay } from '../core/calendar/london-time.js';

interface CheckOptions extends CommonOptions {
  readonly source?: string;
  readonly asAt?: string;
  readonly report?: string;
}

/** `quarterly check FILE… [--source ID]`: stores nothing. Needs no workspace; where there is one, compares the return with its last one. */
export async function checkCommand(
  paths: readonly string[],
  options: CheckOptions,
  runtime: Runtime,
): Promise<number> {
  const workspace = await workspaceIn(options.workspace, runtime);
  const warehouse = await warehouseOf(workspace);
  const check = (): ReturnType<typeof checkFiles> =>
    checkFiles(paths, {
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
      ...(workspace === undefined ? {} : { authority: workspace.configuration.authority }),
      today: londonDay(runtime.now()),
      warehouse,
    });
  const report = await createProgress(runtime, options)
    .step('checking', check)
    .finally(() => warehouse?.close());
  if (options.report !== undefined) await writeWhole(options.report, reportCsv(report));
  runtime.stdout.write(options.json ? `${JSON.stringify(report)}\n` : `${reportText(report)}\n`);
  return report.status === 'refused' ? exitCodes.contract : 0;
}

/** The workspace, if there is one. */
async function workspaceIn(
  folder: string,
  { environment }: Runtime,
): Promise<Workspace | undefined> {
  if (!existsSync(workspacePaths(folder).configuration)) return undefined;
  return openWorkspace(folder, environment);
}

/** Its warehouse, to be read; undefined where nothing has been received yet. */
async function warehouseOf(workspace: Workspace | undefined): Promise<Warehouse | undefined> {
  if (workspace === undefined) return undefined;
  const isServer = workspace.warehouse.startsWith('postgres');
  if (!isServer && !existsSync(workspace.warehouse)) return undefined;
  const warehouse = await openWarehouse(workspace.warehouse, { readOnly: true });
  const isFilled = await warehouse.read((trx) => trx.schema.hasTable('received_return'));
  if (isFilled) return warehouse;
  await warehouse.close();
  return undefined;
}
