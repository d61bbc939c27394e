import { Worker } from 'node:worker_threads';
import type { ReturnReading } from '../../sources/contract/read-return.js';
import { shippedFile } from '../root.js';
import type { ReadJob, TakeRows } from './job.js';
import { type Credit, type FromReader, fromFailure } from './worker-messages.js';

/** The compiled file: Node runs no TypeScript in a worker. */
export const workerFile = shippedFile('dist', 'pipeline', 'load', 'worker.js');

/** The reader needs little: rows pass through it. More memory would only let rubbish lie longer. */
const LIMITS = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 };

/** Reads a landed return in a thread of its own; `take` gets its pieces one after another. */
export async function readInWorker(job: ReadJob, take: TakeRows): Promise<ReturnReading> {
  const worker = new Worker(workerFile, {
    workerData: job,
    resourceLimits: LIMITS,
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
        const credit: Credit = { more: 1 };
        worker.postMessage(credit);
      }
    });
  } finally {
    await worker.terminate();
  }
}
