import type { Knex } from 'knex';
import type { Revision } from '../../reports/input.js';
import type { Value } from '../core/figure/value.js';
import { diffRuns, type RunSide } from '../quarter/diff.js';
import { readHidden } from '../quarter/earlier-releases.js';
import { readSide } from '../quarter/read-diff.js';
import type { PublishedValue } from '../quarter/read-values.js';
import { isSame, keyOf } from '../quarter/revisions.js';

/**
 * The council's own figures that differ from those last given out, with their cause by the ledger; sorted by key.
 * @param published the values last given out, by key.
 * @param now the run that is drawn.
 */
export async function gatherRevisions(
  trx: Knex.Transaction,
  authority: string,
  published: ReadonlyMap<string, PublishedValue>,
  now: Omit<RunSide, 'values'> & { readonly values: readonly Value[] },
): Promise<Revision[]> {
  const changed = now.values.flatMap((value) => {
    const before = value.areaCode === authority ? published.get(keyOf(value)) : undefined;
    return before === undefined || isSame(before, value) ? [] : [{ before, value }];
  });
  const why = await causesByRun(
    trx,
    changed.map(({ before }) => before),
    now,
  );
  const hidden = new Map<string, ReadonlySet<string>>();
  for (const { before } of changed)
    if (!hidden.has(before.releaseId))
      hidden.set(before.releaseId, await readHidden(trx, before.releaseId));
  return changed
    .map(({ before, value }): Revision => {
      const { numerator, denominator, symbol, word } = before;
      return {
        release: before.releaseId,
        before: { numerator, denominator, symbol, word },
        wasHidden: hidden.get(before.releaseId)?.has(keyOf(value)) ?? false,
        now: value,
        causes: why.get(before.runId)?.get(keyOf(value)) ?? ['not known'],
      };
    })
    .sort((a, b) => (keyOf(a.now) < keyOf(b.now) ? -1 : 1));
}

/** Why each figure differs from each run that a release was drawn from, by run and key. */
async function causesByRun(
  trx: Knex.Transaction,
  published: readonly PublishedValue[],
  now: RunSide,
): Promise<Map<string, Map<string, readonly string[]>>> {
  const byRun = new Map<string, Map<string, readonly string[]>>();
  for (const runId of new Set(published.map((value) => value.runId))) {
    const { changes } = diffRuns(await readSide(trx, runId), now);
    byRun.set(runId, new Map(changes.map(({ key, causes }) => [keyOf(key), causes])));
  }
  return byRun;
}
