import { expect, it } from 'vitest';
import { receive } from '../../../pipeline/load/receive.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder, write, writeSet } from './support.js';

const at = temporaryFolder();
const request = { source: 'ssda903', asAt: '2017-12-31' };
const DIRECTORY = [
  'pcd,pcds,dointr,oseast1m,osnrth1m,ctry',
  'TS181AB,TS18 1AB,198001,444000,519000,E92000001',
  'TS202CD,TS20 2CD,198001,0447000,0523000,E92000001',
  'TS203EF,TS20 3EF,198001,,,E92000001',
].join('\n');

describeOnBoth('distances from home', (open, engine) => {
  const store = (name: string): string => at(`${engine}-${name}`);
  const episodes = [
    '20001,01/02/2017,S,C2,N1,U4,PR1,,,,TS18 1AB,TS20 3EF,',
    '20002,01/02/2017,S,C2,N1,U4,PR1,,,,TS18 1AB,,',
  ];

  it('are worked out as a return is received, before its postcodes are cut, and the ledger says from what', async () => {
    const warehouse = await open();
    const postcodes = write(at('onspd.csv'), DIRECTORY);
    const folder = writeSet(store('set'), 1, { episodes });
    const deps = { ...depsFor(warehouse, store('with')), postcodes };
    const receipt = await receive([folder], request, deps);
    expect(receipt.status).toBe('accepted');
    expect(receipt.notes.map(({ topic }) => topic)).toContain('distances');
    expect(receipt.notes.map(({ message }) => message)).toContain(
      'Distances were worked out from 2 postcodes of onspd.csv.',
    );
    const rows: unknown = await warehouse.read((trx) =>
      trx('ssda903__episode')
        .orderBy('row_no')
        .select('distance_tenths', 'home_postcode_district', 'placement_postcode_district'),
    );
    expect(rows).toEqual([
      {
        distance_tenths: 31,
        home_postcode_district: 'TS18',
        placement_postcode_district: 'TS20',
      },
      {
        distance_tenths: null,
        home_postcode_district: 'TS18',
        placement_postcode_district: 'TS20',
      },
      { distance_tenths: null, home_postcode_district: 'TS18', placement_postcode_district: null },
    ]);
  });

  it('are unknown where the workspace has no directory of postcodes', async () => {
    const warehouse = await open();
    const folder = writeSet(store('plain'), 1);
    await receive([folder], request, depsFor(warehouse, store('without')));
    const rows: unknown = await warehouse.read((trx) =>
      trx('ssda903__episode').select('distance_tenths'),
    );
    expect(rows).toEqual([{ distance_tenths: null }]);
  });

  it.each([
    ['isn’t there', null, /can't be read/],
    ['has other columns', 'name,town\nA,B\n', /pcds/],
  ])('stop the receiving where the directory %s, and say what to do', async (_, content, words) => {
    const warehouse = await open();
    const file = at(`${engine}-${content === null ? 'missing' : 'other'}.csv`);
    if (content !== null) write(file, content);
    const folder = writeSet(store(content ?? 'none'), 1);
    const deps = { ...depsFor(warehouse, store('broken')), postcodes: file };
    const error: unknown = await receive([folder], request, deps).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject({ code: 'configuration' });
    const { message, fix } = error as { message: string; fix: string };
    expect(`${message} ${fix}`).toMatch(words);
    const [{ count } = { count: -1 }]: { count: number }[] = await warehouse.read((trx) =>
      trx('received_return').count('* as count'),
    );
    expect(count).toBe(0);
  });
});
