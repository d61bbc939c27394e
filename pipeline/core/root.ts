import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The project's own folder, which holds `sql/` and the shipped YAML and CSV: the nearest folder above with a
 * package.json, so that source and compiled code (`dist/`) find the same files.
 */
export const projectRoot: string = climb(path.dirname(fileURLToPath(import.meta.url)));

/** False where the program's TypeScript is run as it is, as tests do. */
export const isCompiled: boolean = import.meta.url.endsWith('.js');

function climb(folder: string): string {
  if (existsSync(path.join(folder, 'package.json'))) return folder;
  const above = path.dirname(folder);
  if (above === folder)
    throw new Error('No package.json above the program: the installation is incomplete.');
  return climb(above);
}

/** The path of a file that the project ships, from its path under the project's folder. */
export function shippedFile(...segments: string[]): string {
  return path.join(projectRoot, ...segments);
}
