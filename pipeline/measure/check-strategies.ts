import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { QuarterlyError } from '../core/errors.js';
import { nearestName } from '../core/nearest.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { strategyFileNames } from '../core/strategy/file-names.js';
import { parseStrategy, type PromiseFault } from '../core/strategy/schema.js';
import type { StrategyMeasure } from '../core/strategy/types.js';
import { readAllDefinitions } from './compare/published-measures.js';

/** Values of the parts that don't depend on a council. */
const PART_VALUES: Readonly<Record<string, readonly string[]>> = {
  phase: [
    'nursery',
    'primary',
    'secondary',
    'special',
    'alternative-provision',
    'all-through',
    'sixteen-plus',
  ],
  provision: ['childrens-home', 'secure-childrens-home', 'residential-special-school'],
};

/**
 * Compares every measure, basis and breakdown that a workspace's strategies name with the definitions, before any work is done.
 * @param root the workspace's folder
 * @throws QuarterlyError `configuration` with every fault of every strategy: file, line and the nearest name.
 */
export async function checkStrategies(
  root: string,
  definitions: readonly MeasureDefinition[] = readAllDefinitions(),
): Promise<void> {
  const faults: QuarterlyError[] = [];
  for (const name of await strategyFileNames(path.join(root, 'strategy'))) {
    const text = await readFile(path.join(root, 'strategy', name), 'utf8');
    try {
      parseStrategy(text, `strategy/${name}`, (promise) => faultsOf(promise, definitions));
    } catch (error) {
      if (!(error instanceof QuarterlyError)) throw error;
      faults.push(error);
    }
  }
  const [first] = faults;
  if (first === undefined) return;
  throw new QuarterlyError('configuration', faults.map(({ message }) => message).join('\n'), {
    fix: 'Fix these lines of the strategy and run again. `quarterly definitions` lists every measure.',
    place: first.place,
  });
}

function faultsOf(
  { measure, basis, breakdown }: StrategyMeasure,
  definitions: readonly MeasureDefinition[],
): readonly PromiseFault[] {
  const versions = definitions.filter((each) => each.measure === measure);
  if (versions.length === 0) {
    const names = [...new Set(definitions.map((each) => each.measure))];
    return [
      {
        field: 'measure',
        message: `${measure} isn't the name of a measure${nearest(measure, names)}`,
      },
    ];
  }
  const bases = [...new Set(versions.flatMap((each) => each.bases))];
  const faults: PromiseFault[] = [];
  if (!bases.includes(basis))
    faults.push({
      field: 'basis',
      message: `${measure} isn't measured on ${basis}; its bases are ${bases.join(', ')}${nearest(basis, bases)}`,
    });
  const fault = breakdownFault(measure, breakdown, versions);
  return fault === undefined ? faults : [...faults, { field: 'breakdown', message: fault }];
}

function breakdownFault(
  measure: string,
  breakdown: string,
  versions: readonly MeasureDefinition[],
): string | undefined {
  if (breakdown === 'all') {
    const parts = versions.find((each) => each.partsOnly != null)?.partsOnly;
    return parts == null
      ? undefined
      : `${measure} has no figure for the whole: name a part, ${parts}`;
  }
  const named = breakdown.split(',').map((part) => part.split(':'));
  const asked = named.map(([name = '']) => name).join(',');
  const known = [...new Set(versions.flatMap((each) => each.breakdowns))];
  if (known.length === 0) return `${measure} isn't broken down: leave the breakdown out`;
  if (!known.includes(asked))
    return `${measure} isn't broken down by ${asked}${nearest(asked, known)}; its breakdowns are ${known.join('; ')}`;
  for (const [name = '', value = ''] of named) {
    const values = PART_VALUES[name];
    if (values !== undefined && !values.includes(value))
      return `there is no ${name} ${value}${nearest(value, values)}; there are ${values.join(', ')}`;
  }
  return undefined;
}

/** ' (nearest: …)', where a name is near enough to be what was meant. */
function nearest(word: string, names: readonly string[]): string {
  const found = nearestName(word, names);
  return found === undefined ? '' : ` (nearest: ${found})`;
}
