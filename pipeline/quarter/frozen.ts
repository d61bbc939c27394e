import type { Knex } from 'knex';
import type { PackInput } from '../../reports/input.js';
import { QuarterlyError } from '../core/errors.js';
import { sha256 } from '../core/sha256.js';

/** Marks a map in the text; no object of a pack's input has such a key. */
const MAP = '$map';

/** A pack's input as JSON, whole: {@link thaw} gives an equal one, from which the same bytes are drawn. */
export function freeze(input: PackInput): string {
  return JSON.stringify(input, (_key, value: unknown) =>
    value instanceof Map ? { [MAP]: [...value.entries()] } : value,
  );
}

/** The input that a text was frozen from. */
export function thaw(text: string): PackInput {
  return JSON.parse(text, (_key, value: unknown) =>
    isMapText(value) ? new Map(value[MAP]) : value,
  ) as PackInput;
}

function isMapText(value: unknown): value is { readonly [MAP]: [unknown, unknown][] } {
  return typeof value === 'object' && value !== null && MAP in value;
}

/** Keeps what a run's pack was drawn from, in the caller's transaction. */
export async function keepFrozen(
  trx: Knex.Transaction,
  runId: string,
  input: PackInput,
): Promise<void> {
  const content = freeze(input);
  await trx('run_frozen').insert({ run_id: runId, sha256: sha256(content), content });
}

/**
 * What a run's pack was drawn from; undefined for a run that kept nothing.
 * @throws QuarterlyError `integrity` where it is no longer what the run kept.
 */
export async function readFrozen(
  trx: Knex.Transaction,
  runId: string,
): Promise<PackInput | undefined> {
  const row = await trx('run_frozen')
    .where({ run_id: runId })
    .first<{ sha256: string; content: string } | undefined>('sha256', 'content');
  if (row === undefined) return undefined;
  if (sha256(row.content) !== row.sha256) {
    throw new QuarterlyError('integrity', `The frozen values of ${runId} are damaged.`, {
      fix: 'Restore the warehouse from its last backup (`quarterly backup` makes one), or make the pack again with `quarterly rebuild`.',
      facts: { run: runId },
    });
  }
  return thaw(row.content);
}
