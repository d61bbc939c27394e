import { receiveDeps } from '../intake/receive-deps.js';
import { onReceived } from '../outbox/enter-events.js';
import { receiveAll, type Receipt } from '../load/receive.js';
import { recogniseFiles } from '../load/recognise-files.js';
import { exitCodes } from '../core/errors.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { acceptanceOf, type AcceptOptions } from './accept-anyway.js';
import type { CommonOptions } from './common-options.js';
import { checkReportName, giveReports } from './output/return-report.js';
import { withSending } from './with-sending.js';

interface ReceiveOptions extends CommonOptions, AcceptOptions {
  readonly source?: string;
  readonly asAt?: string;
  readonly report?: string;
}

/** `quarterly receive FILE… [--source ID] [--as-at DATE]`: files, a folder or a zip are one return, or one each where each is whole. */
export async function receiveCommand(
  paths: readonly string[],
  options: ReceiveOptions,
  runtime: Runtime,
): Promise<number> {
  checkReportName(options);
  const acceptAnyway = acceptanceOf(options);
  const source = options.source ?? (await recogniseFiles(paths));
  return withSending(options, runtime, async (session) => {
    const receipts = await withLock(
      session.warehouse,
      lockOrder(`receive ${source}`, runtime),
      (lock) =>
        createProgress(runtime, options).step(`receiving ${source}`, async (onProgress) => {
          const request = {
            source,
            ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
            acceptAnyway,
          };
          const received = await receiveAll(paths, request, {
            ...receiveDeps(session, onReceived(session)),
            lock,
            onProgress,
          });
          for (const each of received) session.log.info(logLine(each), 'return received');
          return received;
        }),
    );
    await giveReports(receipts, options, runtime, session.workspace);
    return receipts.every(({ refusedWhy }) => refusedWhy === null) ? 0 : exitCodes.contract;
  });
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
