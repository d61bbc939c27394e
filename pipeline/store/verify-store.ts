import type { Warehouse } from '../warehouse/types.js';
import { keptHashes } from './kept.js';
import type { WorkspaceKeys } from './keys.js';
import { landedSource } from './store.js';

/**
 * Reads every landed file that a return needs through, and compares its bytes with its sha256.
 * @returns how many were read, and the sha256 of those that are damaged or gone.
 */
export async function verifyStore(
  warehouse: Warehouse,
  store: string,
  keys: WorkspaceKeys,
): Promise<{ checked: number; damaged: string[] }> {
  const hashes = await warehouse.read((trx) => keptHashes(trx));
  return { checked: hashes.length, damaged: await damagedAmong(store, hashes, keys) };
}

/** Those of some landed files that are damaged or gone, by sha256. */
export async function damagedAmong(
  store: string,
  hashes: readonly string[],
  keys: WorkspaceKeys,
): Promise<string[]> {
  const damaged: string[] = [];
  for (const sha256 of hashes) {
    if (!(await isWhole(store, sha256, keys))) damaged.push(sha256);
  }
  return damaged;
}

async function isWhole(store: string, sha256: string, keys: WorkspaceKeys): Promise<boolean> {
  try {
    const source = await landedSource(store, sha256, sha256, keys.bytesKey);
    let byteCount = 0;
    for await (const piece of source.stream()) byteCount += piece.byteLength;
    return byteCount === source.size;
  } catch {
    return false;
  }
}
