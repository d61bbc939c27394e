import { expect, it } from 'vitest';
import { reportSizes } from '../../../pipeline/load/report-sizes.js';
import { give } from '../../sql/given.js';
import { describeOnBoth } from '../../support/warehouses.js';

describeOnBoth('after a large load', (open, engine) => {
  it('PostgreSQL knows how large a table has become, SQLite needs nothing', async () => {
    const warehouse = await open();
    const contacts = Array.from({ length: 10_000 }, (_, index) => ({
      child: `child-${index}`,
      contact_date: '2017-11-07',
    }));
    await warehouse.write(async (trx) => {
      await give(trx, engine, [
        { source: 'annex-a', as_at: '2017-12-31', rows: { contact: contacts } },
      ]);
      const rows = new Map([
        ['annex_a__contact', contacts.length],
        ['annex_a__referral', 3],
      ]);
      await reportSizes(trx, engine, rows);
      if (engine === 'sqlite') return;
      const known: { relname: string; count: number }[] = await trx.raw(
        `select relname, cast(reltuples as bigint) as count from pg_class
         where relname in ('annex_a__contact', 'annex_a__referral') order by relname`,
      );
      // Of the few rows nothing is reported: -1, or 0 before PostgreSQL 14.
      expect(known[0]).toEqual({ relname: 'annex_a__contact', count: 10_000 });
      expect(known[1]?.count).toBeLessThanOrEqual(0);
    });
  });
});
