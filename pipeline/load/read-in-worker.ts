import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ReturnReading } from '../../sources/contract/read-return.js';
import { shippedFile } from '../root.js';
import type { ReadJob, TakeRows } from './job.js';
import { type Credit, type FromReader, fromFailure, transferable } from './worker-messages.js';

/** The compiled file: Node runs no TypeScript in a worker. */
export const workerFile = shippedFile('dist', 'pipeline', 'load', 'worker.js');

/**
 * Memory of the reading thread. Rows only pass through: room enough that a piece dies young (a million rows take half as long
 * as with a third of it), little enough beyond that rubbish is cleared soon. A workbook's table of texts must be held whole.
 */
function limitsFor(job: ReadJob): ResourceLimits {
  const isText = job.files.every((file) => /\.(csv|txt|tsv)$/i.test(file.name));
  return { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: isText ? 160 : 1024 };
}

/** Reads a landed return in a thread of its own; `take` gets its pieces one after another. */
export async function readInWorker(job: ReadJob, take: TakeRows): Promise<ReturnReading> {
  const worker = new Worker(workerFile, {
    workerData: job,
    resourceLimits: limitsFor(job),
    // What the process was started with (a loader, --input-type) is not for the compiled file.
    execArgv: [],
  });
  try {
    return await new Promise<ReturnReading>((resolve, reject) => {
      let queue = Promise.resolve();
      let ended = false;
      worker.on('message', (message: FromReader) => {
        ended = message.kind !== 'rows';
        queue = queue.then(() => answer(message));
        queue.catch(reject);
      });
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (!ended) reject(new Error(`The reading thread ended early, with code ${code}.`));
      });

      async function answer(message: FromReader): Promise<void> {
        if (message.kind === 'failed') throw fromFailure(message.failure);
        if (message.kind === 'done') {
          resolve(message.reading);
          return;
        }
        await take(message.rows);
        // The spent bytes go back: the reading thread clears its memory often, this one, which waits, hardly ever.
        const { bytes } = message.rows.encoded;
        const credit: Credit = { more: 1, spent: bytes };
        worker.postMessage(credit, transferable(bytes));
      }
    });
  } finally {
    await worker.terminate();
  }
}
