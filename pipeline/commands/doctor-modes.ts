import { counted } from '../core/counted.js';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { openPlaces } from '../core/files/private.js';
import type { Workspace } from '../workspace/workspace.js';

/** Whether only the service's user can read the workspace. What others put into the inbox is theirs to close. */
export async function lookAtModes({ paths }: Workspace) {
  if (process.platform === 'win32') {
    return {
      value: true,
      detail: 'Windows keeps permissions by user: this program can’t check them',
      warning: `Give ${paths.root} to the service’s user only, without inherited permissions (Properties, Security, Advanced).`,
    };
  }
  const names = (await readdir(paths.root)).filter((name) => name !== path.basename(paths.inbox));
  const found = await Promise.all(names.map((name) => openPlaces(path.join(paths.root, name))));
  const open = found.flat();
  if (open.length === 0) return { value: true, detail: 'only this user can read the workspace' };
  const some = open.slice(0, 3).map((place) => path.relative(paths.root, place));
  return {
    value: false,
    detail: `others can read ${counted(open.length, 'file or folder', 'files and folders')} of the workspace: ${some.join(', ')}`,
    warning: `chmod -R go-rwx ${paths.root}`,
  };
}
