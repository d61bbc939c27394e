import { rekey } from '../upkeep/rekey.js';
import { beyondReach } from '../warehouse/reclaim.js';
import { withSession } from '../workspace/session.js';
import { counted } from '../core/counted.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

/** `quarterly rekey`: gives the workspace a new key. */
export async function rekeyCommand(
  _positional: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(
    options,
    runtime,
    async (session) => {
      const done = await rekey(session);
      const beyond = beyondReach(session.warehouse);
      const text = [
        done.isResumed
          ? 'A change of key that was cut off is now complete.'
          : 'The workspace has a new key.',
        `${counted(done.fileCount, 'stored file')} encrypted with it, pseudonyms replaced.`,
        `Copy ${session.workspace.paths.key} to where you keep keys, apart from backups. Its fingerprint begins with ${done.fingerprint}.`,
        'Keep the old key as long as you keep a backup that was made before now: that backup can be restored only with it. If the old key is known to others, delete those backups, then the old key.',
        'Make a backup now: quarterly backup DIR.',
        ...(beyond === null ? [] : [beyond]),
      ].join('\n');
      runtime.stdout.write(
        options.json ? `${JSON.stringify(done)}\n` : `${wrap(text, runtime.columns)}\n`,
      );
      return 0;
    },
    { evenWhileRekeying: true },
  );
}
