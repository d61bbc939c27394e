import { onReceived } from '../outbox/enter-events.js';
import type { PulledSource } from '../intake/pull-returns.js';
import { exitCodeOfPull, pullReturns } from '../intake/pull-returns.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import type { Runtime } from '../core/runtime.js';
import { QuarterlyError } from '../core/errors.js';
import { acceptanceOf, type AcceptOptions } from './accept-anyway.js';
import type { CommonOptions } from './common-options.js';
import { withSending } from './with-sending.js';
import { wrap } from '../core/wrap.js';

interface PullOptions extends CommonOptions, AcceptOptions {
  readonly source?: string;
}

/** `quarterly pull [--source ID]`: fetches returns from where quarterly.yaml says, and receives them. */
export async function pullCommand(
  _positional: readonly string[],
  options: PullOptions,
  runtime: Runtime,
): Promise<number> {
  const acceptAnyway = acceptanceOf(options);
  if (acceptAnyway !== undefined && options.source === undefined) {
    throw new QuarterlyError('usage', 'One return at a time is accepted anyway.', {
      fix: 'Say which: --source ID.',
    });
  }
  return withSending(options, runtime, async (session) => {
    const pulled = await withLock(session.warehouse, lockOrder('pull', runtime), (lock) =>
      createProgress(runtime, options).step('pull', (onProgress) =>
        pullReturns(
          session,
          lock,
          { source: options.source, acceptAnyway, entered: onReceived(session) },
          onProgress,
        ),
      ),
    );
    const text = options.json ? pulledJson(pulled) : wrap(pulledText(pulled), runtime.columns);
    runtime.stdout.write(`${text}\n`);
    return exitCodeOfPull(pulled);
  });
}

function pulledText(pulled: readonly PulledSource[]): string {
  return pulled.length === 0
    ? 'No return says where it is fetched from: see returns: pull: in quarterly.yaml.'
    : pulled.map(pulledLine).join('\n');
}

/** "annex-a: received. Taken in as at 31 December 2017: 1,204 rows." */
function pulledLine({
  source,
  state,
  why,
}: Pick<PulledSource, 'source' | 'state' | 'why'>): string {
  return `${state === 'failed' || state === 'refused' ? '! ' : '- '}${source}: ${state}. ${why}`;
}

function pulledJson(pulled: readonly PulledSource[]): string {
  return JSON.stringify({
    pulled: pulled.map(({ source, state, why, triedAt, receipts }) => ({
      source,
      state,
      why,
      triedAt,
      returns: receipts.map(({ asAt, status, returnId, counts }) => ({
        asAt,
        status,
        returnId,
        ...counts,
      })),
    })),
  });
}
