import { QuarterlyError } from '../core/errors.js';
import type { IsoDate } from '../core/calendar/days.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { didYouMean } from '../core/nearest.js';
import type { Runtime } from '../core/runtime.js';
import { readAllDefinitions } from '../measure/compare/published-measures.js';
import { receivedBy } from '../measure/returns.js';
import type { Warehouse } from '../warehouse/types.js';
import type { CommonOptions } from './common-options.js';
import {
  exampleLines,
  type ListedMeasure,
  type NeededSource,
  measuresText,
  searchMeasures,
} from './output/measures-text.js';
import { warehouseIfAny, workspaceIfAny } from './workspace-if-any.js';

interface MeasuresOptions extends CommonOptions {
  readonly search?: readonly string[];
  readonly example: boolean;
}

/** `quarterly measures [--search WORD…] [--example]`: what can be measured, and whether this workspace has the returns for it. */
export async function measuresCommand(
  _positional: readonly string[],
  options: MeasuresOptions,
  runtime: Runtime,
): Promise<number> {
  const workspace = await workspaceIfAny(options.workspace, runtime);
  const received = await newestReturns(await warehouseIfAny(workspace), runtime.now());
  const newestVersions = new Map(readAllDefinitions().map((each) => [each.measure, each]));
  const sourcesOf = (tables: MeasureDefinition['needs']): NeededSource[] =>
    Object.keys(tables).map((source) => ({ source, newest: received.get(source) ?? null }));
  const all = [...newestVersions.values()].map((definition): ListedMeasure => ({
    definition,
    needs: sourcesOf(definition.needs),
    orElse: (definition.orElse ?? []).map(sourcesOf),
  }));
  const words = options.search ?? [];
  const found = searchMeasures(all, words);
  if (found.length === 0) {
    const near = words.map((word) => didYouMean(word, [...newestVersions.keys()])).join('');
    throw new QuarterlyError('usage', `No measure holds ${words.join(' and ')}.${near}`, {
      fix: 'Search for fewer or shorter words; quarterly measures lists them all.',
    });
  }
  runtime.stdout.write(`${shown(found, workspace !== undefined, options, runtime)}\n`);
  return 0;
}

function shown(
  found: readonly ListedMeasure[],
  isWorkspace: boolean,
  { json, example }: MeasuresOptions,
  { columns }: Runtime,
): string {
  if (json) {
    return JSON.stringify(
      found.map(({ definition, needs }) => {
        const { measure, title, theme, unit, bases, breakdowns, polarity } = definition;
        return { measure, title, theme, unit, bases, breakdowns, polarity, needs };
      }),
    );
  }
  return example ? exampleLines(found) : measuresText(found, isWorkspace, columns);
}

/** The newest as-at date of each source that has been received and accepted. */
async function newestReturns(
  warehouse: Warehouse | undefined,
  now: Date,
): Promise<ReadonlyMap<string, IsoDate>> {
  if (warehouse === undefined) return new Map();
  try {
    const returns = await warehouse.read((trx) => receivedBy(trx, now.toISOString()));
    const newest = new Map<string, IsoDate>();
    for (const { source, asAt, status } of returns) {
      if (status === 'accepted' && asAt > (newest.get(source) ?? '')) newest.set(source, asAt);
    }
    return newest;
  } finally {
    await warehouse.close();
  }
}
