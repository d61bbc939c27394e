import { receiveDeps } from '../intake/receive-deps.js';
import { onReceived } from '../outbox/enter-events.js';
import { receive, type Receipt } from '../load/receive.js';
import { recogniseFiles } from '../load/recognise-files.js';
import { reportCsv, reportText } from '../load/report.js';
import { writeWhole } from '../core/files/whole-file.js';
import { exitCodes } from '../core/errors.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { acceptanceOf, type AcceptOptions } from './accept-anyway.js';
import type { CommonOptions } from './common-options.js';
import { withSending } from './with-sending.js';

interface ReceiveOptions extends CommonOptions, AcceptOptions {
  readonly source?: string;
  readonly asAt?: string;
  readonly report?: string;
}

/** `quarterly receive FILE… [--source ID] [--as-at DATE]`: the files, a folder or a zip are one return. */
export async function receiveCommand(
  paths: readonly string[],
  options: ReceiveOptions,
  runtime: Runtime,
): Promise<number> {
  const acceptAnyway = acceptanceOf(options);
  const source = options.source ?? (await recogniseFiles(paths));
  const receipt = await withSending(options, runtime, (session) =>
    withLock(session.warehouse, lockOrder(`receive ${source}`, runtime), (lock) =>
      createProgress(runtime, options).step(`receiving ${source}`, async (onProgress) => {
        const request = {
          source,
          ...(options.asAt === undefined ? {} : { asAt: options.asAt }),
          acceptAnyway,
        };
        const received = await receive(paths, request, {
          ...receiveDeps(session, onReceived(session)),
          lock,
          onProgress,
        });
        session.log.info(logLine(received), 'return received');
        return received;
      }),
    ),
  );
  if (options.report !== undefined) await writeWhole(options.report, reportCsv(receipt));
  runtime.stdout.write(options.json ? `${JSON.stringify(receipt)}\n` : `${reportText(receipt)}\n`);
  return receipt.refusedWhy === null ? 0 : exitCodes.contract;
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
