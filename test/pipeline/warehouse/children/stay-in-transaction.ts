import { openWarehouse } from '../../../../pipeline/warehouse/open.js';
import { insertRows } from '../../../../pipeline/warehouse/insert.js';

/** Writes many rows, says so, and stays in its transaction until it is killed. */
const warehouse = await openWarehouse(process.argv[2] ?? '');
await warehouse.write(async (trx) => {
  const rows = Array.from({ length: 20_000 }, (_, index) => [`fact-${index}`, 'x'.repeat(200)]);
  await insertRows(trx, warehouse.engine, 'workspace_fact', ['name', 'value'], rows);
  process.stdout.write('written\n');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
});
