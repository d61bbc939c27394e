import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { makeKey, throwAwayKeys } from '../../../pipeline/store/keys.js';
import { receive } from '../../../pipeline/load/receive.js';
import { reportCsv } from '../../../reports/returns/csv.js';
import { returnReport } from '../../../reports/returns/report.js';
import { reportText } from '../../../reports/returns/text.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import type { SourceContract } from '../../../sources/contract/types.js';
import { ssda903 } from '../../../sources/ssda903/contract.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { compiledProgram } from '../../support/compiled.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder, write, writeSet } from './support.js';

const at = temporaryFolder();
const request = { source: 'ssda903', asAt: '2017-12-31' };

async function count(warehouse: Warehouse, table: string): Promise<number> {
  return warehouse.read(async (trx) => {
    const rows: { count: number }[] = await trx(table).count('* as count');
    return rows[0]?.count ?? -1;
  });
}

const ledger = ['received_return', 'received_file', 'row_problem', 'return_note', 'landed_file'];

async function sizes(warehouse: Warehouse): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const table of [...ledger, 'ssda903__child', 'ssda903__episode'])
    found[table] = await count(warehouse, table);
  return found;
}

let folders = 0;
function newFolder(): string {
  folders += 1;
  return at(String(folders));
}

describeOnBoth('receiving a return', (open, engine, databases) => {
  it('enters return, files, problems and facts, and counts every row once', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 100, {
      episodes: [
        '20001,31/02/2017,S,C2,N1,U4,PR1,,,,,,',
        '20002,01/02/2017,S,C2,N9,U4,PR1,,,,,,',
        ',,,,,,,,,,,,',
      ],
    });
    const receipt = await receive([folder], request, depsFor(warehouse, newFolder()));
    expect(receipt).toMatchObject({
      returnNo: 1,
      source: 'ssda903',
      asAt: '2017-12-31',
      asAtFrom: 'given',
      status: 'accepted',
      refusedWhy: null,
      problemCount: { rejected: 1, warning: 1 },
    });
    const { read, loaded, rejected, ignored } = receipt.counts;
    expect({ loaded, rejected }).toEqual({ loaded: 102, rejected: 1 });
    expect(read).toBe(loaded + rejected + ignored);
    expect(await sizes(warehouse)).toMatchObject({
      received_return: 1,
      received_file: 2,
      row_problem: 2,
      landed_file: 2,
      ssda903__child: 1,
      ssda903__episode: 101,
    });
    const facts: unknown = await warehouse.read((trx) =>
      trx('ssda903__episode')
        .where({ row_no: 2 })
        .select('return_no', 'area_code', 'start_date', 'end_date'),
    );
    expect(facts).toEqual([
      { return_no: 1, area_code: 'E06000004', start_date: '2017-02-01', end_date: null },
    ]);
    const entered: unknown = await warehouse.read((trx) => trx('received_return').first());
    expect(entered).toMatchObject({
      return_id: receipt.returnId,
      status: 'accepted',
      layout: receipt.layout,
      received_at: '2018-01-12T10:00:00.000Z',
    });
  });

  it('takes the same again as nothing new: as files, folder or zip, in any order, under any folder’s name', async () => {
    const warehouse = await open();
    const store = newFolder();
    const folder = writeSet(newFolder(), 20);
    const first = await receive([folder], request, depsFor(warehouse, store));
    const before = await sizes(warehouse);
    const zip = write(
      at('set.zip'),
      zipSync(
        Object.fromEntries(
          ['episodes.csv', 'header.csv'].map((name) => [
            `sent/${name}`,
            new Uint8Array(readFileSync(path.join(folder, name))),
          ]),
        ),
      ),
    );
    const files = ['header.csv', 'episodes.csv'].map((name) => path.join(folder, name));
    for (const paths of [[folder], files, [zip]]) {
      const again = await receive(paths, request, depsFor(warehouse, store));
      expect(again).toMatchObject({
        status: 'already received',
        returnNo: first.returnNo,
        returnId: first.returnId,
        counts: first.counts,
      });
    }
    expect(await sizes(warehouse)).toEqual(before);
  });

  it('takes the same bytes under another date as another return', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 5);
    const deps = depsFor(warehouse, newFolder());
    const first = await receive([folder], request, deps);
    const second = await receive([folder], { ...request, asAt: '2018-03-31' }, deps);
    expect([first.returnNo, second.returnNo, second.status]).toEqual([1, 2, 'accepted']);
    expect(await count(warehouse, 'landed_file')).toBe(2);
    expect(await count(warehouse, 'ssda903__episode')).toBe(10);
  });

  it('keeps a refused return in the ledger with its problems, and not one of its rows', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 8, {
      episodes: ['20001,31/02/2017,S,C2,N1,U4,PR1,,,,,,', '20002,soon,S,C2,N1,U4,PR1,,,,,,'],
    });
    const deps = depsFor(warehouse, newFolder());
    const receipt = await receive([folder], request, deps);
    expect(receipt).toMatchObject({ status: 'refused', counts: { loaded: 9, rejected: 2 } });
    expect(receipt.refusedWhy).toContain('2 of 11 rows');
    expect(await sizes(warehouse)).toMatchObject({
      received_return: 1,
      row_problem: 2,
      ssda903__child: 0,
      ssda903__episode: 0,
    });
    const again = await receive([folder], request, deps);
    expect(again).toMatchObject({ status: 'already received', refusedWhy: receipt.refusedWhy });
  });

  it('reads a refused return again once its contract has changed, and keeps the refusal', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 8, { episodes: ['20002,soon,S,C2,N1,U4,PR1,,,,,,'] });
    const deps = depsFor(warehouse, newFolder());
    const milder: SourceContract = { ...ssda903, refuseOver: { rejected: 0.5 } };
    const refused = await receive([folder], request, deps);
    const accepted = await receive([folder], { ...request, source: milder }, deps);
    expect([refused.status, accepted.status]).toEqual(['refused', 'accepted']);
    expect(accepted.returnId).toBe(refused.returnId);
    expect(await sizes(warehouse)).toMatchObject({ received_return: 2, ssda903__episode: 8 });
    const again = await receive([folder], { ...request, source: milder }, deps);
    expect(again).toMatchObject({ status: 'already received', returnNo: accepted.returnNo });
  });

  it('refuses, and enters, a return whose file is not what it should be', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 3);
    write(path.join(folder, 'old.xlsx'), Buffer.from('d0cf11e0a1b11ae1'.repeat(64), 'hex'));
    const receipt = await receive([folder], request, depsFor(warehouse, newFolder()));
    expect(receipt.status).toBe('refused');
    expect(receipt.refusedWhy).toMatch(/xlsx/);
    expect(await count(warehouse, 'ssda903__episode')).toBe(0);
  });

  it('counts a file that came twice in one return once, and says so', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 3);
    cpSync(path.join(folder, 'episodes.csv'), path.join(folder, '2017-episodes.csv'));
    const receipt = await receive([folder], request, depsFor(warehouse, newFolder()));
    expect(receipt).toMatchObject({ status: 'accepted', counts: { loaded: 4 } });
    expect(receipt.notes.map((note) => note.topic)).toContain('same-file-twice');
  });

  it('reads a large return in a thread of its own to the same facts', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 35_000, {
      episodes: ['20001,31/02/2017,S,C2,N1,U4,PR1,,,,,,'],
    });
    const told: string[] = [];
    const deps = {
      ...depsFor(warehouse, newFolder()),
      onProgress: (detail: string) => told.push(detail),
    };
    const receipt = await receive([folder], request, deps);
    expect(receipt).toMatchObject({
      status: 'accepted',
      counts: { read: 35_002, loaded: 35_001, rejected: 1, ignored: 0 },
    });
    expect(await count(warehouse, 'ssda903__episode')).toBe(35_000);
    expect(told.at(-1)).toBe('35,001 rows');
  });

  it('stops on damaged bytes, and leaves nothing of the return', async () => {
    const warehouse = await open();
    const store = newFolder();
    const folder = writeSet(newFolder(), 20);
    const first = depsFor(warehouse, store);
    await receive([folder], request, first);
    const before = await sizes(warehouse);
    for (const file of readdirSync(store, { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.sealed')) continue;
      const bytes = readFileSync(path.join(store, file));
      // All that is read after the nonce is then rubbish, and looks like a wrong file at first.
      bytes[8] = (bytes[8] ?? 0) ^ 1;
      write(path.join(store, file), bytes);
    }
    const later = { ...request, asAt: '2018-03-31' };
    await expect(receive([folder], later, first)).rejects.toMatchObject({ code: 'integrity' });
    expect(await sizes(warehouse)).toEqual(before);
  });

  it('refuses a key that is not the warehouse’s', async () => {
    const warehouse = await open();
    const folder = writeSet(newFolder(), 2);
    await receive([folder], request, depsFor(warehouse, newFolder()));
    const other = { ...depsFor(warehouse, newFolder()), keys: throwAwayKeys() };
    await expect(receive([folder], request, other)).rejects.toMatchObject({ code: 'integrity' });
  });

  it('leaves nothing of a return whose loading was killed, and loads it whole the next time', async () => {
    const where = await databases.make();
    const store = newFolder();
    const folder = writeSet(newFolder(), 12_000);
    const key = at(`key-${engine}`);
    const ours = await makeKey(key);
    const script = new URL('load-and-stop.ts', import.meta.url);
    const child = spawn(process.execPath, compiledProgram(script, where, store, folder, key), {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    const warehouse = await openWarehouse(where);
    try {
      expect(Object.values(await sizes(warehouse)).every((rows) => rows === 0)).toBe(true);
      const deps = { ...depsFor(warehouse, store), keys: ours };
      const receipt = await receive([folder], request, deps);
      expect(receipt).toMatchObject({ status: 'accepted', returnNo: 1 });
      expect(await count(warehouse, 'ssda903__episode')).toBe(12_000);
    } finally {
      await warehouse.close();
    }
  });

  it('lets no name, identifier or birth date of a child out: not in warehouse, store, receipt or report', async () => {
    const where = await databases.make();
    const warehouse = await openWarehouse(where);
    const store = newFolder();
    const folder = writeSet(newFolder(), 60, {
      children: [
        '7712345678,1,17/11/2003,WBRI,Z987654321098,Quinby Canary,',
        '7712345678,Quinby Canary,17/11/2003x,,,,',
      ],
      episodes: [
        '7712345678,17/11/2003,S,C2,N1,U4,PR1,16/11/2003,X1,PLACE,ZE1 7QC,ZE1 7QC,7712345678',
        '7712345678,Quinby Canary,7712345678,17/11/2003,ZE1 7QC,,,,,,,,',
      ],
    });
    const receipt = await receive([folder], { ...request }, depsFor(warehouse, store));
    expect(receipt.problemCount.rejected).toBeGreaterThan(2);
    const told = [
      JSON.stringify(receipt),
      reportText(returnReport(receipt)),
      reportCsv(returnReport(receipt)),
    ];
    if (engine === 'postgres') {
      for (const table of [...ledger, 'ssda903__child', 'ssda903__episode'])
        told.push(JSON.stringify(await warehouse.read((trx) => trx(table).select('*'))));
    }
    await warehouse.close();
    if (engine === 'sqlite') told.push(readFileSync(where, 'latin1'));
    for (const file of readdirSync(store, { recursive: true, withFileTypes: true })) {
      if (file.isFile()) told.push(readFileSync(path.join(file.parentPath, file.name), 'latin1'));
    }
    for (const text of told)
      expect(text).not.toMatch(/7712345678|Quinby|Canary|17\/11\/2003|2003-11-17|7QC|Z9876/i);
  });
});

describeOnBoth('the date of a return', (open) => {
  it('is the given one, else its name’s, else the return waits and says how to say it', async () => {
    const warehouse = await open();
    const deps = depsFor(warehouse, newFolder());
    const folder = writeSet(newFolder(), 2);
    const named = `${folder}-2017-09-30`;
    renameSync(folder, named);
    const receipt = await receive([named], { source: 'ssda903' }, deps);
    expect(receipt).toMatchObject({ asAt: '2017-09-30', asAtFrom: 'name' });
    const nameless = writeSet(at('sent-today'), 2);
    const waits = receive([nameless], { source: 'ssda903' }, deps);
    await expect(waits).rejects.toMatchObject({
      code: 'usage',
      fix: expect.stringContaining('--as-at') as string,
      facts: { waits: true },
    });
    await expect(
      receive([nameless], { source: 'ssda903', asAt: '31/12/2017' }, deps),
    ).rejects.toThrow('not a date');
    // A date wouldn't help here: what is wrong is said, and not that the date wants.
    const scan = at('scan.csv');
    writeFileSync(scan, '%PDF-1.7\n');
    await expect(receive([scan], { source: 'ssda903' }, deps)).rejects.toMatchObject({
      code: 'contract',
      message: 'The file is a PDF.',
    });
  });
});

describe('a path that holds no return', () => {
  it('is reported to anyone who gave it', async () => {
    const { checkFiles } = await import('../../../pipeline/load/check.js');
    await expect(checkFiles([at('none')], { today: '2018-01-01' })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});
