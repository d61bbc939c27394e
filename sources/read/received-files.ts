import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileSource } from '../../pipeline/core/files/byte-source.js';
import type { ByteSource } from '../../pipeline/core/files/tabular-file.js';
import { openZip } from '../../pipeline/core/zip/zip.js';
import { isLeftOut } from '../../pipeline/core/files/names.js';
import { QuarterlyError } from '../../pipeline/core/errors.js';

/** What somebody sent as one return: its files, and the names that may give its date. */
export interface Sending {
  readonly files: readonly ByteSource[];
  /** Names of the files, folders and zips as they were given, the outermost first. */
  readonly names: readonly string[];
}

/**
 * The files of one return from the paths it was given by: files, a folder (the files in it) or a zip (its members).
 * Throws `usage` where a path is missing or there is nothing in it.
 */
export async function gather(paths: readonly string[]): Promise<Sending> {
  const files: ByteSource[] = [];
  const outer: string[] = [];
  for (const given of paths) {
    const resolved = path.resolve(given);
    outer.push(path.basename(resolved));
    if (await isFolder(resolved)) files.push(...(await filesOf(resolved)));
    else if (/\.zip$/i.test(resolved)) files.push(...(await openZip(fileSource(resolved))));
    else files.push(fileSource(resolved));
  }
  if (files.length === 0) {
    throw new QuarterlyError('usage', `There is no file in ${paths.join(', ')}.`, {
      fix: 'Name a file, or a folder or zip that holds the files of one return.',
    });
  }
  return { files, names: [...outer, ...files.map((file) => file.name)] };
}

async function isFolder(place: string): Promise<boolean> {
  try {
    return (await stat(place)).isDirectory();
  } catch (cause) {
    throw new QuarterlyError('usage', `There is nothing at ${place}.`, {
      fix: 'Check the path.',
      place: { file: place },
      cause,
    });
  }
}

async function filesOf(folder: string): Promise<ByteSource[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && !isLeftOut(entry.name))
    .map((entry) => entry.name)
    .sort()
    .map((name) => fileSource(path.join(folder, name)));
}
