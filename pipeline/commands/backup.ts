import { counted } from '../core/counted.js';
import path from 'node:path';
import { backUp } from '../upkeep/backup.js';
import { thinBackups } from '../upkeep/backup-places.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

interface BackupOptions extends CommonOptions {
  readonly keepAll: boolean;
}

/** `quarterly backup DIR`: copies the workspace into a new folder of DIR, and checks the copy. */
export async function backupCommand(
  [folder = '']: readonly string[],
  options: BackupOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(options, runtime, async (session) => {
    const backup = await backUp(session, folder);
    const thinned = options.keepAll ? [] : await thinBackups(session, path.dirname(backup.folder));
    session.log.info({ ...backup, thinned }, 'backed up');
    const text = [
      `Backed up and checked: ${backup.folder} (${counted(backup.fileCount, 'file')} of returns).`,
      ...(thinned.length === 0
        ? []
        : [
            `Deleted, since 7 daily, 5 weekly and 12 monthly backups are kept and none with a return past its retention period: ${thinned.map((folder) => path.basename(folder)).join(', ')}.`,
          ]),
      ...(session.warehouse.engine === 'sqlite'
        ? []
        : [
            'The warehouse is in it as warehouse.sqlite: a workspace restored from it works with that, and quarterly copy-warehouse takes it back to PostgreSQL.',
          ]),
      `Neither the key nor secrets/ is in it. Keep a copy of ${session.workspace.paths.key} apart: without it no return can be read.`,
    ].join('\n');
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ ...backup, thinned })}\n`
        : `${wrap(text, runtime.columns)}\n`,
    );
    return 0;
  });
}
