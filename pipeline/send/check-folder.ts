import { randomBytes } from 'node:crypto';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { errorWords } from './to-folder.js';

/**
 * Makes a folder within a folder, and removes it again.
 * @returns what was found, in words
 * @throws QuarterlyError `delivery` where that can't be done
 */
export async function checkFolder(folder: string): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new QuarterlyError('delivery', `The folder ${folder} isn't there.`, {
      fix: "Check that its share is mounted, and its path under deliver in quarterly.yaml; quarterly doesn't make the folder: if the share is away, the files would end up on this machine.",
    });
  }
  const probe = path.join(folder, probeName());
  try {
    await mkdir(probe);
    await rmdir(probe);
  } catch (cause) {
    throw new QuarterlyError('delivery', `${folder} can't be written: ${errorWords(cause)}.`, {
      fix: 'Let the user that runs quarterly make folders there, and see that it has room.',
      cause,
    });
  }
  return `${folder} can be written`;
}

/** What a program that was killed in between leaves behind is reported by its name. */
export function probeName(): string {
  return `.quarterly-doctor-${randomBytes(4).toString('hex')}`;
}
