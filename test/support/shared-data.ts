import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../pipeline/core/root.js';

/** Real and realistic files that are next to the checkout, not in it. */
export function sharedData(...segments: string[]): string {
  return path.join(projectRoot, '..', 'shared', 'data', ...segments);
}

/** True where the folder is there; else says loudly what is left out, so that a skip is never silent. */
export function hasSharedData(folder: string, what: string): boolean {
  const found = existsSync(sharedData(folder));
  if (!found) console.warn(`SKIPPED: ${what}: ${sharedData(folder)} is not on this machine.`);
  return found;
}

/** The files of a folder, sorted, with their paths. */
export function sharedFiles(...segments: string[]): string[] {
  return readdirSync(sharedData(...segments), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => sharedData(...segments, entry.name))
    .sort();
}
