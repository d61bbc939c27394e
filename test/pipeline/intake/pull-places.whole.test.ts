import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeWorkspace } from '../../../pipeline/workspace/make-workspace.js';
import { shippedFile } from '../../../pipeline/core/root.js';
import { quarterly } from '../../support/command-line.js';
import {
  startHttps,
  startProxy,
  testAuthority,
  type TestProxy,
  type TestServer,
} from '../../support/https-server.js';
import { hasSshd, startAgent, startSshd, type TestSshd } from '../../support/sshd.js';
import { writeDatedSet } from '../load/support.js';

const ACTIONS = readFileSync(
  shippedFile('sources', 'actions', 'samples', 'actions_2017-18-Q3.csv'),
  'utf8',
);

interface Pulled {
  readonly state: string;
  readonly why: string;
}

/** A council with one return, fetched as its settings say; `pull` gives what became of it. */
async function council(...settings: string[]) {
  const workspace = mkdtempSync(path.join(tmpdir(), 'quarterly-places-'));
  const configuration = ['authority: E06000004', ...settings, ''].join('\n');
  await makeWorkspace(workspace, { configuration, strategies: {}, sourceIds: [] }, { force: true });
  const command = (
    argv: readonly string[],
    environment: Record<string, string> = {},
    signal?: AbortSignal,
  ) =>
    quarterly([...argv, '--quiet', '--workspace', workspace], {
      environment,
      ...(signal === undefined ? {} : { signal }),
    });
  const pull = async (environment: Record<string, string> = {}, ...argv: string[]) => {
    const { code, stdout, stderr } = await command(['pull', '--json', ...argv], environment);
    if (stdout === '') throw new Error(stderr);
    const [pulled] = (JSON.parse(stdout) as { pulled: Pulled[] }).pulled;
    return { code, state: pulled?.state, why: pulled?.why ?? '' };
  };
  const log = (): string => readFileSync(path.join(workspace, 'quarterly.log'), 'utf8');
  return { workspace, command, pull, log };
}

describe.skipIf(!hasSshd)('a return on an SFTP server', () => {
  let sshd: TestSshd;
  beforeAll(async () => {
    sshd = await startSshd();
    writeFileSync(path.join(sshd.folder, 'actions_2017-18-Q3.csv'), ACTIONS);
  });
  afterAll(() => sshd.stop());

  const settings = (hostKey: string, key: string): string[] => [
    'returns:',
    '  actions:',
    '    pull:',
    `      sftp: { host: 127.0.0.1, port: ${sshd.server.port}, user: ${sshd.server.user}, host_key: "${hostKey}", ${key}folder: ${sshd.folder} }`,
    '      settle_seconds: 0',
  ];

  it('is fetched with a key whose passphrase the environment holds, and is nothing new the next time', async () => {
    const { workspace, pull, log } = await council(
      ...settings(sshd.server.hostKey, 'key: login, '),
    );
    await copyFile(sshd.lockedKeyFile, path.join(workspace, 'login'));
    const without = await pull();
    expect([without.code, without.state]).toEqual([2, 'failed']);
    const environment = { QUARTERLY_ACTIONS_PASSPHRASE: 'open sesame' };
    expect(await pull(environment)).toMatchObject({ code: 0, state: 'received' });
    expect(await pull(environment)).toMatchObject({ code: 0, state: 'nothing new' });
    expect(log()).not.toContain('sesame');
  });

  it('is fetched with the agent’s key', async () => {
    const { pull } = await council(...settings(sshd.server.hostKey, ''));
    const nobody = await pull();
    expect([nobody.code, nobody.state]).toEqual([2, 'failed']);
    expect(nobody.why).toContain('There is no key to log in at 127.0.0.1');
    const agent = startAgent(sshd.keyFile);
    try {
      expect((await pull({ SSH_AUTH_SOCK: agent.socket })).state).toBe('received');
    } finally {
      agent.stop();
    }
  });

  it('is not fetched from a server with another host key', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    const { workspace, pull } = await council(...settings(other, 'key: login, '));
    await copyFile(sshd.keyFile, path.join(workspace, 'login'));
    const { code, state, why } = await pull();
    expect([code, state]).toEqual([2, 'failed']);
    expect(why).toContain(`shows the host key ${sshd.server.hostKey}, not ${other}`);
  });
});

