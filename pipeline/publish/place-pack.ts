import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RunOutput } from '../core/run-output.js';
import { MANIFEST } from '../quarter/manifest.js';
import { areWhole } from '../quarter/whole-pack.js';
import { copyWhole, placeFolder, writeWhole } from '../core/files/whole-file.js';
import { sha256 } from '../core/sha256.js';

/** One file of a pack. */
export interface PackFile {
  /** File name, lower case with dashes. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A pack in its place. */
export interface PlacedPack {
  /** The pack's own folder, `packs/<quarter>/<run>`. */
  readonly folder: string;
  readonly outputs: readonly RunOutput[];
}

/**
 * Puts a pack in place: a folder of its own, by one rename. Placing the same again changes nothing that a reader sees.
 * @param name the folder's: a run's or a release's id
 */
export async function placePack(
  packs: string,
  quarter: string,
  name: string,
  files: readonly PackFile[],
  manifest: (outputs: readonly RunOutput[]) => string,
): Promise<PlacedPack> {
  const outputs = files.map(describe).sort((a, b) => (a.path < b.path ? -1 : 1));
  const manifestText = manifest(outputs);
  const unfinished = path.join(packs, quarter, `.${name}.part`);
  const folder = path.join(packs, quarter, name);
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  for (const file of files) await writeWhole(path.join(unfinished, file.name), file.bytes);
  await writeWhole(path.join(unfinished, MANIFEST), manifestText);
  await placeFolder(unfinished, folder);
  return {
    folder,
    outputs: [...outputs, describe({ name: MANIFEST, bytes: Buffer.from(manifestText) })],
  };
}

/**
 * Copies a placed pack's files to the quarter's folder, where readers look, the manifest last: so a manifest there never names a file
 * that isn't. Done again, it changes nothing that a reader sees.
 * @returns the files there, without the manifest
 */
export async function promote(folder: string, outputs: readonly RunOutput[]): Promise<string[]> {
  for (const output of outputs) {
    if (output.path !== MANIFEST) {
      await copyWhole(path.join(folder, output.path), path.join(folder, '..', output.path));
    }
  }
  await copyWhole(path.join(folder, MANIFEST), path.join(folder, '..', MANIFEST));
  return packFiles(path.join(folder, '..'), outputs);
}

/** The files where readers look, of a pack that is whole in its own folder; copies that are gone or damaged are made again. */
export async function shownFiles(
  folder: string,
  outputs: readonly RunOutput[],
): Promise<readonly string[]> {
  const place = path.join(folder, '..');
  return (await areWhole(place, outputs)) ? packFiles(place, outputs) : promote(folder, outputs);
}

/** A pack's files within a folder, without the manifest. */
export function packFiles(folder: string, outputs: readonly RunOutput[]): string[] {
  return outputs
    .filter((output) => output.path !== MANIFEST)
    .map((output) => path.join(folder, output.path));
}

function describe(file: PackFile): RunOutput {
  return {
    path: file.name,
    sha256: sha256(file.bytes),
    byteCount: file.bytes.byteLength,
  };
}
