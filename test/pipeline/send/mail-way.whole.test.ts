import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, sendMail } from '../../../pipeline/send/mail.js';
import { testAuthority } from '../../support/https-server.js';
import { startMailServer, type TestMailServer } from '../../support/mail-server.js';

const pem = (name: string): string =>
  readFileSync(new URL(`../../support/tls/${name}`, import.meta.url), 'utf8');

const mail: Mail = {
  id: '0123456789abcdef',
  thread: '0123456789abcdef',
  date: '2018-01-22T10:00:00.000Z',
  to: 'Ana <ana@example.org>',
  subject: 'A test',
  text: 'As it says.',
  attachments: [],
};

/** A server that takes mail only over TLS, from one who logs in. */
describe('the way to a mail server', () => {
  let server: TestMailServer;
  let root: string;
  const logins: string[] = [];
  beforeAll(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'mail-way-'));
    server = await startMailServer({
      options: {
        secure: true,
        key: pem('server.key'),
        cert: pem('server.pem'),
        authOptional: false,
        onAuth(auth, _session, done) {
          logins.push(auth.username ?? '');
          if (auth.password === 'open sesame') done(null, { user: auth.username });
          else done(Object.assign(new Error('no'), { responseCode: 535 }));
        },
      },
    });
  });
  afterAll(async () => {
    await server.stop();
    await rm(root, { recursive: true, force: true });
  });

  const send = (
    environment: Readonly<Record<string, string>>,
    certificates: string | undefined,
    address = `smtps://localhost:${server.port}`,
  ) =>
    sendMail(
      { server: address, from: 'Performance <performance@example.org>', to: [] },
      { secrets: { root, environment }, network: { certificates } },
      mail,
      new AbortController().signal,
    );
  const login = { QUARTERLY_SMTP_USER: 'quarterly', QUARTERLY_SMTP_PASSWORD: 'open sesame' };

  it('is encrypted, and its user and password come from the secrets', async () => {
    expect(await send(login, testAuthority)).toMatchObject({ result: 'done' });
    expect(server.mails).toHaveLength(1);
    expect(logins).toEqual(['quarterly']);
  });

  it('is not taken where nobody vouches for the server: the password is not sent', async () => {
    const before = logins.length;
    const sent = await send(login, undefined);
    expect(sent).toMatchObject({ result: 'failed', isUnreachable: true });
    expect(logins).toHaveLength(before);
  });

  it('is tried again later with a wrong password: the message is in order', async () => {
    const sent = await send({ ...login, QUARTERLY_SMTP_PASSWORD: 'wrong' }, testAuthority);
    expect(sent).toMatchObject({ result: 'failed', isUnreachable: true });
    expect(JSON.stringify(sent)).not.toContain('wrong');
  });

  it('asks for both user and password, or neither', async () => {
    await expect(send({ QUARTERLY_SMTP_USER: 'quarterly' }, testAuthority)).rejects.toThrow(
      "The mail server's password is missing.",
    );
  });

  it('ends when it is stopped', async () => {
    const silent = await startMailServer({ onTaken: () => 'silence' });
    const stop = new AbortController();
    const sent = sendMail(
      { server: `smtp://127.0.0.1:${silent.port}`, from: 'p@example.org', to: [] },
      { secrets: { root, environment: {} }, network: {} },
      mail,
      stop.signal,
    );
    while (silent.mails.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await sent).toMatchObject({ result: 'failed' });
    await silent.stop();
  });
});

describe('a mail server elsewhere that offers no encryption', () => {
  it('gets no mail', async () => {
    // A name for 127.0.0.1 that isn't known for this machine's own.
    const server = await startMailServer();
    const sent = await sendMail(
      { server: `smtp://127.1:${server.port}`, from: 'p@example.org', to: [] },
      { secrets: { root: tmpdir(), environment: {} }, network: {} },
      mail,
      new AbortController().signal,
    );
    expect(sent).toMatchObject({ result: 'failed', isUnreachable: true });
    expect(sent.detail).toContain('STARTTLS');
    expect(server.mails).toEqual([]);
    await server.stop();
  });
});
