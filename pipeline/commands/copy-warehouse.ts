import { counted } from '../core/counted.js';
import { warehouseAddress } from '../workspace/workspace.js';
import { lockOrder, withLock } from '../workspace/lock.js';
import { createProgress } from '../workspace/progress.js';
import { withSession } from '../workspace/session.js';
import type { Runtime } from '../core/runtime.js';
import { copyWarehouse } from '../warehouse/copy.js';
import { openWarehouse } from '../warehouse/open.js';
import type { CommonOptions } from './common-options.js';
import { wrap } from '../core/wrap.js';

/** `quarterly copy-warehouse TO`: copies all that the warehouse holds into an empty one, on either engine, and checks the copy. */
export async function copyWarehouseCommand(
  [to = '']: readonly string[],
  options: CommonOptions,
  runtime: Runtime,
): Promise<number> {
  return withSession(options, runtime, async ({ warehouse, workspace, log }) => {
    const { QUARTERLY_WAREHOUSE_PASSWORD } = runtime.environment;
    const target = await openWarehouse(
      warehouseAddress(to, workspace.paths, { QUARTERLY_WAREHOUSE_PASSWORD }),
    );
    try {
      const copy = await withLock(warehouse, lockOrder('copy the warehouse', runtime), () =>
        createProgress(runtime, options).step('copying', () => copyWarehouse(warehouse, target)),
      );
      log.info({ to: target.label, ...copy }, 'warehouse copied');
      const text = [
        `Copied and compared with the original: ${counted(copy.rowCount, 'row')} of ${counted(copy.tableCount, 'table')}, now also in ${target.label}.`,
        `The workspace still uses ${warehouse.label}. To use the copy, set "warehouse: ${to}" in quarterly.yaml. Delete the old one when a run has shown that nothing has changed.`,
      ].join('\n');
      runtime.stdout.write(
        options.json
          ? `${JSON.stringify({ to: target.label, ...copy })}\n`
          : `${wrap(text, runtime.columns)}\n`,
      );
      return 0;
    } finally {
      await target.close();
    }
  });
}
