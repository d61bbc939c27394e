import { parentPort } from 'node:worker_threads';
import { sourceById } from '../../../sources/register.js';
import { QuarterlyError } from '../../core/errors.js';
import type { OpenedReturn, RowsForTable } from '../job.js';
import { openLanded } from '../read-landed.js';
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

const ALIVE_EVERY_MS = 1_000;
setInterval(() => {
  post({ kind: 'alive' });
}, ALIVE_EVERY_MS);

let credit = PIECES_AHEAD;
let spent: ArrayBuffer[] = [];
let wake: (() => void) | undefined;
let opened: OpenedReturn | undefined;

port.on('message', (message: ToReader) => {
  if (message.kind === 'credit') {
    credit += message.more;
    if (message.spent !== undefined) spent.push(message.spent);
    wake?.();
  } else void step(message);
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

async function step(message: Exclude<ToReader, { kind: 'credit' }>): Promise<void> {
  try {
    if (message.kind === 'open') {
      const { job } = message;
      opened = await openLanded(sourceById(job.source), job, () => spent.pop());
      const { asAt, fault } = opened;
      post({ kind: 'opened', asAt, fault: fault === undefined ? undefined : toFailure(fault) });
    } else if (message.kind === 'close') {
      await opened?.close();
      opened = undefined;
      [credit, spent] = [PIECES_AHEAD, []];
    } else if (opened !== undefined)
      post({ kind: 'done', reading: await opened.read(message.asAt, send) });
  } catch (error) {
    post({ kind: 'failed', failure: toFailure(error) });
    if (!(error instanceof QuarterlyError)) opened = undefined;
  }
}
