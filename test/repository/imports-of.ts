import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../../pipeline/core/root.js';

/** A file of ours, by its path from the root with forward slashes, to what it imports: files of ours, and names of packages and Node modules. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Paths from the root of the TypeScript files below some folders. */
export function codeIn(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
      .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
      .sort(),
  );
}

/** What each file imports, when it is loaded or later, types included; and the files that it starts in a process or worker of their own. */
export function importsOf(files: readonly string[]): Imports {
  return new Map(
    files.map((file) => {
      const text = readFileSync(path.join(projectRoot, file), 'utf8');
      return [
        file,
        [...text.matchAll(/(?:from|import|new URL)\s*\(?\s*'([^']+)'/g)].map(([, name = '']) =>
          name.startsWith('.') ? resolved(file, name) : name,
        ),
      ];
    }),
  );
}

/** All that can be reached from some files, themselves included. */
export function reachable(imports: Imports, from: readonly string[]): Set<string> {
  const found = new Set<string>();
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(imports.get(next) ?? []));
  }
  return found;
}

function resolved(file: string, name: string): string {
  const asked = path.posix.join(path.posix.dirname(file), name);
  const source = asked.replace(/\.js$/, '.ts');
  return existsSync(path.join(projectRoot, source)) ? source : asked;
}
