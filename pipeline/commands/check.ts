import { exitCodes } from '../core/errors.js';
import { checkFiles } from '../load/check.js';
import { reportCsv, reportText } from '../load/report.js';
import { writeWhole } from '../core/files/whole-file.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
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
  const workspace = await workspaceIfAny(options.workspace, runtime);
  const warehouse = await warehouseIfAny(workspace);
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
