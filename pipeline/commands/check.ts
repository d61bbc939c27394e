import { exitCodes } from '../core/errors.js';
import { checkAll } from '../load/check.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { checkReportName, giveReports } from './output/return-report.js';
import { warehouseIfAny, workspaceIfAny } from './workspace-if-any.js';
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
  checkReportName(options);
  const workspace = await workspaceIfAny(options.workspace, runtime);
  const warehouse = await warehouseIfAny(workspace);
  const check = (): ReturnType<typeof checkAll> =>
    checkAll(paths, {
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
      ...(workspace === undefined
        ? {}
        : {
            authority: workspace.configuration.authority,
            priorities: workspace.strategies.flatMap(({ priorities }) => priorities),
          }),
      today: londonDay(runtime.now()),
      warehouse,
      signal: runtime.signal,
    });
  const reports = await createProgress(runtime, options)
    .step('checking', check)
    .finally(() => warehouse?.close());
  await giveReports(reports, options, runtime, workspace);
  return reports.some(({ status }) => status === 'refused') ? exitCodes.contract : 0;
}
