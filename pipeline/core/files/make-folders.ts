import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../errors.js';

/**
 * Makes a folder and those above it, one level at a time: asked for all at once, Node tries for ever where a file system takes no
 * folder and says that it isn't there, as /proc does.
 * @throws QuarterlyError `machine` where one can't be made.
 */
export async function makeFolders(folder: string): Promise<void> {
  const missing: string[] = [];
  for (let place = path.resolve(folder); !(await isFolder(place)); place = path.dirname(place)) {
    missing.unshift(place);
    if (place === path.dirname(place)) break;
  }
  for (const place of missing) {
    try {
      await mkdir(place);
    } catch (cause) {
      // Another program may have made it meanwhile.
      if (await isFolder(place)) continue;
      const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : '';
      throw new QuarterlyError('machine', `The folder ${place} can't be made${code}.`, {
        fix: 'Name a folder on a disk that this program’s user may write to.',
        place: { file: place },
        cause,
      });
    }
  }
}

async function isFolder(place: string): Promise<boolean> {
  return stat(place).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
