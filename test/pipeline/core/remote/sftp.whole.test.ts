import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canRetry } from '../../../../pipeline/core/remote/failure.js';
import { type SftpServer, withSftp } from '../../../../pipeline/core/remote/sftp.js';
import { hasSshd, startAgent, startSshd, type TestSshd } from '../../../support/sshd.js';

const never = new AbortController().signal;

async function failure(promise: Promise<unknown>) {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  return { code: (error as { code?: string }).code, text: error.message, again: canRetry(error) };
}

/** A connection in between, that can be cut. */
async function startWire(to: number) {
  const sockets: Socket[] = [];
  const wire = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined));
  });
  await new Promise<void>((resolve) => wire.listen(0, '127.0.0.1', resolve));
  return {
    port: (wire.address() as AddressInfo).port,
    cut: (): void => {
      wire.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe.skipIf(!hasSshd)('a connection to an OpenSSH server', () => {
  let sshd: TestSshd;
  beforeAll(async () => {
    sshd = await startSshd();
    mkdirSync(path.join(sshd.folder, '2017-12-31'));
    writeFileSync(path.join(sshd.folder, 'annex.xlsx'), 'bytes');
    symlinkSync('/etc/passwd', path.join(sshd.folder, 'link'));
  });
  afterAll(() => sshd.stop());

  const names = (server: SftpServer) =>
    withSftp(server, never, async ({ list }) => (await list(sshd.folder)).map((e) => e.name));

  it('lists files and folders by name, and no links', async () => {
    const entries = await withSftp(sshd.server, never, ({ list }) => list(sshd.folder));
    expect(entries.map(({ name, isFolder, size }) => [name, isFolder, size])).toEqual([
      ['2017-12-31', true, expect.any(Number)],
      ['annex.xlsx', false, 5],
    ]);
  });

  it('reads every byte of a large file', async () => {
    const bytes = randomBytes(3_000_001);
    writeFileSync(path.join(sshd.folder, 'large.zip'), bytes);
    const read = await withSftp(sshd.server, never, async (session) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of session.read(`${sshd.folder}/large.zip`)) pieces.push(piece);
      return Buffer.concat(pieces);
    });
    expect(read.equals(bytes)).toBe(true);
  });

  it('lets in by a key with a passphrase, and by an agent', async () => {
    const key = readFileSync(sshd.lockedKeyFile);
    const locked: SftpServer = {
      ...sshd.server,
      login: { kind: 'key', key, passphrase: 'open sesame' },
    };
    expect(await names(locked)).toContain('annex.xlsx');
    const agent = startAgent(sshd.keyFile);
    try {
      const login = { kind: 'agent', socket: agent.socket } as const;
      expect(await names({ ...sshd.server, login })).toContain('annex.xlsx');
    } finally {
      agent.stop();
    }
  });

  it('leaves a server with another host key at once, and says which key it showed', async () => {
    const server = { ...sshd.server, hostKey: `SHA256:${'A'.repeat(43)}` };
    const { code, text, again } = await failure(names(server));
    expect([code, again]).toEqual(['configuration', false]);
    expect(text).toContain(`shows the host key ${sshd.server.hostKey}, not SHA256:AAAA`);
  });

  it('reports a key that nobody knows, a wrong passphrase and a folder that isn’t there; none is tried again', async () => {
    const unknown = readFileSync(sshd.unknownKeyFile);
    const notLetIn = await failure(names({ ...sshd.server, login: { kind: 'key', key: unknown } }));
    expect(notLetIn).toMatchObject({ code: 'missing', again: false });
    expect(notLetIn.text).toContain(`doesn't let ${sshd.server.user} in`);

    const key = readFileSync(sshd.lockedKeyFile);
    const wrong = await failure(
      names({ ...sshd.server, login: { kind: 'key', key, passphrase: 'sesame' } }),
    );
    expect(wrong).toMatchObject({ code: 'configuration', again: false });
    expect(wrong.text).not.toContain('sesame');

    const lacking = await failure(
      withSftp(sshd.server, never, ({ list }) => list('/no/such/folder')),
    );
    expect(lacking).toMatchObject({ code: 'missing', again: false });
    expect(lacking.text).toMatch(/doesn't list \/no\/such\/folder: No such file/);
  });

  it('notices a server that goes while a file is read; another try may fix it', async () => {
    const file = path.join(sshd.folder, 'cut.zip');
    writeFileSync(file, randomBytes(8_000_000));
    const wire = await startWire(sshd.server.port);
    const reading = withSftp({ ...sshd.server, port: wire.port }, never, async (session) => {
      for await (const piece of session.read(file)) if (piece.byteLength > 0) wire.cut();
    });
    const { code, again, text } = await failure(reading);
    expect([code, again]).toEqual(['missing', true]);
    expect(text).toContain("doesn't read");
  });

  it('ends when it is stopped', async () => {
    const stop = new AbortController();
    const reading = withSftp(sshd.server, stop.signal, async ({ list }) => {
      stop.abort();
      return list(sshd.folder);
    });
    expect((await failure(reading)).code).toBe('interrupted');
  });
});

describe('a connection to something else', () => {
  const server: SftpServer = {
    host: '127.0.0.1',
    port: 1,
    user: 'quarterly',
    hostKey: `SHA256:${'A'.repeat(43)}`,
    login: { kind: 'agent', socket: '/nowhere' },
  };
  const tried = (to: SftpServer) => failure(withSftp(to, never, ({ list }) => list('.')));

  it('fails where nobody listens', async () => {
    expect(await tried(server)).toMatchObject({ code: 'missing', again: true });
  });

  it('gives up on a server that accepts and says nothing', async () => {
    const silent = createServer(() => undefined);
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    try {
      const { port } = silent.address() as AddressInfo;
      const { code, again } = await tried({ ...server, port, connectMs: 300 });
      expect([code, again]).toEqual(['missing', true]);
    } finally {
      silent.close();
    }
  });
});
