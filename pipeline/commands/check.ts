import { exitCodes } from '../errors.js';
import { checkFiles } from '../load/check.js';
import { reportCsv, reportText } from '../load/report.js';
import { writeWhole } from '../publish/whole-file.js';
import { createProgress } from '../run/progress.js';
import { londonDay } from '../run/return-grid.js';
import type { Surroundings } from '../run/surroundings.js';
import type { CommonOptions } from './program.js';

interface CheckOptions extends CommonOptions {
  readonly source?: string;
  readonly asAt?: string;
  readonly report?: string;
}

/** `quarterly check FILE… [--source ID]`: needs no workspace, stores nothing. */
export async function checkCommand(
  paths: readonly string[],
  options: CheckOptions,
  surroundings: Surroundings,
): Promise<number> {
  const report = await createProgress(surroundings, options).step('checking', () =>
    checkFiles(paths, {
      ...(options.source === undefined ? {} : { source: options.source }),
      ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
      today: londonDay(surroundings.now()),
    }),
  );
  if (options.report !== undefined) await writeWhole(options.report, reportCsv(report));
  surroundings.stdout.write(
    options.json ? `${JSON.stringify(report)}\n` : `${reportText(report)}\n`,
  );
  return report.status === 'refused' ? exitCodes.contract : 0;
}
