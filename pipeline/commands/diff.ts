import { counted } from '../core/counted.js';
import { decimalsOf, ratio } from '../core/figure/rounding.js';
import { isAtLeast } from '../core/figure/value.js';
import type { MeasureDefinition } from '../core/figure/definition.js';
import { returnChanges } from '../quarter/basis.js';
import type { RunDiff, ValueChange } from '../quarter/diff.js';
import { readFrozen } from '../quarter/frozen.js';
import type { PackChange } from '../quarter/pack-changes.js';
import { readDiff } from '../quarter/read-diff.js';
import type { FrozenValue } from '../quarter/read-values.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import type { CommonOptions } from './common-options.js';
import { packChangeLines } from './output/pack-changes-text.js';
import { wrap } from '../core/wrap.js';

interface DiffOptions extends CommonOptions {
  readonly all: boolean;
}

/** Lines shown of a long list; `--json` has them all. */
const SHOWN = 60;

/** `quarterly diff A B`: which figures, statuses, actions and words differ from run A to run B, and why. */
export async function diffCommand(
  [before = '', after = '']: readonly string[],
  options: DiffOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(options, runtime, async ({ warehouse, workspace }) => {
    const { authority } = workspace.configuration;
    const { diff, definitions } = await warehouse.read(async (trx) => {
      const found = await readDiff(trx, authority, before, after);
      const frozen = await readFrozen(trx, found.after);
      return { diff: found, definitions: frozen?.definitions ?? [] };
    });
    const changes = options.all
      ? diff.changes
      : diff.changes.filter((change) => change.key.areaCode === authority);
    runtime.stdout.write(
      options.json
        ? `${JSON.stringify({ ...diff, changes })}\n`
        : `${diffText({ ...diff, changes }, diff.changes.length, definitions, runtime.columns)}\n`,
    );
    return 0;
  });
}

function diffText(
  diff: RunDiff & { readonly pack: readonly PackChange[] },
  countOfAll: number,
  definitions: readonly MeasureDefinition[],
  columns: number,
): string {
  const { before, after, changes, measures, returns } = diff;
  const { came, went, replaced } = returnChanges(returns.added, returns.removed);
  const elsewhere = countOfAll - changes.length;
  const lines = [
    changes.length === 0
      ? `No figure of the authority differs from ${before} to ${after}.`
      : `${counted(changes.length, 'figure')} ${changes.length === 1 ? 'differs' : 'differ'} from ${before} to ${after}.`,
    ...(elsewhere > 0
      ? [
          `${counted(elsewhere, 'more figure')} in other areas: --all lists ${elsewhere === 1 ? 'it' : 'them'}.`,
        ]
      : []),
    ...measures.added.map((measure) => `New measure: ${measure}`),
    ...measures.removed.map((measure) => `Measure no longer there: ${measure}`),
    ...came.map(({ source, asAt }) => `Counts now: ${source} as at ${asAt}`),
    ...went.map(({ source, asAt }) => `Counts no longer: ${source} as at ${asAt}`),
    ...replaced.map(({ source, asAt }) => `Another return counts of: ${source} as at ${asAt}`),
  ];
  const words = packChangeLines(diff.pack);
  const head = wrap([...lines, ...(words.length === 0 ? [] : ['', ...words])].join('\n'), columns);
  if (changes.length === 0) return head;
  const shown = changes.slice(0, SHOWN);
  const rest = changes.length - shown.length;
  const tables = [...new Set(shown.map(figureName))].map((name) =>
    figureTable(
      name,
      shown.filter((change) => figureName(change) === name),
      definitions,
    ),
  );
  return [
    head,
    '',
    wrap(tables.join('\n'), columns),
    ...(rest > 0 ? [`… and ${counted(rest, 'more figure')}: --json lists all.`] : []),
  ].join('\n');
}

function figureName({ key }: ValueChange): string {
  const area = key.areaCode;
  const parts = [key.measure, key.basis, ...(key.breakdown === 'all' ? [] : [key.breakdown])];
  return `${parts.join(' ')} (${area})`;
}

/** A figure's name on a line of its own, then its quarters: names are longer than a column of 80 has room for. */
function figureTable(
  name: string,
  changes: readonly ValueChange[],
  definitions: readonly MeasureDefinition[],
): string {
  return [
    name,
    ...changes.map(({ key, before, after, causes }) => {
      const [old, now] = [valueWords(before, definitions), valueWords(after, definitions)];
      return `  ${key.quarter}  ${old} → ${now}  ${causes.join(', ')}`;
    }),
  ].join('\n');
}

function valueWords(value: FrozenValue | null, definitions: readonly MeasureDefinition[]): string {
  if (value === null) return '–';
  if (value.symbol !== null) return `[${value.symbol}]`;
  if (value.word !== null) return value.word;
  const definition = definitions.find(
    (each) => each.measure === value.measure && each.version === value.version,
  );
  const { numerator, denominator } = value;
  const least = isAtLeast(value) ? 'at least ' : '';
  if (definition === undefined) return `${least}${numerator ?? ''}`;
  if (definition.unit === 'count' && definition.published == null)
    return `${least}${numerator ?? ''}`;
  const number = ratio(numerator, denominator, definition.unit, {
    annualise: value.basis === 'quarter' ? definition.annualise : 1,
  });
  const published = number === null ? '[z]' : number.toFixed(decimalsOf[definition.unit]);
  return definition.published == null
    ? `${least}${published} (${numerator ?? ''}/${denominator ?? ''})`
    : published;
}
