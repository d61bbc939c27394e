import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../../pipeline/outbox/events.js';
import { postWebhook } from '../../../pipeline/send/webhook.js';
import { quarterly } from '../../support/command-line.js';
import { startHttps, testAuthority } from '../../support/https-server.js';
import { sendReturn } from '../schedule/support.js';
import { CANARIES, makeTellingCouncil, outboxOf, sendBrokenReturn } from './support.js';

const outcome: Outcome = {
  eventId: 'slot-failed run 2018-01-22T06:00:00.000Z',
  occurredAt: '2018-01-22T06:00:03.000Z',
  event: { kind: 'slot-failed', slot: 'run of 2017-18-Q3', why: 'The disk is full.' },
};
const now = new Date('2018-01-22T06:01:00Z');
const SECRET = `whsec_${Buffer.from('a secret of twenty-four.').toString('base64')}`;

describe('the webhook', () => {
  const seen: { headers: IncomingMessage['headers']; body: string }[] = [];
  let answer: { status: number; headers?: Record<string, string> } | 'drop' = { status: 204 };
  let server: Server;
  let port: number;
  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (piece: Buffer) => (body += piece.toString()));
      request.on('end', () => {
        seen.push({ headers: request.headers, body });
        if (answer === 'drop') request.socket.destroy();
        else response.writeHead(answer.status, answer.headers).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    port = (server.address() as AddressInfo).port;
  });
  beforeEach(() => {
    seen.length = 0;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  const post = (
    url = `http://127.0.0.1:${port}/hook`,
    environment: Readonly<Record<string, string>> = { QUARTERLY_WEBHOOK_SECRET: SECRET },
    certificates?: string,
  ) =>
    postWebhook(
      { url },
      { secrets: { root: tmpdir(), environment }, network: { certificates } },
      'message-1',
      outcome,
      now,
      new AbortController().signal,
    );

  it('posts the outcome, signed so that its receiver can check who sent it', async () => {
    answer = { status: 204 };
    expect(await post()).toMatchObject({ result: 'done' });
    const [request] = seen;
    const body = request?.body ?? '';
    expect(JSON.parse(body)).toEqual({
      type: 'slot-failed',
      timestamp: '2018-01-22T06:00:03.000Z',
      data: { slot: 'run of 2017-18-Q3', why: 'The disk is full.' },
    });
    // As a receiver reckons it: https://www.standardwebhooks.com
    const signed = createHmac('sha256', 'a secret of twenty-four.')
      .update(`message-1.${now.getTime() / 1000}.${body}`)
      .digest('base64');
    expect(request?.headers).toMatchObject({
      'webhook-id': 'message-1',
      'webhook-timestamp': String(now.getTime() / 1000),
      'webhook-signature': `v1,${signed}`,
      'content-type': 'application/json',
    });
  });

  it('lets its receiver refuse a message that somebody sends again', async () => {
    answer = { status: 204 };
    await post();
    const [request] = seen;
    if (request === undefined) throw new Error('nothing was posted');
    const takenIds = new Set<string>();
    /** As Standard Webhooks has a receiver do: signature, then time (five minutes), then id. */
    const receive = (sent: typeof request, at: Date): string => {
      const {
        'webhook-id': id,
        'webhook-timestamp': seconds,
        'webhook-signature': signature,
      } = sent.headers;
      const signed = createHmac('sha256', 'a secret of twenty-four.')
        .update(`${String(id)}.${String(seconds)}.${sent.body}`)
        .digest('base64');
      if (signature !== `v1,${signed}`) return 'not ours';
      if (Math.abs(at.getTime() / 1000 - Number(seconds)) > 300) return 'too old';
      if (takenIds.has(String(id))) return 'seen before';
      takenIds.add(String(id));
      return 'taken';
    };
    const changed = (headers: IncomingMessage['headers']) => ({
      ...request,
      headers: { ...request.headers, ...headers },
    });
    const later = new Date(now.getTime() + 3_600_000);
    const laterSeconds = String(later.getTime() / 1000);
    expect(receive(request, now)).toBe('taken');
    expect(receive(request, now)).toBe('seen before');
    expect(receive(request, later)).toBe('too old');
    expect(receive(changed({ 'webhook-timestamp': laterSeconds }), later)).toBe('not ours');
    expect(receive(changed({ 'webhook-id': 'message-2' }), now)).toBe('not ours');
    expect(receive({ ...request, body: request.body.replace('full', 'fine') }, now)).toBe(
      'not ours',
    );
    // Our own second try of the same message has the same id, so that it counts once.
    await post();
    const [, again] = seen;
    expect(again === undefined ? '' : receive(again, now)).toBe('seen before');
  });

  it.each([
    [500, 'failed'],
    [429, 'failed'],
    [400, 'refused'],
    [410, 'refused'],
    [302, 'refused'],
  ])('takes the status %i for %s', async (status, result) => {
    answer = { status, headers: { location: `http://127.0.0.1:${port}/elsewhere` } };
    expect(await post()).toMatchObject({ result });
    expect(seen).toHaveLength(1);
  });

  it('waits as long as it is asked to, a day at most', async () => {
    answer = { status: 503, headers: { 'retry-after': '120' } };
    expect(await post()).toMatchObject({ result: 'failed', waitMs: 120_000 });
    answer = { status: 503, headers: { 'retry-after': '99999999' } };
    expect(await post()).toMatchObject({ waitMs: 86_400_000 });
  });

  it('may be reached later where the connection breaks', async () => {
    answer = 'drop';
    expect(await post()).toMatchObject({ result: 'failed', isUnreachable: true });
  });

  it('is not posted without its secret', async () => {
    await expect(post(undefined, {})).rejects.toThrow('The secret webhook-secret is missing.');
    expect(seen).toEqual([]);
  });

  it('hears of a run and of a refused return, under the ids of the outbox, and of no child', async () => {
    answer = { status: 200 };
    const workspace = await makeTellingCouncil(1, [
      `  webhook: { url: 'http://127.0.0.1:${port}/hook' }`,
    ]);
    await sendBrokenReturn(workspace);
    sendReturn(workspace);
    const done = await quarterly(['run', '--quarter', '2017-18-Q3', '--workspace', workspace], {
      environment: { QUARTERLY_WEBHOOK_SECRET: SECRET },
    });
    expect(done.code).toBe(0);
    const told = seen.map(({ body }) => JSON.parse(body) as { type: string });
    expect(told.map(({ type }) => type).sort()).toEqual(['return-refused', 'run-finished']);
    const rows = (await outboxOf(workspace)).filter(({ channel }) => channel === 'webhook');
    expect(rows.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(rows.map((row) => row.message_id).sort()).toEqual(
      seen.map(({ headers }) => headers['webhook-id']).sort(),
    );
    for (const canary of CANARIES) expect(JSON.stringify(seen)).not.toContain(canary);
    await rm(workspace, { recursive: true, force: true });
  });

  it('goes over HTTPS to a server that somebody vouches for, and to no other', async () => {
    const https = await startHttps({
      '/hook': (_request, response) => {
        response.writeHead(200).end();
      },
    });
    const url = `${https.origin}/hook`;
    const environment = { QUARTERLY_WEBHOOK_SECRET: SECRET };
    expect(await post(url, environment)).toMatchObject({ result: 'failed' });
    expect(https.requests).toEqual([]);
    expect(await post(url, environment, testAuthority)).toMatchObject({ result: 'done' });
    await https.stop();
  });
});
