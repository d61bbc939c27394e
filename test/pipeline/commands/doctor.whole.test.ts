import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { quarterly } from '../../support/command-line.js';
import { startMailServer, type TestMailServer } from '../../support/mail-server.js';
import { mountSmallDisk } from '../../support/small-disk.js';
import { hasSshd, startSshd, type TestSshd } from '../../support/sshd.js';
import { makeTellingCouncil } from '../send/support.js';

interface Finding {
  readonly name: string;
  readonly state: string;
  readonly detail: string;
  readonly fix: string | null;
}

describe('the doctor, of messages and delivery', () => {
  let server: TestMailServer;
  const folders: string[] = [];

  beforeAll(async () => {
    server = await startMailServer({
      options: {
        disabledCommands: ['STARTTLS'],
        allowInsecureAuth: true,
        onAuth: ({ username, password }, _session, done) => {
          if (username === 'quarterly' && password === 'open sesame') done(null, { user: 'q' });
          else done(new Error('no such user'));
        },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  /** What it says of a council with such lines in its quarterly.yaml, by the name of what it looked at. */
  async function findings(
    lines: readonly string[],
    secrets: Readonly<Record<string, string>> = {},
    mailPort = server.port,
  ): Promise<{ code: number; of: (name: string) => Finding | undefined }> {
    const workspace = await makeTellingCouncil(mailPort, lines);
    folders.push(workspace);
    for (const [name, secret] of Object.entries(secrets))
      await writeFile(path.join(workspace, 'secrets', name), secret, { mode: 0o600 });
    const { code, stdout } = await quarterly(['doctor', '--json', '--workspace', workspace]);
    const { findings: found } = JSON.parse(stdout) as { findings: Finding[] };
    return { code, of: (name) => found.find((each) => each.name === name) };
  }

  async function folder(): Promise<string> {
    const made = await mkdtemp(path.join(tmpdir(), 'share-'));
    folders.push(made);
    return made;
  }

  it('says that all is well, and has neither sent a mail nor left anything', async () => {
    const share = await folder();
    const { code, of } = await findings(
      [
        '  webhook: { url: https://hooks.example.org/q }',
        `deliver: { site: { folder: ${share} } }`,
      ],
      { 'smtp-user': 'quarterly', 'smtp-password': 'open sesame', 'webhook-secret': 'hush' },
    );
    expect(of('mail')).toMatchObject({ state: 'ok' });
    expect(of('mail')?.detail).toContain('answers and takes user and password');
    expect(of('webhook')).toMatchObject({ state: 'ok' });
    expect(of('deliver site')).toMatchObject({ state: 'ok', detail: `${share} can be written` });
    expect(server.mails).toEqual([]);
    expect(await readdir(share)).toEqual([]);
    expect(code).toBe(0);
  });

  it('names the secret that is wrong or missing', async () => {
    const wrong = await findings(['  webhook: { url: https://hooks.example.org/q }'], {
      'smtp-user': 'quarterly',
      'smtp-password': 'guess',
    });
    expect(wrong.of('mail')?.detail).toContain("doesn't let us in");
    expect(wrong.of('mail')?.fix).toContain('smtp-password');
    expect(wrong.of('webhook')?.fix).toContain('secrets/webhook-secret');
    expect(wrong.code).toBe(2);
    const half = await findings([], { 'smtp-user': 'quarterly' });
    expect(half.of('mail')?.detail).toBe("The mail server's password is missing.");
  });

  it('says which server or share isn’t there, with exit code 9', async () => {
    const gone = await startMailServer();
    await gone.stop();
    const { code, of } = await findings(
      ['deliver:', '  site: { folder: /nowhere/at/all }'],
      {},
      gone.port,
    );
    expect(of('mail')?.detail).toContain(`127.0.0.1:${gone.port} can't be used`);
    expect(of('deliver site')?.detail).toBe("The folder /nowhere/at/all isn't there.");
    expect(code).toBe(9);
  });

  it('says that a folder is read-only, or full', async ({ skip }) => {
    const disk = await mountSmallDisk();
    if (disk === undefined) skip('only root can mount a disk, on Linux');
    else {
      onTestFinished(disk.unmount);
      const lines = [`deliver: { site: { folder: ${disk.folder} } }`];
      await disk.change('ro');
      const { code, of } = await findings(lines);
      expect(of('deliver site')?.detail).toContain('it is mounted read-only');
      expect(code).toBe(9);
    }
  });

  describe.skipIf(!hasSshd)('of an SFTP server', () => {
    let sshd: TestSshd;
    beforeAll(async () => {
      sshd = await startSshd();
    });
    afterAll(() => sshd.stop());

    const partner = (hostKey: string, folderThere: string): string[] => [
      'deliver:',
      `  partner: { sftp: { host: 127.0.0.1, port: ${sshd.server.port}, user: ${sshd.server.user}, host_key: '${hostKey}', key: '${sshd.keyFile}', folder: '${folderThere}' } }`,
    ];

    it('says that it is the one whose key is pinned, and can be written', async () => {
      const { of } = await findings(partner(sshd.server.hostKey, sshd.folder));
      expect(of('deliver partner')).toMatchObject({ state: 'ok' });
      expect(of('deliver partner')?.detail).toContain('shows the pinned host key');
      expect(await readdir(sshd.folder)).toEqual([]);
    });

    it('says that it isn’t, or that the folder isn’t there', async () => {
      const other = await findings(partner(`SHA256:${'A'.repeat(43)}`, sshd.folder));
      expect(other.of('deliver partner')?.detail).toContain('nothing was sent to it');
      expect(other.of('deliver partner')?.fix).toContain('Ask who runs the server');
      const absent = await findings(partner(sshd.server.hostKey, `${sshd.folder}/none`));
      expect(absent.of('deliver partner')).toMatchObject({ state: 'fault' });
      expect(absent.of('deliver partner')?.fix).toBe('Check the folder and who may read it.');
    });
  });
});