describe('a return behind an address', () => {
  let server: TestServer;
  let proxy: TestProxy;
  const begun: (() => void)[] = [];
  beforeAll(async () => {
    server = await startHttps({
      '/actions_2017-18-Q3.csv': (request, response) => {
        const isKnown = request.headers.authorization === 'Bearer open sesame';
        response
          .writeHead(isKnown ? 200 : 401, { 'content-length': Buffer.byteLength(ACTIONS) })
          .end(ACTIONS);
      },
      '/never-ends.csv': (_, response) => {
        response.writeHead(200, { 'content-length': 1_000 });
        response.write('x');
        setTimeout(() => {
          for (const begin of begun) begin();
        }, 100);
      },
    });
    proxy = await startProxy(server.port);
  });
  afterAll(() => Promise.all([server.stop(), proxy.stop()]));

  it('is fetched through the environment’s proxy, with the token of a file that it names', async () => {
    const { workspace, pull, log } = await council(
      'network: { certificates: authority.pem }',
      'returns:',
      '  actions: { pull: { address: "https://files.example.org/actions_2017-18-Q3.csv?x=1" } }',
    );
    writeFileSync(path.join(workspace, 'authority.pem'), testAuthority);
    writeFileSync(path.join(workspace, 'token'), 'open sesame\n', { mode: 0o600 });
    const environment = {
      HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
      QUARTERLY_ACTIONS_TOKEN_FILE: path.join(workspace, 'token'),
    };
    expect(await pull(environment)).toMatchObject({ code: 0, state: 'received' });
    expect(proxy.tunnels.map(({ to }) => to)).toEqual(['files.example.org:443']);
    expect(await pull({ HTTPS_PROXY: environment.HTTPS_PROXY })).toMatchObject({
      code: 6,
      why: 'files.example.org answers 401. Give the token that it asks for, by file or environment.',
    });
    expect(log()).not.toContain('sesame');
  });

  it('is given up when the program is stopped; nothing is left of it, and the lock is free', async () => {
    const { workspace, command } = await council(
      'network: { certificates: authority.pem }',
      'returns:',
      `  actions: { pull: { address: "${server.origin}/never-ends.csv" } }`,
    );
    writeFileSync(path.join(workspace, 'authority.pem'), testAuthority);
    const stop = new AbortController();
    begun.push(() => {
      stop.abort();
    });
    const { code } = await command(['pull'], {}, stop.signal);
    expect(code).toBe(130);
    expect(readdirSync(path.join(workspace, '.pulling'))).toEqual([]);
    expect((await command(['unlock'])).stdout).toBe('Nobody held the lock.\n');
  });
});

describe('a return of several files on a page', () => {
  const NAMES = ['episodes.csv', 'header.csv', 'reviews.csv'];
  const set = writeDatedSet(mkdtempSync(path.join(tmpdir(), 'quarterly-set-')), 150, '12/2017');
  /** What is published, by name; what isn't there is 404. */
  let files: Record<string, string>;
  let server: TestServer;
  beforeAll(async () => {
    const page = NAMES.map((name) => `<a href="/${name}">${name}, 31 December 2017</a>`).join('');
    server = await startHttps({
      '/903': (_, response) => {
        response.writeHead(200, { 'content-type': 'text/html' }).end(page);
      },
      ...Object.fromEntries(
        NAMES.map((name): [string, RequestListener] => [
          `/${name}`,
          (_, response) => {
            const text = files[name];
            // In pieces, ended as it should be: what comes by a proxy that was cut off itself looks like this.
            response.writeHead(text === undefined ? 404 : 200, { 'content-type': 'text/csv' });
            response.end(text);
          },
        ]),
      ),
    });
  });
  afterAll(() => server.stop());

  it('is received as one, whole or not at all, and compared with the last where its end is missing', async () => {
    const whole = Object.fromEntries(
      NAMES.map((name) => [name, readFileSync(path.join(set, name), 'utf8')]),
    );
    const links = NAMES.map((name) => `{ text: "^${name}" }`).join(', ');
    const { workspace, pull } = await council(
      'network: { certificates: authority.pem }',
      'returns:',
      `  ssda903: { pull: { page: "${server.origin}/903", link: [${links}] } }`,
    );
    writeFileSync(path.join(workspace, 'authority.pem'), testAuthority);
    files = { ...whole };
    delete files['reviews.csv'];
    const without = await pull();
    expect(without).toMatchObject({ code: 6, state: 'failed' });
    expect(without.why).toContain(`There is no file at localhost:${server.port}/reviews.csv.`);
    expect(readdirSync(path.join(workspace, '.pulling'))).toEqual([]);

    files = { ...whole };
    expect(await pull()).toMatchObject({
      code: 0,
      why: 'Taken in as at 31 December 2017: 450 rows.',
    });
    expect((await pull()).state).toBe('nothing new');

    const episodes = whole['episodes.csv'] ?? '';
    files = { ...whole, 'episodes.csv': episodes.split('\n').slice(0, 68).join('\n') };
    const half = await pull();
    expect(half).toMatchObject({ code: 3, state: 'refused' });
    expect(half.why).toContain('episodes.csv: 67 rows; the last return, as at');
  });
});

