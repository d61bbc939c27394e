import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { projectRoot } from '../core/root.js';
import { sha256 } from '../core/sha256.js';

/** What a run's pack depends on; two runs with the same four make the same bytes. */
export interface Fingerprints {
  /** The returns that count, for every quarter in the series. */
  readonly inputs: string;
  /** Definitions and their SQL. */
  readonly definitions: string;
  /** quarterly.yaml and the strategies. */
  readonly configuration: string;
  /** The program itself. */
  readonly code: string;
}

/** sha256 of a value's canonical JSON: object keys sorted, no spaces. */
export function hashOf(value: unknown): string {
  return sha256(canonicalJson(value));
}

/** JSON with object keys in code-unit order, so that equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}

/** One hash over all definitions and their SQL. */
export function definitionsHash(definitions: readonly MeasureDefinition[]): string {
  return hashOf(definitions);
}

/** One hash over the program's files: the folder this file runs from (compiled or source), file by file. */
export async function codeHash(): Promise<string> {
  const base = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
  const ending = path.extname(fileURLToPath(import.meta.url));
  const hash = createHash('sha256');
  for (const folder of ['pipeline', 'reports', 'sources']) {
    const found = await readdir(path.join(base, folder), { recursive: true });
    const files = found.filter((name) => name.endsWith(ending) && !name.endsWith('.d.ts'));
    for (const name of files.map((file) => file.split(path.sep).join('/')).sort()) {
      hash.update(`${folder}/${name}\n`).update(await readFile(path.join(base, folder, name)));
    }
  }
  return hash.digest('hex');
}

/** The version in package.json. */
export async function programVersion(): Promise<string> {
  const text = await readFile(path.join(projectRoot, 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}
