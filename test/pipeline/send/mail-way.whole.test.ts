import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Mail, sendMail } from '../../../pipeline/send/mail.js';
import { pem, testAuthority } from '../../support/https-server.js';
import { header, startMailServer, type TestMailServer } from '../../support/mail-server.js';

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

describe('names and reasons with line breaks', () => {
  const sent = async (changed: Partial<Mail>, from = 'p@example.org') => {
    const server = await startMailServer();
    const result = await sendMail(
      { server: `smtp://127.0.0.1:${server.port}`, from, to: [] },
      { secrets: { root: tmpdir(), environment: {} }, network: {} },
      { ...mail, ...changed },
      new AbortController().signal,
    ).catch((error: unknown) => error);
    await server.stop();
    return { result, mails: server.mails };
  };
  const INJECTED = '\r\nBcc: thief@example.org\r\nX-Injected: yes\r\n\r\nbody';

  it('add no header and no recipient', async () => {
    const attachments = [{ name: `list${INJECTED}.csv`, bytes: Buffer.from('a') }];
    const { result, mails } = await sent({
      subject: `Agreed${INJECTED}`,
      text: `Reason: agreed${INJECTED}`,
      attachments,
    });
    expect(result).toMatchObject({ result: 'done' });
    const [taken] = mails;
    if (taken === undefined) throw new Error('no mail was taken');
    expect(taken.to).toEqual(['ana@example.org']);
    expect(header(taken, 'Bcc')).toBeUndefined();
    expect(header(taken, 'X-Injected')).toBeUndefined();
    expect(header(taken, 'Subject')).toContain('Agreed');
    // No part of the mail has such a header either: only the text may have such lines, behind its own first line.
    const heads = taken.raw.split(/^--[^\r\n]+\r\n/m).map((part) => part.split('\r\n\r\n')[0]);
    expect(heads.filter((head) => /^(Bcc|X-Injected):/im.test(head ?? ''))).toEqual([]);
  });

  it('are no mail address', async () => {
    for (const to of [`Ana${INJECTED} <ana@example.org>`, `ana@example.org${INJECTED}`]) {
      const { result, mails } = await sent({ to });
      expect(result).toMatchObject({ result: 'failed' });
      expect(mails).toEqual([]);
    }
    const { result, mails } = await sent({}, `Team${INJECTED} <p@example.org>`);
    expect(result).toBeInstanceOf(Error);
    expect(mails).toEqual([]);
  });
});

describe('a mail server that somebody else may have put there', () => {
  it.each([
    ['whose certificate has expired', { cert: pem('expired.pem') }, pem('expired.pem')],
    ['that made its own certificate', { cert: pem('self-signed.pem') }, testAuthority],
    [
      'that only speaks TLS 1.1',
      {
        cert: pem('server.pem'),
        minVersion: 'TLSv1',
        maxVersion: 'TLSv1.1',
        ciphers: 'DEFAULT@SECLEVEL=0',
      } as const,
      testAuthority,
    ],
  ])('gets neither password nor mail: one %s', async (_, tls, certificates) => {
    const logins: string[] = [];
    const server = await startMailServer({
      options: {
        secure: true,
        key: pem('server.key'),
        ...tls,
        onAuth(auth, _session, done) {
          logins.push(auth.username ?? '');
          done(null, { user: auth.username });
        },
      },
    });
    const environment = { QUARTERLY_SMTP_USER: 'quarterly', QUARTERLY_SMTP_PASSWORD: 'sesame' };
    const result = await sendMail(
      { server: `smtps://localhost:${server.port}`, from: 'p@example.org', to: [] },
      { secrets: { root: tmpdir(), environment }, network: { certificates } },
      mail,
      new AbortController().signal,
    );
    // To cut a connection off in the midst of a refused handshake ends Node itself: the server sees the client leave first.
    await delay(100);
    await server.stop();
    expect(result).toMatchObject({ result: 'failed', isUnreachable: true });
    expect(logins).toEqual([]);
    expect(server.mails).toEqual([]);
  });
});

describe('a STARTTLS that somebody on the way takes away', () => {
  it('leaves the password unsaid', async () => {
    const logins: string[] = [];
    const server = await startMailServer({
      options: {
        onAuth(auth, _session, done) {
          logins.push(auth.username ?? '');
          done(null, { user: auth.username });
        },
        allowInsecureAuth: true,
        authOptional: false,
      },
    });
    const result = await sendMail(
      { server: `smtp://127.1:${server.port}`, from: 'p@example.org', to: [] },
      {
        secrets: {
          root: tmpdir(),
          environment: { QUARTERLY_SMTP_USER: 'quarterly', QUARTERLY_SMTP_PASSWORD: 'sesame' },
        },
        network: {},
      },
      mail,
      new AbortController().signal,
    );
    await server.stop();
    expect(result).toMatchObject({ result: 'failed', isUnreachable: true });
    expect(logins).toEqual([]);
    expect(server.mails).toEqual([]);
  });
});
