import { migrate } from '../../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../../pipeline/warehouse/open.js';

/** Migrates the warehouse that is named, and prints how many files it applied. */
const warehouse = await openWarehouse(process.argv[2] ?? '');
const { applied } = await migrate(warehouse);
await warehouse.close();
process.stdout.write(`${applied.length}\n`);
