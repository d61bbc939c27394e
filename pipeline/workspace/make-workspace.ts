import { mkdir, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { makeKey } from '../store/keys.js';
import { writeWhole } from '../core/files/whole-file.js';
import { workspacePaths } from './workspace.js';

/** What a new workspace is filled with. */
export interface NewWorkspace {
  readonly configuration: string;
  /** File name within `strategy/` to text. */
  readonly strategies: Readonly<Record<string, string>>;
  readonly sourceIds: readonly string[];
}

/**
 * Makes a workspace: configuration, strategy, folders and a key of its own. Only its owner may read the one for secrets.
 * @throws QuarterlyError `usage` where the folder holds something already, unless `force`; a key that is there is never replaced.
 */
export async function makeWorkspace(
  folder: string,
  content: NewWorkspace,
  options: { readonly force: boolean },
): Promise<void> {
  const paths = workspacePaths(folder);
  if (!options.force && (await isInhabited(paths.root))) {
    throw new QuarterlyError('usage', `${folder} is not empty.`, {
      fix: 'Name a new or empty folder, or add --force to write the missing files into this one.',
    });
  }
  for (const id of content.sourceIds) await mkdir(path.join(paths.inbox, id), { recursive: true });
  await mkdir(paths.store, { recursive: true });
  await mkdir(paths.packs, { recursive: true });
  await mkdir(path.join(paths.root, 'secrets'), { recursive: true, mode: 0o700 });
  await writeNew(paths.configuration, content.configuration);
  for (const [name, text] of Object.entries(content.strategies)) {
    await writeNew(path.join(paths.strategies, name), text);
  }
  if (!(await exists(paths.key))) await makeKey(paths.key);
}

async function isInhabited(folder: string): Promise<boolean> {
  try {
    return (await readdir(folder)).length > 0;
  } catch {
    return false;
  }
}

async function writeNew(file: string, text: string): Promise<void> {
  if (!(await exists(file))) await writeWhole(file, text);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}
