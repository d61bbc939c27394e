import { stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import type { Runtime } from '../core/runtime.js';
import { expire, planExpiry } from '../upkeep/expire.js';
import { restoreFiles } from '../upkeep/restore.js';
import { type NamedFile, namedFiles } from '../workspace/named-files.js';
import { withSession } from '../workspace/session.js';
import type { Workspace } from '../workspace/workspace.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

interface RestoreOptions extends CommonOptions {
  readonly key: string;
  readonly to?: string;
}

/**
 * `quarterly restore BACKUP --key FILE --to DIR`: copies a backup into a new workspace, and deletes of it what is past its retention period: a
 * backup brings back what was deleted since.
 */
export async function restoreCommand(
  [backup = '']: readonly string[],
  given: RestoreOptions,
  runtime: Runtime,
): Promise<number> {
  const options = { ...given, workspace: given.to ?? given.workspace };
  const from = await restoreFiles(backup, options.workspace, path.resolve(options.key));
  return withSession(options, runtime, async (session) => {
    if (session.warehouse.engine === 'postgres') {
      throw new QuarterlyError('usage', 'A backup is restored to a SQLite warehouse.', {
        fix: 'Run the command without QUARTERLY_WAREHOUSE, set `warehouse: warehouse.sqlite` in the restored quarterly.yaml, and take it back with quarterly copy-warehouse.',
      });
    }
    const due = (await planExpiry(session)).returns.length;
    const expiry = due === 0 ? null : await expire(session, `restored from ${from}`);
    session.log.info({ backup: from, expired: expiry?.returns.length ?? 0 }, 'restored');
    const names = (expiry?.returns ?? []).map(({ source, asAt }) => `  ${source} as at ${asAt}`);
    const absent = await missingFiles(session.workspace);
    const text = [
      `Restored ${path.basename(from)} to ${session.workspace.paths.root}.`,
      ...(names.length === 0
        ? ['No return in it is past its retention period.']
        : ['Deleted again, their retention period being over:', ...names]),
      ...absent.map(({ what, path: file }) => `Missing: ${what}, ${file}.`),
      'Put secrets/ back from where you keep it, then run quarterly doctor.',
    ].join('\n');
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ folder: session.workspace.paths.root, expired: expiry?.returns ?? [], missing: absent.map(({ path: file }) => file) })}\n`
        : `${wrap(text, runtime.columns)}\n`,
    );
    return 0;
  });
}

/** What quarterly.yaml names and isn't there yet. */
async function missingFiles(workspace: Workspace): Promise<readonly NamedFile[]> {
  const found = await Promise.all(
    namedFiles(workspace).map(async (file) => ({
      file,
      isThere: await stat(file.path).then(
        () => true,
        () => false,
      ),
    })),
  );
  return found.filter(({ isThere }) => !isThere).map(({ file }) => file);
}