describe('a return in a folder', () => {
  it('that is unlike the last one is refused, and fetched again and taken on somebody’s word', async () => {
    const { workspace, pull } = await council(
      'returns:',
      '  ssda903: { pull: { folder: share, settle_seconds: 0 } }',
    );
    writeDatedSet(path.join(workspace, 'share', '2017-06-30'), 40, '05/2017');
    expect(await pull()).toMatchObject({ code: 0, state: 'received' });
    writeDatedSet(path.join(workspace, 'share', '2017-09-30'), 20, '08/2017');
    const refused = await pull();
    expect(refused).toMatchObject({ code: 3, state: 'refused' });
    expect(refused.why).toContain('It has 60 rows; the last return, as at 30 June 2017, had 120.');
    expect((await pull()).state).toBe('nothing new');

    await expect(pull({}, '--accept-anyway', '--reason', 'a home closed')).rejects.toThrow(
      'One return at a time is accepted anyway.',
    );
    await expect(pull({}, '--source', 'ssda903', '--accept-anyway')).rejects.toThrow(
      '--accept-anyway and --reason go together.',
    );
    const word = ['--source', 'ssda903', '--accept-anyway', '--reason', 'a home closed'];
    expect(await pull({}, ...word)).toMatchObject({
      code: 0,
      state: 'received',
      why: 'Taken in as at 30 September 2017: 60 rows.',
    });
  });

  it('is fetched after a killed pull, of which nothing is left', async () => {
    const { workspace, pull } = await council(
      'returns:',
      '  actions: { pull: { folder: share, settle_seconds: 0 } }',
    );
    const left = path.join(workspace, '.pulling', 'of-a-killed-pull');
    mkdirSync(left, { recursive: true });
    writeFileSync(path.join(left, 'half.csv'), 'half');
    mkdirSync(path.join(workspace, 'share'));
    writeFileSync(path.join(workspace, 'share', 'actions_2017-18-Q3.csv'), ACTIONS);
    expect((await pull()).state).toBe('received');
    expect(readdirSync(path.join(workspace, '.pulling'))).toEqual([]);
  });
});

describe('the doctor', () => {
  it('says beforehand which key or certificate is missing, and contacts nobody', async () => {
    const { workspace, command } = await council(
      'network: { certificates: authority.pem }',
      'returns:',
      '  actions:',
      '    pull:',
      `      sftp: { host: sftp.example.org, user: quarterly, host_key: "SHA256:${'A'.repeat(43)}", key: login }`,
      '  population: { pull: { address: "https://files.example.org/population.csv" } }',
    );
    const said = async (): Promise<string> => {
      const { stdout } = await command(['doctor', '--json']);
      const { findings } = JSON.parse(stdout) as { findings: { name: string; detail: string }[] };
      return findings.find(({ name }) => name === 'pull')?.detail ?? '';
    };
    expect(await said()).toContain(`The key file ${path.join(workspace, 'login')} can't be read.`);
    writeFileSync(path.join(workspace, 'login'), 'a key');
    expect(await said()).toContain(
      `The certificates ${path.join(workspace, 'authority.pem')} can't be read.`,
    );
    writeFileSync(path.join(workspace, 'authority.pem'), testAuthority);
    expect(await said()).toContain('actions, population: what fetching needs is there');
  });
});
