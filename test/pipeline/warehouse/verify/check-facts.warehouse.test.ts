import { expect, test } from 'vitest';
import { checkFacts } from '../../../../pipeline/warehouse/verify/check-facts.js';
import { describeTables } from '../../../../pipeline/warehouse/tables.js';
import { sources } from '../../../../sources/register.js';
import { describeOnBoth } from '../../../support/warehouses.js';

describeOnBoth('fact tables', (open, engine) => {
  test('are what the contracts say', async () => {
    const warehouse = await open();
    const tables = await warehouse.read((trx) => describeTables(trx, engine));
    expect(sources.length).toBeGreaterThan(0);
    expect(checkFacts(sources, tables)).toEqual([]);
  });

  test('that lack a column, hold one too many or store it otherwise are reported', async () => {
    const warehouse = await open();
    await warehouse.knex.raw('alter table annex_a__contact rename column child to childe');
    await warehouse.knex.raw('alter table annex_a__referral add column extra integer');
    await warehouse.knex.raw('create table annex_a__nobody (return_no integer, row_no integer)');
    const tables = await warehouse.read((trx) => describeTables(trx, engine));
    const stored = tables.map((table) =>
      table.name === 'ssda903__uasc'
        ? { ...table, columns: table.columns.map((column) => ({ ...column, stored: 'blob' })) }
        : table,
    );
    const messages = checkFacts(sources, stored);
    expect(messages).toContain('annex_a__contact.child: the table lacks it');
    expect(messages).toContain('annex_a__contact.childe: no contract fills it');
    expect(messages).toContain('annex_a__referral.extra: no contract fills it');
    expect(messages).toContain('annex_a__nobody: no contract fills it');
    expect(messages).toContain('ssda903__uasc.ceased_date: is blob, should be text');
  });
});
