import { QuarterlyError } from '../core/errors.js';
import { damagedAmong } from '../store/verify-store.js';
import { brokenSeals } from '../warehouse/verify/fact-digests.js';
import { checkIntegrity } from '../warehouse/verify/integrity.js';
import type { ManifestReturn } from '../quarter/manifest.js';
import type { WorkspaceKeys } from '../store/keys.js';
import type { Warehouse } from '../warehouse/types.js';

/**
 * Reads the landed bytes of returns through, before figures that rest on them are given out.
 * @throws QuarterlyError `integrity` that names the returns whose bytes are damaged or gone.
 */
export async function checkReturns(
  store: string,
  keys: WorkspaceKeys,
  returns: readonly ManifestReturn[],
): Promise<void> {
  const hashes = [...new Set(returns.flatMap(({ files }) => files.map((file) => file.sha256)))];
  const damaged = new Set(await damagedAmong(store, hashes, keys));
  if (damaged.size === 0) return;
  const hurt = returns.filter(({ files }) => files.some((file) => damaged.has(file.sha256)));
  const names = hurt.map(({ source, asAt }) => `${source} as at ${asAt}`);
  const files = [...damaged].map((hash) => `store/${hash.slice(0, 2)}/${hash}`);
  throw new QuarterlyError(
    'integrity',
    `The store no longer holds what was received: ${names.slice(0, 5).join(', ')}${names.length > 5 ? ` and ${names.length - 5} more` : ''}. Nothing was published.`,
    {
      fix: `Put these files back from your last backup, then run again: ${files.slice(0, 5).join(', ')}. \`quarterly doctor\` lists all that are damaged.`,
      facts: { files },
    },
  );
}

/**
 * Compares the rows of returns with what was loaded, before figures that rest on them are given out.
 * @throws QuarterlyError `integrity` that names the returns whose rows have changed.
 */
export async function checkFacts(
  warehouse: Warehouse,
  returnNos: readonly number[],
): Promise<void> {
  const { broken } = await brokenSeals(warehouse, returnNos);
  if (broken.length === 0) return;
  const hurt = await warehouse.read((trx) =>
    trx('received_return')
      .whereIn('return_no', [...new Set(broken.map((each) => each.returnNo))])
      .orderBy('return_no')
      .select<{ source: string; as_at: string }[]>('source', 'as_at'),
  );
  const names = hurt.map((each) => `${each.source} as at ${each.as_at}`);
  throw new QuarterlyError(
    'integrity',
    `The warehouse no longer holds what was loaded: ${names.slice(0, 5).join(', ')}. Nothing was published.`,
    {
      fix: 'Restore the warehouse from its last backup (`quarterly backup` makes one); the store holds every return received since.',
      facts: {
        tables: broken.slice(0, 20).map((each) => `${each.table} of return ${each.returnNo}`),
      },
    },
  );
}

/**
 * Has the engine check what it stores.
 * @throws QuarterlyError `integrity` with what it found.
 */
export async function checkWarehouse(warehouse: Warehouse): Promise<void> {
  const faults = await checkIntegrity(warehouse);
  if (faults.length === 0) return;
  throw new QuarterlyError(
    'integrity',
    `The warehouse is damaged: ${faults.slice(0, 3).join('; ')}`,
    {
      fix: 'Restore the warehouse from its last backup (`quarterly backup` makes one); the store holds every return received since.',
      facts: { faults: faults.slice(0, 20) },
    },
  );
}
