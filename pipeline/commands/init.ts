import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadAuthorities } from '../../sources/authorities/lookup.js';
import { sourceIds } from '../../sources/register.js';
import { makeWorkspace } from '../workspace/make-workspace.js';
import { configurationTemplate, strategyTemplate } from '../workspace/template.js';
import { shippedFile } from '../core/root.js';
import type { Runtime } from '../core/runtime.js';
import { findAuthority } from './area.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

interface InitOptions extends CommonOptions {
  readonly authority?: string;
  /** A file of `reports/strategies` without its ending: measures by priority, no target set. */
  readonly strategy?: string;
  readonly force: boolean;
}

/** `quarterly init DIR --authority CODE`. */
export async function init(
  [folder = './workspace']: readonly string[],
  options: InitOptions,
  runtime: Runtime,
): Promise<number> {
  const authority = findAuthority(options.authority, await loadAuthorities());
  const strategy = `${options.strategy ?? 'strategy'}.yaml`;
  await makeWorkspace(
    folder,
    {
      configuration: configurationTemplate(authority),
      strategies: {
        [strategy]:
          options.strategy === undefined
            ? strategyTemplate()
            : await readFile(shippedFile('reports', 'strategies', strategy), 'utf8'),
      },
      sourceIds,
    },
    options,
  );
  const place = path.relative('.', folder) || '.';
  const next = [
    `A workspace for ${authority.name} (${authority.code}) is in ${place}.`,
    `Read ${path.join(place, 'quarterly.yaml')} and ${path.join(place, 'strategy', strategy)}; they say what to fill in.`,
    `Keep a copy of ${path.join(place, 'key')} apart: without it no return that names children can be read again.`,
  ];
  runtime.stdout.write(
    options.json
      ? `${JSON.stringify({ workspace: path.resolve(folder), authority: authority.code })}\n`
      : `${wrap(next.join('\n'), runtime.columns)}\n`,
  );
  return 0;
}
