import { type ResourceLimits, Worker } from 'node:worker_threads';
import { refusedReading } from '../../../sources/contract/read-return.js';
import type { ReturnReading } from '../../../sources/contract/reading-ledger.js';
import type { IsoDate } from '../../core/calendar/days.js';
import { QuarterlyError } from '../../core/errors.js';
import { interrupted } from '../../core/remote/failure.js';
import { shippedFile } from '../../core/root.js';
import type { OpenedReturn, OpenJob, TakeRows } from '../job.js';
import {
  type Failure,
  fromFailure,
  type FromReader,
  memoryOf,
  type ToReader,
} from './worker-messages.js';

/** The compiled file: Node runs no TypeScript in a worker. */
export const workerFile = shippedFile('dist', 'pipeline', 'load', 'fast', 'worker.js');

/**
 * Memory of the reading thread. Rows only pass through: room enough that a piece dies young (twice as much takes 20 MiB more, and no
 * less time), little enough beyond that rubbish is cleared soon. A workbook's table of texts must be held whole.
 */
function limitsFor(isText: boolean): ResourceLimits {
  return { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: isText ? 160 : 1024 };
}

const LOOK_EVERY_MS = 1_000;
/** Without a sign of life for so many looks, a thread is stuck on what it reads. */
const MOST_SILENT_LOOKS = 120;
/** A thread that nobody has used for so long is ended. */
const IDLE_MS = 10_000;

/** What is made of a message that answers; undefined: another one does. */
type Answer<T> = (message: FromReader) => T | undefined | Promise<T | undefined>;

/**
 * A thread in which returns are read one after another. Whatever a file does there, this thread stays free: to renew the lock, to
 * hear that it shall stop, and to end the other.
 */
class ReadingThread {
  readonly #worker: Worker;
  readonly #failure: Promise<never>;
  #fail: (error: Error) => void = () => undefined;
  #hear: (message: FromReader) => void = () => undefined;
  #silentLooks = 0;
  #idle: NodeJS.Timeout | undefined;
  isEnded = false;

