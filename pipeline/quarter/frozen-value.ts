import { QuarterlyError } from '../core/errors.js';
import type { ValueKey, ValueSymbol } from '../core/figure/value.js';
import type { Warehouse } from '../warehouse/types.js';

/** A figure as a run kept it. */
export interface FrozenValue {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly symbol: ValueSymbol | null;
  readonly word: string | null;
}

/** A run by its id, and the moment as of which it knew the returns. Throws `usage` for an id that no run has. */
export async function runById(
  warehouse: Warehouse,
  runId: string,
): Promise<{ readonly runId: string; readonly knownAt: string }> {
  const rows = await warehouse.read((trx) =>
    trx('run')
      .select<{ run_id: string; known_at: string }[]>('run_id', 'known_at')
      .orderBy('run_id'),
  );
  const found = rows.find((row) => row.run_id === runId);
  if (found !== undefined) return { runId, knownAt: found.known_at };
  throw new QuarterlyError('usage', `"${runId}" is not a run of this workspace.`, {
    fix:
      rows.length === 0
        ? 'There is none yet: `quarterly run --quarter Q` makes one.'
        : `Name one of: ${rows.map((row) => row.run_id).join(', ')}.`,
  });
}

/** What a run kept under a key; null where it has no such figure. */
export async function frozenValue(
  warehouse: Warehouse,
  runId: string,
  { measure, version, basis, areaCode, breakdown, quarter }: ValueKey,
): Promise<FrozenValue | null> {
  const row = await warehouse.read((trx) =>
    trx('run_value')
      .select<FrozenValue[]>('numerator', 'denominator', 'symbol', 'word')
      .where({
        run_id: runId,
        measure,
        version,
        basis,
        area_code: areaCode,
        breakdown,
        quarter,
      })
      .first<FrozenValue | undefined>(),
  );
  return row ?? null;
}
