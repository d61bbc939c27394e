import { type ResourceLimits, Worker } from 'node:worker_threads';
import type { ReturnReading } from '../../sources/contract/reading-ledger.js';
import { shippedFile } from '../root.js';
import type { ReadJob, TakeRows } from './job.js';
import { fromFailure, type FromReader, memoryOf, type ToReader } from './worker-messages.js';

/** The compiled file: Node runs no TypeScript in a worker. */
export const workerFile = shippedFile('dist', 'pipeline', 'load', 'worker.js');

/**
 * Memory of the reading thread. Rows only pass through: room enough that a piece dies young (a million rows take half as long
 * as with a third of it), little enough beyond that rubbish is cleared soon. A workbook's table of texts must be held whole.
 */
function limitsFor(names: readonly string[]): ResourceLimits {
  const isText = names.every((name) => /\.(csv|txt|tsv|parquet)$/i.test(name));
  return { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: isText ? 160 : 1024 };
}

/** A thread that reads one landed return. It starts before the return is landed, for starting takes as long as landing. */
export class ReadingThread {
  readonly #worker: Worker;
  /** What went wrong in the thread, whenever it did. */
  readonly #failure: Promise<never>;
  #ended = false;

  /** @param names the files' names, which tell how much memory reading them may take. */
  constructor(names: readonly string[]) {
    const worker = new Worker(workerFile, {
      resourceLimits: limitsFor(names),
      // What the process was started with (a loader, --input-type) is not for the compiled file.
      execArgv: [],
    });
    this.#worker = worker;
    this.#failure = new Promise((_, reject) => {
      worker.on('error', reject);
      worker.on('exit', (code) => {
        if (!this.#ended) reject(new Error(`The reading thread ended early, with code ${code}.`));
      });
    });
    // It may fail before anybody asks it to read; who asks is told then.
    this.#failure.catch(() => undefined);
  }

  /** Reads the return; `take` gets its pieces one after another. Once a thread. */
  async read(job: ReadJob, take: TakeRows): Promise<ReturnReading> {
    const worker = this.#worker;
    const reading = new Promise<ReturnReading>((resolve, reject) => {
      let queue = Promise.resolve();
      const answer = async (message: FromReader): Promise<void> => {
        if (message.kind === 'failed') throw fromFailure(message.failure);
        if (message.kind === 'done') {
          resolve(message.reading);
          return;
        }
        await take(message.rows);
        const spent = memoryOf(message.rows.encoded);
        this.#tell({ kind: 'credit', more: 1, spent }, spent === undefined ? [] : [spent]);
      };
      worker.on('message', (message: FromReader) => {
        if (message.kind !== 'rows') this.#ended = true;
        queue = queue.then(() => answer(message));
        queue.catch(reject);
      });
    });
    this.#tell({ kind: 'read', job });
    return Promise.race([reading, this.#failure]);
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#worker.terminate();
  }

  #tell(message: ToReader, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }
}