  constructor(readonly isText: boolean) {
    const worker = new Worker(workerFile, {
      resourceLimits: limitsFor(isText),
      // What the process was started with (a loader, --input-type) is not for the compiled file.
      execArgv: [],
    });
    this.#worker = worker;
    this.#failure = new Promise((_, reject) => {
      this.#fail = reject;
    });
    // It may fail before anybody asks it to read; who asks is told then.
    this.#failure.catch(() => undefined);
    worker.on('error', (error: NodeJS.ErrnoException) => {
      void this.end(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuchMemory(error, isText) : error,
      );
    });
    worker.on('exit', (code) => {
      void this.end(new Error(`The reading thread ended early, with code ${code}.`));
    });
    worker.on('message', (message: FromReader) => {
      this.#silentLooks = 0;
      this.#hear(message);
    });
  }

  /** Sends a message and waits for what answers it, as long as the thread gives signs of life. */
  async ask<T>(message: ToReader, answer: Answer<T>, signal: AbortSignal | undefined): Promise<T> {
    clearTimeout(this.#idle);
    this.#worker.ref();
    this.#silentLooks = 0;
    const look = setInterval(() => {
      this.#silentLooks += 1;
      if (this.#silentLooks > MOST_SILENT_LOOKS) void this.end(stuck());
    }, LOOK_EVERY_MS);
    const stop = (): void => {
      void this.end(interrupted());
    };
    signal?.addEventListener('abort', stop, { once: true });
    if (signal?.aborted === true) stop();
    const answered = new Promise<T>((resolve, reject) => {
      let queue = Promise.resolve();
      this.#hear = (heard) => {
        queue = queue.then(async () => {
          if (heard.kind === 'failed') throw fromFailure(heard.failure);
          const found = await answer(heard);
          if (found !== undefined) resolve(found);
        });
        queue.catch(reject);
      };
    });
    try {
      this.tell(message);
      return await Promise.race([answered, this.#failure]);
    } finally {
      clearInterval(look);
      signal?.removeEventListener('abort', stop);
    }
  }

  tell(message: ToReader, transfer: ArrayBuffer[] = []): void {
    if (!this.isEnded) this.#worker.postMessage(message, transfer);
  }

  /** To be called when a return is done with: the thread may serve another, but holds no program open. */
  rest(): void {
    this.tell({ kind: 'close' });
    this.#worker.unref();
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.end(new Error('ended for want of work')), IDLE_MS);
    this.#idle.unref();
  }

  async end(why: Error): Promise<void> {
    if (this.isEnded) return;
    this.isEnded = true;
    clearTimeout(this.#idle);
    this.#fail(why);
    await this.#worker.terminate();
  }
}

/** The thread that has nothing to do: starting one takes as long as reading a small return. */
let resting: ReadingThread | undefined;

function threadOf(isText: boolean): ReadingThread {
  const thread = resting;
  resting = undefined;
  if (thread !== undefined && !thread.isEnded) {
    if (thread.isText === isText) return thread;
    void thread.end(new Error('another is needed'));
  }
  return new ReadingThread(isText);
}

/** Starts a thread for a return that will soon be opened, unless one is there. */
export function warmThread(isText: boolean): void {
  const thread = threadOf(isText);
  thread.rest();
  resting = thread;
}

/**
 * Opens a landed return in a thread of its own. What kills the thread, or keeps it from going on, refuses the return.
 * @param options isText: a large CSV or XML message, which needs little memory; signal: ends the reading at once, with `interrupted`
 */
export async function openInThread(
  job: OpenJob,
  options: { readonly isText: boolean; readonly signal: AbortSignal | undefined },
): Promise<OpenedReturn> {
  const { signal } = options;
  const thread = threadOf(options.isText);
  let isReading = false;
  const close = async (): Promise<void> => {
    if (thread.isEnded) return;
    // One that was left in the middle waits for its rows to be taken.
    if (isReading) {
      await thread.end(new Error('left in the middle'));
      return;
    }
    thread.rest();
    resting = thread;
  };
  const died = (error: unknown): QuarterlyError => {
    if (thread.isEnded && error instanceof QuarterlyError && error.code === 'contract')
      return error;
    throw error;
  };
  try {
    const { asAt, fault } = await thread.ask(
      { kind: 'open', job },
      (message) => (message.kind === 'opened' ? message : undefined),
      signal,
    );
    const read = async (day: IsoDate, take: TakeRows): Promise<ReturnReading> => {
      isReading = true;
      const reading = await thread.ask(
        { kind: 'read', asAt: day },
        async (message) => {
          if (message.kind === 'done') return message.reading;
          if (message.kind !== 'rows') return undefined;
          await take(message.rows);
          const spent = memoryOf(message.rows.encoded);
          thread.tell({ kind: 'credit', more: 1, spent }, spent === undefined ? [] : [spent]);
          return undefined;
        },
        signal,
      );
      isReading = false;
      // What it holds of a large return would only take room from the sorting of its rows; the next one starts a new thread.
      if (thread.isText) await thread.end(new Error('done with a large return'));
      return reading;
    };
    return {
      asAt,
      fault: fault === undefined ? undefined : contractFault(fault),
      read: (day, take) => read(day, take).catch((error: unknown) => refused(job, died(error))),
      close,
    };
  } catch (error) {
    const fault = died(error);
    return { asAt: undefined, fault, read: () => Promise.resolve(refused(job, fault)), close };
  }
}

/** A fault of the return, as the thread told it. */
function contractFault(failure: Failure): QuarterlyError {
  const error = fromFailure(failure);
  if (error instanceof QuarterlyError) return error;
  throw error;
}

function refused(job: OpenJob, fault: QuarterlyError) {
  return refusedReading(job.files, fault);
}

function stuck(): QuarterlyError {
  return new QuarterlyError('contract', 'Reading the file got stuck, and was stopped.', {
    fix: 'Copy its rows into a new workbook (values only) or save them as CSV, and send that; please report the file’s kind to us.',
  });
}

function tooMuchMemory(cause: Error, isText: boolean): QuarterlyError {
  return new QuarterlyError('contract', 'Reading the file took more memory than one return may.', {
    fix: isText
      ? 'Check that it is one council’s return: none has so many different children.'
      : 'Send the rows as CSV, which may be far larger, or split the workbook.',
    cause,
  });
}
