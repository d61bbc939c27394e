import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { shippedFile } from '../../pipeline/core/root.js';

/**
 * Arguments for Node that run one of the tests' own programs, whose file has no types in it. It imports the compiled code: translating
 * all that takes two seconds of a processor each time.
 */
export function compiledProgram(file: URL, ...args: readonly string[]): string[] {
  const dist = pathToFileURL(`${shippedFile('dist')}/`);
  const text = readFileSync(file, 'utf8').replaceAll(
    /'(?:\.\.\/)+((?:pipeline|sources)\/[^']+)'/g,
    (_, name: string) => `'${new URL(name, dist).href}'`,
  );
  return ['--input-type=module', '-e', text, '-', ...args];
}
