import type { Sent } from '../outbox/ledger.js';
import { QuarterlyError } from '../core/errors.js';
import { startShareProcess } from '../core/remote/share-process.js';
import type { WriteRequest } from './folder-writer.js';

/** How a share is waited for. */
export interface ShareWait {
  readonly signal: AbortSignal;
  /** How long it may give no sign of life; left out: a minute. */
  readonly silenceMs?: number;
}

const WRITER = ['pipeline', 'send', 'folder-writer.js'];

/** Has a release put into a folder, as `toFolder` does, by a process of its own: a share that hangs is a failure to be tried again. */
export async function toShare(
  request: Omit<Extract<WriteRequest, { kind: 'deliver' }>, 'kind'>,
  wait: ShareWait,
): Promise<Sent> {
  try {
    return (await ask({ kind: 'deliver', ...request }, wait)) as Sent;
  } catch (error) {
    if (!(error instanceof QuarterlyError) || error.code !== 'missing') throw error;
    return { result: 'failed', detail: error.message, isUnreachable: true };
  }
}

/** Has a folder tried, as `checkFolder` does. @throws QuarterlyError `delivery`; `missing` where it doesn't answer */
export async function checkShare(folder: string, signal: AbortSignal): Promise<string> {
  return (await ask({ kind: 'check', folder }, { signal })) as string;
}

async function ask(request: WriteRequest, wait: ShareWait): Promise<unknown> {
  const share = startShareProcess(WRITER, request.folder, wait);
  try {
    return await share.ask(request);
  } finally {
    share.end();
  }
}
