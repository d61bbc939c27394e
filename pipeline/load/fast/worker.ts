import { parentPort } from 'node:worker_threads';
import { sourceById } from '../../../sources/register.js';
import type { ReadJob, RowsForTable } from '../job.js';
import { readLanded } from '../read-landed.js';
import {
  type FromReader,
  memoryOf,
  PIECES_AHEAD,
  toFailure,
  type ToReader,
} from './worker-messages.js';

// The reading thread: reads, checks and encodes while the other thread's driver inserts. Holds back when three pieces are waiting.
const port = parentPort;
if (port === null) throw new Error('worker.ts runs as a worker thread only.');

let credit = PIECES_AHEAD;
const spent: ArrayBuffer[] = [];
let wake: (() => void) | undefined;
port.on('message', (message: ToReader) => {
  if (message.kind === 'read') void read(message.job);
  else {
    credit += message.more;
    if (message.spent !== undefined) spent.push(message.spent);
    wake?.();
  }
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
  const memory = memoryOf(rows.encoded);
  post({ kind: 'rows', rows }, memory === undefined ? [] : [memory]);
}

async function read(job: ReadJob): Promise<void> {
  try {
    post({
      kind: 'done',
      reading: await readLanded(sourceById(job.source), job, send, () => spent.pop()),
    });
  } catch (error) {
    post({ kind: 'failed', failure: toFailure(error) });
  } finally {
    port?.close();
  }
}
