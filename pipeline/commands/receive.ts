import { receive, type Receipt } from '../load/receive.js';
import { reportCsv, reportText } from '../load/report.js';
import { writeWhole } from '../core/files/whole-file.js';
import { exitCodes } from '../core/errors.js';
import { withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import { loadDeps } from '../workspace/session.js';
import type { Surroundings } from '../core/runtime.js';
import { whoAmI } from '../workspace/process-identity.js';
import { acceptanceOf, type AcceptOptions } from './accept-anyway.js';
import type { CommonOptions } from './common-options.js';
import { withTelling } from './with-sending.js';

interface ReceiveOptions extends CommonOptions, AcceptOptions {
  readonly source: string;
  readonly asAt?: string;
  readonly report?: string;
}

/** `quarterly receive FILE… --source ID [--as-at DATE]`: the files, a folder or a zip are one return. */
export async function receiveCommand(
  paths: readonly string[],
  options: ReceiveOptions,
  surroundings: Surroundings,
): Promise<number> {
  const acceptAnyway = acceptanceOf(options);
  const receipt = await withTelling(options, surroundings, (session) =>
    withLock(
      session.warehouse,
      { holder: whoAmI(), purpose: `receive ${options.source}`, now: surroundings.now },
      (lock) =>
        createProgress(surroundings, options).step(`receiving ${options.source}`, async (tell) => {
          const request = {
            source: options.source,
            ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
            acceptAnyway,
          };
          const received = await receive(paths, request, { ...loadDeps(session), lock, tell });
          session.log.info(logLine(received), 'return received');
          return received;
        }),
    ),
  );
  if (options.report !== undefined) await writeWhole(options.report, reportCsv(receipt));
  surroundings.stdout.write(
    options.json ? `${JSON.stringify(receipt)}\n` : `${reportText(receipt)}\n`,
  );
  return receipt.status === 'refused' ? exitCodes.contract : 0;
}

/** What the log keeps of a receipt: counts and names, nothing of a row. */
export function logLine(receipt: Receipt): Record<string, unknown> {
  return {
    source: receipt.source,
    asAt: receipt.asAt,
    status: receipt.status,
    returnId: receipt.returnId,
    layout: receipt.layout,
    ...receipt.counts,
  };
}
