import { readKeys } from '../../../pipeline/store/keys.js';
import { receive } from '../../../pipeline/load/receive.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';

// A program of its own for the test that kills it: it begins to load, says so after the first rows, and stops there.
const [where = '', store = '', folder = '', key = ''] = process.argv.slice(2);
const warehouse = await openWarehouse(where);
await receive(
  [folder],
  { source: 'ssda903', asAt: '2017-12-31' },
  {
    warehouse,
    keys: await readKeys(key),
    store,
    authority: 'E06000004',
    now: () => new Date(),
    onProgress: (detail) => {
      if (!detail.endsWith('rows')) return;
      process.stdout.write('loading\n');
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
    },
  },
);
