import { expect, it } from 'vitest';
import { receive } from '../../../pipeline/load/receive.js';
import { factTable } from '../../../pipeline/warehouse/verify/check-facts.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { annexASend } from '../../../sources/annex-a-send/contract.js';
import { commentary } from '../../../sources/commentary/contract.js';
import { ssd } from '../../../sources/ssd/contract.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder } from './support.js';

const at = temporaryFolder();

describeOnBoth('the samples of a source', (open, engine) => {
  it.each([ssd, annexASend, commentary])('$id: are received whole', async (contract) => {
    const warehouse = await open();
    const folder = shippedFile('sources', contract.id, 'samples');
    const request = { source: contract.id, asAt: '2017-12-31' };
    const store = at(`${engine}-${contract.id}`);
    const receipt = await receive([folder], request, depsFor(warehouse, store));
    expect(receipt).toMatchObject({
      status: 'accepted',
      problemCount: { rejected: 0, warning: 0 },
    });
    for (const table of Object.keys(contract.tables)) {
      const rows: unknown[] = await warehouse.read((trx) =>
        trx(factTable(contract.id, table)).where({ return_no: receipt.returnNo }),
      );
      expect(rows.length, table).toBeGreaterThan(0);
    }
  });
});
