import { breakLock } from '../workspace/lock.js';
import { type Session, withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

/** `quarterly unlock`: frees the run lock and says who held it. */
export async function unlockCommand(
  _positional: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
  const unlock = async ({ warehouse, log }: Session): Promise<number> => {
    const held = await breakLock(warehouse);
    log.warn({ held: held ?? null }, 'lock freed by hand');
    const text =
      held === undefined
        ? 'Nobody held the lock.'
        : `The lock is free. ${held.holder} held it since ${held.takenAt} (${held.purpose}); that program can write nothing more.`;
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ held: held ?? null })}\n`
        : `${wrap(text, runtime.columns)}\n`,
    );
    return 0;
  };
  return withSession(options, runtime, unlock, { evenWhileRekeying: true });
}
