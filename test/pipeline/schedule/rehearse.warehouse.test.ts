import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rehearse, rehearsedLines } from '../../../pipeline/schedule/rehearse.js';
import { slotWords } from '../../../pipeline/schedule/words.js';
import { migrate } from '../../../pipeline/warehouse/migrate.js';
import { openWarehouse } from '../../../pipeline/warehouse/open.js';
import type { Warehouse } from '../../../pipeline/warehouse/types.js';
import type { Workspace } from '../../../pipeline/workspace/workspace.js';
import { configurationSchema } from '../../../pipeline/workspace/schema.js';
import { sources } from '../../../sources/register.js';

const folder = mkdtempSync(path.join(tmpdir(), 'rehearse-'));
const configuration = configurationSchema(
  sources.map(({ id }) => id),
  [],
).parse({
  authority: 'E06000004',
  returns: {
    'annex-a': { due: '10 working days', owner: 'Ana <ana@example.org>', required: true },
    actions: { due: '12 working days', owner: 'Bo <bo@example.org>' },
  },
  notify: {
    mail: {
      server: 'smtp://mail.example.org',
      from: 'Us <us@example.org>',
      to: ['Cy <cy@example.org>'],
    },
  },
});
let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openWarehouse(path.join(folder, 'warehouse.sqlite'));
  await migrate(warehouse);
});
afterAll(async () => {
  await warehouse.close();
  rmSync(folder, { recursive: true, force: true });
});

const session = () => ({ warehouse, workspace: { configuration } as Workspace });
const from = new Date('2018-01-01T00:00:00Z');
const to = new Date('2018-02-28T00:00:00Z');

describe('a rehearsal', () => {
  it('says whom each slot mails, what it waits for and when it runs without it', async () => {
    const lines = rehearsedLines(await rehearse(session(), from, to), slotWords);
    const text = lines.join('\n');
    expect(text).toContain(
      'chase, 16 January 2018 at 09:00:\n- Mails Ana <ana@example.org>: annex-a (due 15 January 2018) is late.',
    );
    expect(text).toContain(
      'run of 2017-18-Q3, 22 January 2018 at 06:00:\n- Waits for annex-a (missing), until the cut-off.',
    );
    expect(text).toContain(
      'run of 2017-18-Q3, 12 February 2018 at 06:00:\n- Runs 2017-18-Q3 without annex-a (missing), actions (missing), since it is the cut-off.\n- Mails Cy <cy@example.org> that the pack is made, provisional.',
    );
    expect(text).toMatch(/\d+ other slots only load the inbox, or find nothing to do\.$/);
  });

  it('changes nothing, whatever it says', async () => {
    const before = await warehouse.read((trx) => trx('schedule_slot').count('* as count'));
    await rehearse(session(), from, to);
    expect(await warehouse.read((trx) => trx('schedule_slot').count('* as count'))).toEqual(before);
    expect(await warehouse.read((trx) => trx('schedule_job'))).toEqual([]);
    expect(await warehouse.read((trx) => trx('event'))).toEqual([]);
  });

  it('is of one slot where one is asked for', async () => {
    const at = new Date('2018-01-22T06:00:00Z');
    const rehearsed = await rehearse(session(), new Date(at.getTime() - 900_000), at);
    expect(rehearsed.map(({ slot }) => slot.job)).toEqual(['pull', 'run']);
  });
});
