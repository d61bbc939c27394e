import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../../pipeline/core/calendar/days.js';
import { reminders } from '../../../pipeline/outbox/remind.js';
import { migrate } from '../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { sources } from '../../../sources/register.js';

const folder = mkdtempSync(path.join(tmpdir(), 'remind-'));
let warehouse: Warehouse;

beforeAll(async () => {
  warehouse = await openWarehouse(path.join(folder, 'warehouse.sqlite'));
  await migrate(warehouse);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

function configurationWith(owners: readonly string[]) {
  const names = ['annex-a', 'ssda903', 'indicators', 'actions'];
  return configurationSchema(
    sources.map(({ id }) => id),
    [],
  ).parse({
    authority: 'E06000004',
    returns: Object.fromEntries(
      names.map((name, index) => [
        name,
        { due: '10 working days', owner: owners[index % owners.length] },
      ]),
    ),
  });
}

/** Who is written to on each day from the quarter's end for two months, where nothing ever comes. */
async function digestsIn(owners: readonly string[]) {
  const configuration = configurationWith(owners);
  const found: { readonly day: string; readonly owner: string | null; readonly count: number }[] =
    [];
  for (let day = '2018-01-01'; day < '2018-03-01'; day = addDays(day, 1)) {
    const due = await warehouse.read((trx) =>
      reminders(trx, configuration, new Date(`${day}T09:00:00Z`)),
    );
    for (const { owner, late } of due?.digests ?? [])
      found.push({ day, owner, count: late.length });
  }
  return found;
}

describe('four returns that never come', () => {
  it('bring their one owner six mails until the pack is made without them, each with all four', async () => {
    const digests = await digestsIn(['Ana <ana@example.org>']);
    expect(digests).toHaveLength(6);
    expect(new Set(digests.map(({ day }) => day)).size).toBe(6);
    expect(digests.every(({ count }) => count === 4)).toBe(true);
    expect(digests.at(-1)?.day).toBe('2018-02-09');
  });

  it('bring each of two owners one mail on a day, about their own returns', async () => {
    const digests = await digestsIn(['Ana <ana@example.org>', 'Bo <bo@example.org>']);
    expect(digests).toHaveLength(12);
    expect(digests.every(({ count }) => count === 2)).toBe(true);
    const people = new Set(digests.map(({ day, owner }) => `${day} ${owner ?? ''}`));
    expect(people.size).toBe(12);
  });
});
