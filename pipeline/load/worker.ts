import { parentPort, workerData } from 'node:worker_threads';
import { sourceById } from '../../sources/register.js';
import type { ReadJob, RowsForTable } from './job.js';
import { readLanded } from './read-landed.js';
import {
  type Credit,
  type FromReader,
  PIECES_AHEAD,
  toFailure,
  transferable,
} from './worker-messages.js';

// The reading thread: reads, checks and encodes while the other thread's driver inserts. Holds back when three pieces are waiting.
const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only.');

let credit = PIECES_AHEAD;
let wake: (() => void) | undefined;
port.on('message', ({ more }: Credit) => {
  credit += more;
  wake?.();
});

function post(message: FromReader, transfer: ArrayBuffer[] = []): void {
  port?.postMessage(message, transfer);
}

async function send(rows: RowsForTable): Promise<void> {
  while (credit === 0) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
  credit -= 1;
  post({ kind: 'rows', rows }, transferable(rows.encoded.bytes));
}

try {
  const job = workerData as ReadJob;
  post({ kind: 'done', reading: await readLanded(sourceById(job.source), job, send) });
} catch (error) {
  post({ kind: 'failed', failure: toFailure(error) });
} finally {
  port.close();
}
