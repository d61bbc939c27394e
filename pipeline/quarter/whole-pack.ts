import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunOutput } from '../core/run-output.js';
import { sha256 } from '../core/sha256.js';

/** True where a folder holds every file of a pack, byte for byte as the ledger has it. */
export async function areWhole(folder: string, outputs: readonly RunOutput[]): Promise<boolean> {
  const damaged = await damagedFiles(folder, outputs);
  return damaged.length === 0;
}

/** The files of a pack that are gone from a folder, or aren't what the ledger says. */
export async function damagedFiles(
  folder: string,
  outputs: readonly RunOutput[],
): Promise<string[]> {
  const whole = await Promise.all(outputs.map((output) => isWhole(folder, output)));
  return outputs.filter((_output, index) => whole[index] !== true).map((output) => output.path);
}

async function isWhole(folder: string, output: RunOutput): Promise<boolean> {
  try {
    const bytes = await readFile(path.join(folder, output.path));
    return sha256(bytes) === output.sha256;
  } catch {
    return false;
  }
}
