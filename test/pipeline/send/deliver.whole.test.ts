import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { quarterly } from '../../support/command-line.js';
import { header, startMailServer, type TestMailServer } from '../../support/mail-server.js';
import { mountSmallDisk } from '../../support/small-disk.js';
import { hasSshd, startSshd, type TestSshd } from '../../support/sshd.js';
import { sendReturn } from '../schedule/support.js';
import { ANA, inWarehouse, makeTellingCouncil } from './support.js';

const RUN = '2017-18-Q3-E06000004-r01';
const RELEASE = '2017-18-Q3-E06000004-release-1';
const PUBLIC =
  /^(?:childrens-update-.*-cabinet\.(?:xlsx|ods|html)|(?:report|decision-record)\.docx|definitions\.csv|measures\.csv|datapackage\.json)$/;

/** The cabinet's workbook twice, its page, its two documents, and three files of open data. */
const PUBLIC_FILES = 8;

/** One release, taken to one destination after the other: each test puts its own into quarterly.yaml and sends again. */
describe('delivery of a release', () => {
  let server: TestMailServer;
  let workspace: string;
  let share: string;
  let plain: string;
  let minute = 0;

  beforeAll(async () => {
    server = await startMailServer();
    workspace = await makeTellingCouncil(server.port);
    share = await mkdtemp(path.join(tmpdir(), 'share-'));
    plain = await readFile(path.join(workspace, 'quarterly.yaml'), 'utf8');
    sendReturn(workspace);
    expect((await command(['run', '--quarter', '2017-18-Q3'])).code).toBe(0);
  });
  beforeEach(() => {
    server.behave({});
    server.mails.length = 0;
  });
  afterAll(async () => {
    await server.stop();
    for (const folder of [workspace, share]) await rm(folder, { recursive: true, force: true });
  });

  /** Each a minute after the last. */
  function command(argv: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    minute += 1;
    const now = new Date(Date.parse('2018-01-22T10:00:00Z') + minute * 60_000);
    return quarterly([...argv, '--workspace', workspace], { now, environment });
  }

  /** Has the same release entered again for other destinations, as if it had only just been made. */
  async function destinations(lines: readonly string[]): Promise<void> {
    await writeFile(
      path.join(workspace, 'quarterly.yaml'),
      [plain, 'deliver:', ...lines, ''].join('\n'),
    );
    await inWarehouse(workspace, async (warehouse) => {
      await warehouse.write(async (trx) => {
        for (const table of ['delivery_receipt', 'outbox_attempt', 'outbox', 'event'])
          await trx(table).delete();
        for (const table of ['release_hidden_cell', 'release_output', 'release'])
          if (await trx.schema.hasTable(table)) await trx(table).delete();
      });
    });
    await rm(path.join(workspace, 'packs', '2017-18-Q3', RELEASE), {
      recursive: true,
      force: true,
    });
  }

  const release = (environment?: Readonly<Record<string, string>>) =>
    command(['release', RUN, '--reason', 'a test'], environment);

  const receipts = () =>
    inWarehouse(workspace, (warehouse) =>
      warehouse.read((trx) =>
        trx('delivery_receipt')
          .orderBy('path')
          .select<{ path: string; sha256: string }[]>('path', 'sha256'),
      ),
    );

  const outputs = () =>
    inWarehouse(workspace, (warehouse) =>
      warehouse.read((trx) =>
        trx('release_output')
          .orderBy('path')
          .select<{ path: string; sha256: string }[]>('path', 'sha256'),
      ),
    );

  it('puts the public editions into a folder of their own, with a receipt for each file, and the officers’ nowhere', async () => {
    await destinations([`  website: { folder: '${share}' }`]);
    expect((await release()).code).toBe(0);
    expect(await readdir(share)).toEqual([RELEASE]);
    const names = await readdir(path.join(share, RELEASE));
    expect(names).toHaveLength(PUBLIC_FILES);
    for (const name of names) expect(name).toMatch(PUBLIC);
    const made = new Map((await outputs()).map((file) => [`${RELEASE}/${file.path}`, file.sha256]));
    const held = await receipts();
    expect(held.map((file) => file.path)).toEqual(names.sort().map((name) => `${RELEASE}/${name}`));
    for (const file of held) expect(file.sha256).toBe(made.get(file.path));
    // Released again, the same run is the same release: nothing is delivered twice.
    const again = await release();
    expect(again.stdout).toContain('Nothing to do');
    expect(await receipts()).toEqual(held);
  });

  it('gives the officers’ edition to a restricted folder, once it says so', async () => {
    const closed = await mkdtemp(path.join(tmpdir(), 'closed-'));
    await destinations([
      `  officers: { folder: '${closed}', editions: [officer], restricted: true }`,
    ]);
    await release();
    const names = await readdir(path.join(closed, RELEASE));
    expect(names.sort()).toEqual([
      expect.stringMatching(/-officer\.html$/),
      expect.stringMatching(/-officer\.xlsx$/),
      'manifest.json',
    ]);
    await rm(closed, { recursive: true });
  });

  it('waits for a share that has vanished, and brings the release once it is back, whole', async () => {
    const away = `${share}-away`;
    await rm(path.join(share, RELEASE), { recursive: true, force: true });
    await destinations([`  website: { folder: '${share}' }`]);
    await rename(share, away);
    const done = await release();
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('is the share mounted?');
    await rename(away, share);
    // What an upload that was cut off left behind is no hindrance.
    await mkdir(path.join(share, `.${RELEASE}.part`));
    await writeFile(path.join(share, `.${RELEASE}.part`, 'half'), 'half');
    expect((await command(['send'])).code).toBe(0);
    expect(await readdir(share)).toEqual([RELEASE]);
    expect(await receipts()).toHaveLength(PUBLIC_FILES);
  });

  it('tries again where a destination is full or read-only, leaves no half of it there, and gives up loudly after four days', async ({
    skip,
  }) => {
    const disk = await mountSmallDisk();
    if (disk === undefined) skip('only root can mount a disk, on Linux');
    else {
      onTestFinished(disk.unmount);
      await destinations([`  website: { folder: '${disk.folder}' }`]);
      await disk.change('size=16k');
      const done = await release();
      expect(done.code).toBe(0);
      expect(done.stderr.replaceAll(/\s+/g, ' ')).toContain('there is no room left');
      expect(await readdir(disk.folder)).toEqual([]);
      await disk.change('size=64m,ro');
      const again = await command(['send']);
      expect(again.code).toBe(9);
      expect(again.stdout.replaceAll(/\s+/g, ' ')).toContain('it is mounted read-only');
      expect(await receipts()).toEqual([]);
      minute += 5 * 24 * 60;
      const last = await command(['send']);
      expect(last.stdout).toContain('Given up');
      expect((await command(['status'])).stdout).toContain('Given up: released');
      await disk.change('rw');
      expect((await command(['send', '--given-up'])).code).toBe(0);
      expect(await receipts()).toHaveLength(PUBLIC_FILES);
    }
  });

  it('never overwrites what it finds there: it gives up and says so to an operator', async () => {
    const [name = ''] = (await readdir(path.join(share, RELEASE))).filter((each) =>
      each.endsWith('.csv'),
    );
    await appendFile(path.join(share, RELEASE, name), 'changed');
    await destinations([`  website: { folder: '${share}' }`]);
    const done = await release();
    expect(done.stderr).toContain('Given up');
    expect(await receipts()).toEqual([]);
    await command(['send']);
    const told = server.mails.filter((mail) =>
      header(mail, 'Subject')?.includes(`${RELEASE} did not reach website`),
    );
    expect(told.map((mail) => mail.to)).toEqual([[ANA]]);
  });

  it('sends the public editions to each address of a list, and never another’s', async () => {
    await destinations(['  members: { mail: [Bea <bea@example.org>, gone@example.org] }']);
    server.behave({ onRecipient: (address) => (address.startsWith('gone') ? 550 : undefined) });
    await release();
    const packs = server.mails.filter((mail) => mail.raw.includes('measures.csv'));
    expect(packs.map((mail) => mail.to)).toEqual([['bea@example.org']]);
    expect(packs[0]?.raw).not.toContain('officer');
    expect(packs[0]?.raw).toContain('-cabinet.xlsx');
    expect(await receipts()).toHaveLength(PUBLIC_FILES);
    await command(['send']);
    expect(
      server.mails.some((mail) => header(mail, 'Subject')?.includes('did not reach members')),
    ).toBe(true);
  });

  describe.skipIf(!hasSshd)('to an SFTP server', () => {
    let sshd: TestSshd;
    beforeAll(async () => {
      sshd = await startSshd();
    });
    afterAll(() => sshd.stop());

    const sftp = (hostKey = sshd.server.hostKey, folder = sshd.folder): string =>
      `  partner: { sftp: { host: 127.0.0.1, port: ${sshd.server.port}, user: ${sshd.server.user}, host_key: '${hostKey}', key: '${sshd.keyFile}', folder: '${folder}' } }`;

    it('sends nothing to a server with another host key', async () => {
      await destinations([sftp(`SHA256:${'A'.repeat(43)}`)]);
      const done = await release();
      expect(done.stderr).toContain('Given up');
      expect(await readdir(sshd.folder)).toEqual([]);
    });

    it('makes a release appear by one rename, with a receipt for each file', async () => {
      await destinations([sftp()]);
      await mkdir(path.join(sshd.folder, `.${RELEASE}.part`));
      await writeFile(path.join(sshd.folder, `.${RELEASE}.part`, 'half'), 'half');
      expect((await release()).stderr).not.toContain('!');
      expect(await readdir(sshd.folder)).toEqual([RELEASE]);
      const made = new Map(
        (await outputs()).map((file) => [`${RELEASE}/${file.path}`, file.sha256]),
      );
      const held = await receipts();
      expect(held).toHaveLength(PUBLIC_FILES);
      for (const file of held) expect(file.sha256).toBe(made.get(file.path));
    });

    it('finds its own release again after it was cut off before the receipt', async () => {
      await destinations([sftp()]);
      expect((await release()).stderr).not.toContain('!');
      expect(await receipts()).toHaveLength(PUBLIC_FILES);
    });
  });
});
