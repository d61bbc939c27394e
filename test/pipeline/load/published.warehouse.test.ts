import { expect, it } from 'vitest';
import { receive } from '../../../pipeline/load/receive.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder } from './support.js';

const at = temporaryFolder();
const sample = (name: string): string =>
  shippedFile('sources', 'published', 'samples', `${name}.csv`);

describeOnBoth('receiving a published table', (open, engine) => {
  it('takes its date from its rows, and keeps what its publisher says of it', async () => {
    const warehouse = await open();
    const said =
      'Explore education statistics: "Plans", version 1.2; Open Government Licence v3.0.';
    const receipt = await receive(
      [sample('plans_2016_to_2017')],
      { source: 'published', notes: [said] },
      depsFor(warehouse, at(`store-${engine}`)),
    );
    expect(receipt).toMatchObject({
      status: 'accepted',
      layout: 'child-protection-plans',
      asAt: '2017-03-31',
      asAtFrom: 'content',
    });
    const kept = await warehouse.read((trx) =>
      trx('return_note')
        .where({ return_no: receipt.returnNo, topic: 'publisher' })
        .pluck('message'),
    );
    expect(kept).toEqual([said]);
    const figures: unknown[] = await warehouse.read((trx) =>
      trx('published__figure')
        .select('area_code', 'value_scaled', 'scale', 'symbol', 'printed', 'period_to')
        .where({ indicator: 'CPP_end' })
        .orderBy('area_code'),
    );
    const more = { period_to: '2017-03-31', scale: 1 };
    expect(figures).toEqual([
      { ...more, area_code: 'E06000004', value_scaled: null, symbol: 'low', printed: 'k' },
      { ...more, area_code: 'E06000060', value_scaled: null, symbol: 'c', printed: null },
      { ...more, area_code: 'E92000001', value_scaled: 1, symbol: null, printed: null },
    ]);
  });

  it('takes LAIT with its dictionary as one return', async () => {
    const warehouse = await open();
    const receipt = await receive(
      [sample('bds_long'), sample('lait_data_dictionary')],
      { source: 'published' },
      depsFor(warehouse, at(`lait-${engine}`)),
    );
    expect(receipt).toMatchObject({ status: 'accepted', layout: 'lait', asAt: '2017-11-11' });
    expect(receipt.counts).toMatchObject({ read: 10, loaded: 8, rejected: 0, ignored: 2 });
  });
});
