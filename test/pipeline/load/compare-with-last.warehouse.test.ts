import path from 'node:path';
import { expect, it } from 'vitest';
import { checkFiles } from '../../../pipeline/load/check.js';
import { receive, type Receipt } from '../../../pipeline/load/receive.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { describeOnBoth } from '../../support/warehouses.js';
import { depsFor, temporaryFolder, write, writeDatedSet } from './support.js';

const folder = temporaryFolder();
let made = 0;

/** A set in a folder of its own. */
function set(count: number, month: string, reviews = count): string {
  made += 1;
  return writeDatedSet(folder(String(made)), count, month, reviews);
}

async function send(
  warehouse: Warehouse,
  where: string,
  asAt: string,
  reason?: string,
): Promise<Receipt> {
  const acceptAnyway = reason === undefined ? undefined : { reason, by: 'ana on reports-1' };
  const deps = depsFor(warehouse, folder('store'));
  return receive([where], { source: 'ssda903', asAt, acceptAnyway }, deps);
}

const topicsOf = ({ notes }: Pick<Receipt, 'notes'>): string[] => notes.map(({ topic }) => topic);

const factsOf = (warehouse: Warehouse, receipt: Receipt) =>
  warehouse.read(async (trx) => {
    const rows = await trx('ssda903__episode')
      .where({ return_no: receipt.returnNo })
      .count<{ count: number }[]>('* as count');
    const acceptance = await trx('acceptance').select('return_no', 'reason', 'accepted_by');
    return { rows: rows[0]?.count, acceptance };
  });

describeOnBoth('a return that is unlike the last one', (open) => {
  it('is refused with half its rows, says why and what to do, and leaves no rows', async () => {
    const warehouse = await open();
    await send(warehouse, set(60, '05/2017'), '2017-06-30');
    const half = await send(warehouse, set(30, '08/2017'), '2017-09-30');
    expect(half.status).toBe('refused');
    expect(half.refusedWhy).toBe(
      'It has 90 rows; the last return, as at 30 June 2017, had 180. Ask its sender whether it is whole and of this quarter; if so, receive it again with --accept-anyway and --reason.',
    );
    expect(topicsOf(half)).toEqual(expect.arrayContaining(['half-size', 'unlike-last']));
    expect(await factsOf(warehouse, half)).toEqual({ rows: 0, acceptance: [] });
  });

  it('is reported beforehand by a check, in the same words and storing nothing', async () => {
    const warehouse = await open();
    await send(warehouse, set(60, '05/2017'), '2017-06-30');
    const check = (where: string) =>
      checkFiles([where], {
        source: 'ssda903',
        asAt: '2017-09-30',
        today: '2017-10-12',
        warehouse,
      });
    for (const unlike of [set(30, '08/2017'), set(50, '08/2017', 0), set(61, '05/2017')]) {
      const checked = await check(unlike);
      expect(checked.status).toBe('refused');
      expect((await send(warehouse, unlike, '2017-09-30')).refusedWhy).toBe(checked.refusedWhy);
    }
    const alike = await check(set(60, '08/2017'));
    expect(alike.status).toBe('acceptable');
    expect(alike.notes).toContainEqual({
      level: 'information',
      topic: 'like-last',
      message: 'Compared with the return as at 30 June 2017: nothing stands out.',
    });
    const received = await warehouse.read((trx) => trx('received_return').pluck('status'));
    expect(received).toEqual(['accepted', 'refused', 'refused', 'refused']);
  });

  it('is refused with a file of headings alone, which is named', async () => {
    const warehouse = await open();
    await send(warehouse, set(40, '05/2017'), '2017-06-30');
    const receipt = await send(warehouse, set(50, '08/2017', 0), '2017-09-30');
    expect(receipt.refusedWhy).toMatch(
      /^reviews\.csv: no rows; the last return, as at 30 June 2017, had 40\./,
    );
  });

  it('is refused with last quarter’s dates, and with next quarter’s', async () => {
    const warehouse = await open();
    await send(warehouse, set(40, '05/2017'), '2017-06-30');
    const again = await send(warehouse, set(41, '05/2017'), '2017-09-30');
    expect(again.refusedWhy).toMatch(
      /^Its latest date is 28 May 2017: it holds nothing after 30 June 2017/,
    );
    const early = await send(warehouse, set(40, '11/2017'), '2017-09-30');
    expect(early.refusedWhy).toMatch(/^80 of its 80 dates lie after 30 September 2017/);
  });

  it('is taken on somebody’s word, whose reason is kept and reported', async () => {
    const warehouse = await open();
    await send(warehouse, set(60, '05/2017'), '2017-06-30');
    const half = set(30, '08/2017');
    const refused = await send(warehouse, half, '2017-09-30');
    expect(topicsOf(await send(warehouse, half, '2017-09-30'))).toEqual(['already-received']);
    const taken = await send(warehouse, half, '2017-09-30', 'a home closed');
    expect([refused.status, taken.status, taken.returnNo]).toEqual(['refused', 'accepted', 3]);
    expect(taken.returnId).toBe(refused.returnId);
    expect(taken.notes).toContainEqual({
      level: 'warning',
      topic: 'accepted-anyway',
      message:
        'It has 90 rows; the last return, as at 30 June 2017, had 180. Loaded anyway: a home closed',
    });
    expect(await factsOf(warehouse, taken)).toEqual({
      rows: 30,
      acceptance: [{ return_no: 3, reason: 'a home closed', accepted_by: 'ana on reports-1' }],
    });
    expect((await send(warehouse, half, '2017-09-30')).status).toBe('already received');
  });

  it('is not taken on anybody’s word where it breaks its contract', async () => {
    const warehouse = await open();
    const broken = write(path.join(folder('broken'), 'episodes.csv'), 'CHILD,DECOM\r\n1,2\r\n');
    const first = await send(warehouse, path.dirname(broken), '2017-06-30');
    const second = await send(warehouse, path.dirname(broken), '2017-06-30', 'never mind');
    expect([first.status, second.status]).toEqual(['refused', 'already received']);
  });

  it('is no concern where there is nothing to compare it with, or it is like it', async () => {
    const warehouse = await open();
    expect((await send(warehouse, set(60, '08/2017'), '2017-09-30')).status).toBe('accepted');
    // Of an earlier day; then of the next financial year, which begins again.
    expect((await send(warehouse, set(30, '05/2017'), '2017-06-30')).status).toBe('accepted');
    expect((await send(warehouse, set(16, '05/2018'), '2018-06-30')).status).toBe('accepted');
    expect((await send(warehouse, set(61, '11/2017'), '2017-12-31', 'in case')).status).toBe(
      'accepted',
    );
    const accepted = await warehouse.read((trx) => trx('acceptance').select('return_no'));
    expect(accepted).toEqual([]);
  });
});
