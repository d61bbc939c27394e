import { renameSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { workbookBytes } from '../../../pipeline/core/xlsx/plain-workbook.js';
import { receive } from '../../../pipeline/load/receive.js';
import { actions } from '../../../sources/actions/contract.js';
import { landedPlaces } from '../../../pipeline/store/store.js';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { SourceContract } from '../../../sources/contract/types.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder, write, writeDatedSet } from './support.js';

const at = temporaryFolder();

/** A contract that counts how often a return's text is asked for its date: each opening asks. */
function counting(): { readonly contract: SourceContract; asked: () => number } {
  let asked = 0;
  const asAtFromText = (text: string) => {
    asked += 1;
    return actions.asAtFromText?.(text);
  };
  return { contract: { ...actions, asAtFromText }, asked: () => asked };
}

const book = (title: string): Uint8Array =>
  workbookBytes([
    {
      name: 'Actions',
      rows: [
        [title],
        ['Priority', 'Action', 'Lead', 'Due date', 'Status'],
        ['Permanence', 'Train the panel', 'A. Worker', '31/03/2018', 'On track'],
      ],
    },
  ]);

describeOnBoth('bytes that were received before', (open) => {
  it('are not opened again under the date that they had, by whatever it was given', async () => {
    const warehouse = await open();
    const deps = depsFor(warehouse, at('store'));
    const dated = write(at('inbox', 'one.xlsx'), book('Action plan as at 31 December 2017'));
    const named = write(at('inbox', '2018-03-31.xlsx'), book('Action plan'));
    for (const [file, asAt] of [
      [dated, '2017-12-31'],
      [named, '2018-03-31'],
    ] as const) {
      const { contract, asked } = counting();
      const first = await receive([file], { source: contract }, deps);
      expect([first.status, first.asAt]).toEqual(['accepted', asAt]);
      const opened = asked();
      expect(opened).toBeGreaterThan(0);
      const again = await receive([file], { source: contract }, deps);
      expect([again.status, again.asAt, again.returnNo]).toEqual([
        'already received',
        asAt,
        first.returnNo,
      ]);
      expect(asked()).toBe(opened);
    }
  });

  it('are another return once their name gives another date', async () => {
    const warehouse = await open();
    const deps = depsFor(warehouse, at('store'));
    const file = write(at('renamed', '2018-03-31.xlsx'), book('Action plan'));
    await receive([file], { source: 'actions' }, deps);
    const later = path.join(path.dirname(file), '2018-06-30.xlsx');
    renameSync(file, later);
    const receipt = await receive([later], { source: 'actions' }, deps);
    expect([receipt.status, receipt.asAt]).toEqual(['accepted', '2018-06-30']);
  });

  it('are kept again where the store has lost them', async () => {
    const warehouse = await open();
    const file = write(at('lost', '2018-09-30.xlsx'), book('Action plan'));
    await receive([file], { source: 'actions' }, depsFor(warehouse, at('lost-store')));
    const elsewhere = depsFor(warehouse, at('new-store'));
    expect((await receive([file], { source: 'actions' }, elsewhere)).status).toBe(
      'already received',
    );
    const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
    expect(landedPlaces(at('new-store'), sha256).some(existsSync)).toBe(true);
  });

  it('leave nothing in the store where nothing gives their date', async () => {
    const warehouse = await open();
    const file = write(at('undated', 'plan.xlsx'), book('Action plan'));
    const store = at('undated-store');
    await expect(
      receive([file], { source: 'actions' }, depsFor(warehouse, store)),
    ).rejects.toMatchObject({ code: 'usage' });
    const kept = readdirSync(store, { recursive: true, withFileTypes: true });
    expect(kept.filter((each) => each.isFile())).toEqual([]);
  });
});

describeOnBoth('a return that is being read', (open) => {
  it('is left at once when the operator stops the program, and nothing of it stays', async () => {
    const warehouse = await open();
    const folder = writeDatedSet(at('large'), 20_000, '05/2017');
    const stopping = new AbortController();
    const plain = depsFor(warehouse, at('stopped-store'));
    const deps = {
      ...plain,
      signal: stopping.signal,
      onProgress: (detail: string) => {
        if (detail.endsWith('rows')) stopping.abort();
      },
    };
    const request = { source: 'ssda903', asAt: '2017-06-30' };
    await expect(receive([folder], request, deps)).rejects.toMatchObject({ code: 'interrupted' });
    const entered = await warehouse.read((trx) => trx('received_return').select('return_no'));
    expect(entered).toEqual([]);
    expect((await receive([folder], request, plain)).status).toBe('accepted');
  }, 120_000);
});
