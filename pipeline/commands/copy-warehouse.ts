import { warehouseAddress } from '../workspace/workspace.js';
import { withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import { withSession } from '../workspace/session.js';
import type { Surroundings } from '../core/runtime.js';
import { whoAmI } from '../workspace/process-identity.js';
import { copyWarehouse } from '../warehouse/copy.js';
import { openWarehouse } from '../warehouse/open.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from './output/wrap.js';

/** `quarterly copy-warehouse TO`: copies all that the warehouse holds into an empty one, on either engine, and checks the copy. */
export async function copyWarehouseCommand(
  [to = '']: readonly string[],
  options: CommonOptions,
  surroundings: Surroundings,
): Promise<number> {
  return withSession(options, surroundings, async ({ warehouse, workspace, log }) => {
    const { QUARTERLY_WAREHOUSE_PASSWORD } = surroundings.environment;
    const target = await openWarehouse(
      warehouseAddress(to, workspace.paths, { QUARTERLY_WAREHOUSE_PASSWORD }),
    );
    try {
      const order = {
        holder: whoAmI(),
        purpose: 'copy the warehouse',
        now: () => surroundings.now(),
      };
      const copy = await withLock(warehouse, order, () =>
        createProgress(surroundings, options).step('copying', () =>
          copyWarehouse(warehouse, target),
        ),
      );
      log.info({ to: target.label, ...copy }, 'warehouse copied');
      const text = [
        `Copied and held against the original: ${copy.rowCount.toLocaleString('en-GB')} rows of ${copy.tableCount} tables, now also in ${target.label}.`,
        `The workspace goes on with ${warehouse.label}. To go over to the copy, set "warehouse: ${to}" in quarterly.yaml; the old one can go once a run has shown that nothing has changed.`,
      ].join('\n');
      surroundings.stdout.write(
        options.json
          ? `${JSON.stringify({ to: target.label, ...copy })}\n`
          : `${wrap(text, surroundings.columns)}\n`,
      );
      return 0;
    } finally {
      await target.close();
    }
  });
}
