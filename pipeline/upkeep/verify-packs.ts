import { createReadStream } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { MANIFEST } from '../quarter/manifest.js';
import { sha256OfPieces } from '../core/sha256.js';

/**
 * Compares every file of the packs with the manifest next to it: those in the quarters' folders, where readers look, and those of each
 * run and release.
 * @returns how many were read, and the paths within `packs` of those that were changed since they were made, or are gone; a manifest that
 * can't be read is one of them
 */
export async function verifyPacks(packs: string): Promise<{ checked: number; changed: string[] }> {
  let checked = 0;
  const changed: string[] = [];
  for (const folder of await foldersOf(packs)) {
    const outputs = await outputsIn(path.join(folder, MANIFEST));
    if (outputs === null) changed.push(path.relative(packs, path.join(folder, MANIFEST)));
    for (const output of outputs ?? []) {
      checked += 1;
      const file = path.join(folder, path.basename(output.path));
      if ((await hashOfFile(file)) !== output.sha256) changed.push(path.relative(packs, file));
    }
  }
  return { checked, changed: changed.sort() };
}

/** Folders of quarters, runs and releases that hold a manifest; what is unfinished begins with a dot. */
async function foldersOf(packs: string): Promise<string[]> {
  const entries = await readdir(packs, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name === MANIFEST)
    .map(({ parentPath }) => parentPath)
    .filter((folder) => !path.relative(packs, folder).split(path.sep).some(isUnfinished))
    .sort();
}

function isUnfinished(name: string): boolean {
  return name.startsWith('.');
}

interface Output {
  readonly path: string;
  readonly sha256: string;
}

async function outputsIn(manifest: string): Promise<readonly Output[] | null> {
  try {
    const { outputs } = JSON.parse(await readFile(manifest, 'utf8')) as { outputs?: unknown };
    return Array.isArray(outputs) && outputs.every(isOutput) ? outputs : null;
  } catch {
    return null;
  }
}

function isOutput(value: unknown): value is Output {
  return (
    typeof value === 'object' &&
    value !== null &&
    'path' in value &&
    typeof value.path === 'string' &&
    'sha256' in value &&
    typeof value.sha256 === 'string'
  );
}

/** In hexadecimal digits; null where the file can't be read. */
function hashOfFile(file: string): Promise<string | null> {
  return sha256OfPieces(createReadStream(file)).catch(() => null);
}
