import { createHash } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RunOutput } from '../run/ledger.js';
import { copyWhole, placeFolder, writeWhole } from './whole-file.js';

/** One file of a pack. */
export interface PackFile {
  /** File name, lower case with dashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A pack in its place. */
export interface Published {
  /** The run's own folder, `packs/<quarter>/<run>`. */
  readonly folder: string;
  /** The files where readers look, `packs/<quarter>/`. */
  readonly current: readonly string[];
  readonly outputs: readonly RunOutput[];
}

export const MANIFEST = 'manifest.json';

/**
 * Puts a pack in place: a folder of the run's own, by one rename, then copies where readers look, the manifest last; so
 * a manifest never names a file that isn't there. Placing the same again changes nothing that a reader sees.
 */
export async function publish(
  packs: string,
  quarter: string,
  runId: string,
  files: readonly PackFile[],
  manifest: (outputs: readonly RunOutput[]) => string,
): Promise<Published> {
  const outputs = files.map(describe).sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifestText = manifest(outputs);
  const unfinished = path.join(packs, quarter, `.${runId}.part`);
  const folder = path.join(packs, quarter, runId);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  for (const file of files) await writeWhole(path.join(unfinished, file.name), file.bytes);
  await writeWhole(path.join(unfinished, MANIFEST), manifestText);
  await placeFolder(unfinished, folder);
  await copyUp(folder, outputs);
  return {
    folder,
    current: outputs.map((output) => path.join(packs, quarter, output.path)),
    outputs: [...outputs, describe({ name: MANIFEST, bytes: Buffer.from(manifestText) })],
  };
}

/** Copies a finished run's files to the quarter's folder, the manifest last. */
export async function copyUp(folder: string, outputs: readonly RunOutput[]): Promise<void> {
  for (const output of outputs) {
    if (output.path !== MANIFEST) {
      await copyWhole(path.join(folder, output.path), path.join(folder, '..', output.path));
    }
  }
  await copyWhole(path.join(folder, MANIFEST), path.join(folder, '..', MANIFEST));
}

function describe(file: PackFile): RunOutput {
  return {
    path: file.name,
    sha256: createHash('sha256').update(file.bytes).digest('hex'),
    byteCount: file.bytes.byteLength,
  };
}
