import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { referencePage } from '../../reports/reference/page.js';
import { sources } from '../../sources/register.js';
import { QuarterlyError } from '../core/errors.js';
import { readAllDefinitions } from '../measure/compare/published-measures.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';

interface DefinitionsOptions extends CommonOptions {
  readonly out?: string;
}

/** `quarterly definitions`: the reference of all measures, generated from their files. Needs no workspace. */
export async function definitionsCommand(
  _positional: readonly string[],
  options: DefinitionsOptions,
  runtime: Runtime,
): Promise<number> {
  const definitions = readAllDefinitions();
  const text = options.json
    ? `${JSON.stringify(definitions)}\n`
    : referencePage(definitions, (id) => sources.find((source) => source.id === id)?.title ?? id);
  if (options.out === undefined) {
    runtime.stdout.write(text);
    return 0;
  }
  const file = path.resolve(options.out);
  try {
    await writeFile(file, text);
  } catch (cause) {
    throw new QuarterlyError('configuration', `${file} could not be written.`, {
      fix: 'Name a file in a folder that is there and may be written to.',
      place: { file },
      cause,
    });
  }
  if (!options.quiet) runtime.stderr.write(`${file}\n`);
  return 0;
}
