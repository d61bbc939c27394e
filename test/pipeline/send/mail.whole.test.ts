import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { takeLock } from '../../../pipeline/workspace/lock.js';
import { quarterly } from '../../support/command-line.js';
import {
  attachment,
  header,
  startMailServer,
  type TestMailServer,
} from '../../support/mail-server.js';
import { sendReturn, startCommand } from '../schedule/support.js';
import {
  ANA,
  CANARIES,
  inWarehouse,
  makeTellingCouncil,
  outboxOf,
  OWNER,
  sendBrokenReturn,
} from './support.js';

const BEFORE = '2018-01-19T12:00:00Z';
/** Two days on which returns are late, and nothing is run yet. */
const [EARLIER, THURSDAY, FRIDAY] = [
  '2018-01-17T12:00:00Z',
  '2018-01-18T10:00:00Z',
  '2018-01-19T10:00:00Z',
] as const;
const MONDAY = '2018-01-22T10:00:00Z';

describe('telling people by mail', () => {
  let server: TestMailServer;
  const folders: string[] = [];
  /** A council whose quarter was run, and whose digest waits: the server cut the connection. */
  let untold: string;
  beforeAll(async () => {
    server = await startMailServer();
    const { workspace, run } = await council();
    untold = workspace;
    sendReturn(workspace);
    server.behave({ onRecipient: () => 'drop' });
    const done = await run(runQuarter, MONDAY);
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('Not sent yet');
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'waiting', attempt_count: 1 }]);
    server.behave({});
  });
  afterEach(() => {
    server.behave({});
    server.mails.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function council() {
    const workspace = await makeTellingCouncil(server.port);
    folders.push(workspace);
    return { workspace, run: runIn(workspace) };
  }

  /** A copy of the council whose digest waits. */
  async function copyOfUntold() {
    const workspace = await mkdtemp(path.join(tmpdir(), 'telling-'));
    folders.push(workspace);
    await cp(untold, workspace, { recursive: true, preserveTimestamps: true });
    return { workspace, run: runIn(workspace) };
  }

  const runIn = (workspace: string) => (command: readonly string[], at: string) =>
    quarterly([...command, '--workspace', workspace], { now: new Date(at) });

  const runQuarter = ['run', '--quarter', '2017-18-Q3'];

  it('sends one digest of a run, and none of a run that made nothing new', async () => {
    const { run } = await copyOfUntold();
    expect((await run(runQuarter, '2018-01-22T10:05:00Z')).code).toBe(0);
    expect(server.mails).toHaveLength(1);
    const [mail] = server.mails;
    if (mail === undefined) throw new Error('no mail');
    expect(mail.to).toEqual([ANA]);
    expect(header(mail, 'Subject')).toContain('Testham: the pack for Q3 2017-18');
    expect(header(mail, 'Auto-Submitted')).toBe('auto-generated');
    expect(mail.raw).toContain('2017-18-Q3-E06000004-r01');
    await run(runQuarter, '2018-01-22T10:06:00Z');
    expect(server.mails).toHaveLength(1);
  });

  it('reminds an owner of all that is late in one mail a day, with the forms, and not every day', async () => {
    const { run } = await council();
    await run(['tick'], EARLIER);
    await run(['tick'], THURSDAY);
    const chasers = () =>
      server.mails.filter((mail) => header(mail, 'Subject')?.includes('late') === true);
    // Two returns are late; the owner of both gets one mail, and nobody else.
    expect(chasers().map((mail) => mail.to)).toEqual([[OWNER]]);
    const [first] = chasers();
    if (first === undefined) throw new Error('no mail');
    expect(header(first, 'Subject')).toContain('2 returns for Q3 2017-18');
    const text = first.raw.replaceAll(/=\r?\n/g, '').replaceAll(/\s+/g, ' ');
    expect(text).toContain('3 working days ago');
    expect(text).toContain('1 working day ago');
    expect(text).toContain('fill in the attached form and put it into inbox/actions/');
    expect(first.raw).toContain('actions_2017-18-Q3.xlsx');
    await run(['tick'], '2018-01-18T16:00:00Z');
    expect(chasers()).toHaveLength(1);
    // They are on their fourth and second day, on which nobody is reminded; on the fifth and third somebody is.
    await run(['tick'], FRIDAY);
    expect(chasers()).toHaveLength(1);
    await run(['tick'], '2018-01-22T09:30:00Z');
    expect(chasers()).toHaveLength(2);
    expect(new Set(chasers().map((mail) => header(mail, 'References'))).size).toBe(1);
    expect(new Set(chasers().map((mail) => header(mail, 'Message-ID'))).size).toBe(2);
  });

  it('sends no reminder of an earlier day, once the server is back', async () => {
    const { workspace, run } = await council();
    await run(['tick'], EARLIER);
    server.behave({ onRecipient: () => 'drop' });
    expect((await run(['tick'], THURSDAY)).stderr).toContain('Not sent yet: returns-late');
    server.behave({});
    sendReturn(workspace);
    const sent = await run(['send'], '2018-01-19T06:30:00Z');
    expect(sent.code).toBe(0);
    expect(sent.stdout).toContain('Not sent any more: returns-late 2017-18-Q3 2018-01-18');
    expect(server.mails).toEqual([]);
    expect((await outboxOf(workspace)).map(({ state }) => state)).toEqual(['done']);
  });

  it('tells the sender of what waits in the inbox and can’t be taken, once, and not by its name', async () => {
    const { workspace, run } = await council();
    await run(['tick'], EARLIER);
    for (const place of ['ssda903', 'Wendy Moira'])
      await mkdir(path.join(workspace, 'inbox', place), { recursive: true });
    await writeFile(path.join(workspace, 'inbox', 'ssda903', 'Wendy Moira Darling.csv'), 'CHILD');
    await writeFile(path.join(workspace, 'inbox', 'Wendy Moira', 'x.csv'), 'CHILD');
    const ticked = await run(['tick'], THURSDAY);
    const said = ticked.stdout.replaceAll(/\s+/g, ' ');
    expect(said).toContain(
      "2 left in the inbox. Wendy Moira: The headings in Wendy Moira don't match any known source.",
    );
    expect(said).toContain(
      "ssda903/Wendy Moira Darling.csv: The headings don't match Looked-after children return (SSDA903).",
    );
    const told = () =>
      server.mails
        .filter((mail) => header(mail, 'Subject')?.includes('is waiting'))
        .map((mail) => mail.to.join());
    expect(told().sort()).toEqual([ANA, ANA, OWNER]);
    const raw = server.mails.map((mail) => mail.raw.replaceAll('=\r\n', '')).join();
    expect(raw).toContain('its headings may be those of another return');
    for (const canary of CANARIES) expect(raw).not.toContain(canary);
    await run(['tick'], FRIDAY);
    expect(told()).toHaveLength(3);
  });

  it('sends the owner of a refused return a workbook with the cells to fix, and no child', async () => {
    const { workspace, run } = await council();
    await run(['tick'], EARLIER);
    await sendBrokenReturn(workspace);
    await run(['tick'], THURSDAY);
    const mails = server.mails.filter((mail) => header(mail, 'Subject')?.includes('refused'));
    expect(mails.flatMap((mail) => mail.to).sort()).toEqual([ANA, OWNER]);
    const bytes = attachment(mails[0] ?? { to: [], raw: '' }, 'xlsx');
    if (bytes === undefined) throw new Error('no workbook');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(bytes as never);
    expect(book.worksheets.map((sheet) => sheet.name)).toEqual([
      'What to fix',
      'Cells to fix',
      'Rows marked 1',
    ]);
    const rows = book.getWorksheet('Cells to fix')?.getSheetValues() ?? [];
    const text = JSON.stringify(rows);
    expect(text).toContain('"SEX"');
    expect(text).toContain('rejected');
    expect(rows.flat()).toContain(2);
    expect(rows.flat()).toContain(3);
    // What a zip holds is packed: every part is looked through.
    const everything = [
      ...server.mails.map((mail) => mail.raw),
      ...Object.values(unzipSync(new Uint8Array(bytes))).map((part) => strFromU8(part)),
    ].join('\n');
    for (const canary of CANARIES) expect(everything).not.toContain(canary);
  });

  it('sends nothing while another program is at work', async () => {
    const { workspace, run } = await copyOfUntold();
    await inWarehouse(workspace, async (warehouse) => {
      const now = (): Date => new Date('2018-01-22T10:30:00Z');
      const lock = await takeLock(warehouse, { holder: 'ben', purpose: 'receive', now });
      expect((await run(runQuarter, '2018-01-22T10:30:00Z')).code).toBe(5);
      expect(await outboxOf(workspace)).toMatchObject([{ state: 'waiting', attempt_count: 1 }]);
      await lock.release();
    });
    expect((await run(runQuarter, '2018-01-22T10:31:00Z')).code).toBe(0);
    expect(server.mails).toHaveLength(1);
  });

  it('tells an operator what failed on schedule', async () => {
    const { workspace, run } = await council();
    sendReturn(workspace);
    await run(['tick'], BEFORE);
    const inbox = path.join(workspace, 'inbox', 'actions');
    const sent = path.join(inbox, (await readdir(inbox))[0] ?? '');
    expect((await run(['receive', sent, '--source', 'actions'], BEFORE)).code).toBe(0);
    // Before anything is computed the run finds that the store has lost what it received.
    for (const folder of ['inbox', 'store'])
      await rm(path.join(workspace, folder), { recursive: true });
    await mkdir(path.join(workspace, 'store'));
    await run(['tick'], MONDAY);
    const failed = server.mails.filter((mail) => header(mail, 'Subject')?.includes('failed'));
    expect(failed.map((mail) => mail.to)).toEqual([[ANA]]);
  });

  it('enters an outcome if and only if the run commits', async () => {
    const { workspace, run } = await copyOfUntold();
    // The next run's transaction is broken off at its end, after the outcome has been entered.
    await inWarehouse(workspace, ({ knex }) =>
      knex.raw(
        `create trigger cut_off after insert on event begin
           select raise(abort, 'cut off'); end`,
      ),
    );
    const forced = await run([...runQuarter, '--force'], '2018-01-23T10:00:00Z');
    expect(forced.code).toBe(1);
    const finished = () =>
      inWarehouse(workspace, (warehouse) =>
        warehouse.read(async (trx) => ({
          runs: await trx('run')
            .where({ status: 'finished' })
            .orderBy('run_id')
            .pluck<string[]>('run_id'),
          told: await trx('event')
            .where({ kind: 'run-finished' })
            .orderBy('event_id')
            .pluck<string[]>('event_id'),
        })),
      );
    expect(await finished()).toEqual({
      runs: ['2017-18-Q3-E06000004-r01'],
      told: ['run-finished 2017-18-Q3-E06000004-r01'],
    });
    await inWarehouse(workspace, ({ knex }) => knex.raw('drop trigger cut_off'));
    expect((await run([...runQuarter, '--force'], '2018-01-23T11:00:00Z')).code).toBe(0);
    const { runs, told } = await finished();
    expect(runs).toHaveLength(2);
    expect(told).toEqual(runs.map((id) => `run-finished ${id}`));
  });

  it('says where the mail server is gone, and goes on trying', async () => {
    const { workspace, run } = await copyOfUntold();
    const gone = await startMailServer();
    await gone.stop();
    const file = path.join(workspace, 'quarterly.yaml');
    const settings = await readFile(file, 'utf8');
    await writeFile(file, settings.replace(`:${server.port}`, `:${gone.port}`));
    const failed = await run(['send'], '2018-01-22T10:05:00Z');
    expect(failed.code).toBe(9);
    expect(failed.stdout).toContain('ECONNREFUSED');
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'waiting', attempt_count: 2 }]);
    const status = await run(['status'], '2018-01-22T10:06:00Z');
    expect(status.stdout).toContain('Not sent yet: run-finished 2017-18-Q3-E06000004-r01');
  });

  it('tries again what a server puts off (4xx), and gives up loudly what it refuses (5xx)', async () => {
    const { workspace, run } = await copyOfUntold();
    server.behave({ onRecipient: () => 451 });
    expect((await run(['send'], '2018-01-22T10:01:00Z')).code).toBe(9);
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'waiting', attempt_count: 2 }]);
    server.behave({ onRecipient: () => 550 });
    const refused = await run(['send'], '2018-01-22T10:01:30Z');
    expect(refused.code).toBe(9);
    expect(refused.stdout).toContain('Given up');
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'given up', attempt_count: 3 }]);
    server.behave({});
    expect((await run(['send'], '2018-01-22T10:02:00Z')).stdout).toContain('Nothing is waiting');
    expect((await run(['send', '--given-up'], '2018-01-22T10:03:00Z')).code).toBe(0);
    expect(server.mails).toHaveLength(1);
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'done', attempt_count: 4 }]);
  });

  it('sends the same mail under the same Message-ID after its sender was killed before it could write down that it had', async () => {
    const { workspace, run } = await copyOfUntold();
    const taken = new Promise<void>((resolve) => {
      server.behave({
        onTaken: () => {
          resolve();
          return 'silence';
        },
      });
    });
    const warehouse = path.join(workspace, 'warehouse.sqlite');
    const child = await startCommand('tick', workspace, '2018-01-22T10:10:00Z', warehouse);
    child.begin();
    await taken;
    child.process.kill('SIGKILL');
    await child.ended;
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'sending', attempt_count: 2 }]);
    server.behave({});
    // The dead sender's hold isn't over yet: it might still be at it.
    await run(['send'], '2018-01-22T10:11:00Z');
    expect(server.mails).toHaveLength(1);
    expect((await run(['send'], '2018-01-22T10:30:00Z')).code).toBe(0);
    expect(server.mails).toHaveLength(2);
    expect(server.mails[1]?.raw).toBe(server.mails[0]?.raw);
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'done', attempt_count: 3 }]);
  });

  it('sends the very same mail again when nobody knows whether it arrived', async () => {
    const { workspace, run } = await copyOfUntold();
    // The server takes the mail, and the connection is cut before it can say so.
    server.behave({ onTaken: () => 'drop' });
    await run(['send'], '2018-01-22T10:05:00Z');
    expect(await outboxOf(workspace)).toMatchObject([{ state: 'waiting', attempt_count: 2 }]);
    server.behave({});
    expect((await run(['send'], '2018-01-23T10:00:00Z')).code).toBe(0);
    const [first, second] = server.mails;
    expect(second?.raw).toBe(first?.raw);
    expect(header(first ?? { to: [], raw: '' }, 'Message-ID')).toMatch(
      /^<[0-9a-f]{32}@example\.org>$/,
    );
  });
});
