import { createHash } from 'node:crypto';
import type { IncomingMessage, RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromWeb, type WebPlace } from '../../../pipeline/acquire/from-https.js';
import { startHttps, testAuthority, type TestServer } from '../../support/https-server.js';
import { job, type TestErrand } from './support.js';

/** What the publisher has put up; each test may change it. */
let published: { page: string; files: Record<string, string>; isTelling: boolean };
beforeEach(() => {
  published = {
    page: `<a href="/files/actions_2017-09-30.csv">Actions, September 2017</a>
           <a href="/files/actions.csv?v=3">Actions, December 2017 (latest)</a>`,
    files: { '/files/actions.csv': 'first', '/files/actions_2017-09-30.csv': 'old' },
    isTelling: true,
  };
});

const file: RequestListener = (request, response) => {
  const content = published.files[pathOf(request)] ?? '';
  const etag = `"${createHash('sha256').update(content).digest('hex')}"`;
  if (published.isTelling && request.headers['if-none-match'] === etag) {
    response.writeHead(304).end();
    return;
  }
  response
    .writeHead(200, {
      'content-type': 'text/csv',
      'content-length': content.length,
      ...(published.isTelling ? { etag } : {}),
    })
    .end(content);
};
const page: RequestListener = (_, response) => {
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(published.page),
  });
  response.end(published.page);
};
const pathOf = ({ url }: IncomingMessage): string => url?.split('?')[0] ?? '';

let server: TestServer;
beforeAll(async () => {
  server = await startHttps({
    '/page': page,
    '/files/actions.csv': file,
    '/files/actions_2017-09-30.csv': file,
    '/private.csv': (request, response) => {
      const isKnown = request.headers.authorization === 'Bearer open sesame';
      response.writeHead(isKnown ? 200 : 401, { 'content-length': 2 }).end('ok');
    },
  });
});
afterAll(() => server.stop());

const place = (where: string, rest: Partial<WebPlace> = {}): WebPlace => ({
  addresses: [new URL(where, server.origin)],
  network: { certificates: testAuthority },
  ...rest,
});
const monthly = () => place('/page', { links: [{ text: /^actions,/i }] });

async function failureOf(where: WebPlace, to: TestErrand = job()): Promise<string> {
  const failed: unknown = await fromWeb(where, to).catch((error: unknown) => error);
  expect(to.taken()).toEqual([]);
  expect(to.staged()).toEqual([]);
  return failed instanceof Error
    ? failed.message.replaceAll(`localhost:${server.port}`, 'localhost:PORT')
    : 'none';
}

describe('fetching from an address', () => {
  it('takes the file once, and asks afterwards whether it has changed', async () => {
    const to = job();
    expect(await fromWeb(place('/files/actions.csv'), to)).toEqual({ unchanged: 0, left: [] });
    expect(to.taken()).toEqual([
      {
        place: `${server.origin}/files/actions.csv`,
        name: 'actions.csv',
        files: { '': 'first' },
        alsoNamed: [],
      },
    ]);
    expect(to.staged()).toEqual([]);
    expect(await fromWeb(place('/files/actions.csv'), to)).toEqual({ unchanged: 1, left: [] });
    expect(server.requests.at(-1)?.headers['if-none-match']).toMatch(/^"[0-9a-f]{64}"$/);
    expect(to.taken()).toEqual([]);
  });

  it('knows the same bytes again where the server says nothing of changes', async () => {
    published.isTelling = false;
    const to = job();
    await fromWeb(place('/files/actions.csv'), to);
    expect(to.taken()).toHaveLength(1);
    expect(await fromWeb(place('/files/actions.csv'), to)).toEqual({ unchanged: 1, left: [] });
    expect(to.taken()).toEqual([]);
  });

  it('takes a file that was changed under the same name', async () => {
    const to = job();
    await fromWeb(place('/files/actions.csv'), to);
    published.files['/files/actions.csv'] = 'corrected';
    await fromWeb(place('/files/actions.csv'), to);
    expect(to.taken().map(({ files }) => files[''])).toEqual(['first', 'corrected']);
  });

  it('takes nothing where nothing is yet', async () => {
    expect(await fromWeb(place('/not-yet.csv'), job())).toEqual({ unchanged: 0, left: [] });
  });

  it('takes no other bytes than those whose sha256 is known, and no page for a file', async () => {
    const sha256 = createHash('sha256').update('first').digest('hex');
    const to = job();
    await fromWeb(place('/files/actions.csv', { sha256s: [sha256] }), to);
    expect(to.taken()).toHaveLength(1);
    published.files['/files/actions.csv'] = 'swapped';
    expect(await failureOf(place('/files/actions.csv', { sha256s: [sha256] }))).toMatch(
      /^localhost:PORT gives a file whose sha256 is [0-9a-f]{64}, not the one in quarterly.yaml.$/,
    );
    expect(await failureOf(place('/page'))).toBe(
      'localhost:PORT gives a web page where the file should be.',
    );
  });

  it('shows its token, and says where one is wanted', async () => {
    const to = job();
    await fromWeb(place('/private.csv', { token: 'open sesame' }), to);
    expect(to.taken()).toHaveLength(1);
    expect(await failureOf(place('/private.csv'))).toBe('localhost:PORT answers 401.');
  });
});

describe('fetching the file that a page links to', () => {
  it('takes the newest that fits, and keeps the link’s text, which gives its date', async () => {
    const to = job();
    await fromWeb(monthly(), to);
    expect(to.taken()).toEqual([
      {
        place: `${server.origin}/files/actions.csv`,
        name: 'actions.csv',
        files: { '': 'first' },
        alsoNamed: ['Actions, December 2017 (latest)'],
      },
    ]);
    expect(await fromWeb(monthly(), to)).toEqual({ unchanged: 1, left: [] });
  });

  it('says which links there are where none fits, or where the page has gone', async () => {
    const other = place('/page', { links: [{ text: /homes/ }] });
    expect(await failureOf(other)).toBe(
      'None of the 2 links on localhost:PORT is the one that is meant. The first are "Actions, September 2017", "Actions, December 2017 (latest)".',
    );
    expect(await failureOf(place('/old-page', { links: [{ text: /x/ }] }))).toBe(
      'There is no page at localhost:PORT/old-page.',
    );
  });

  it('doesn’t follow a link out of https', async () => {
    published.page = '<a href="http://localhost/actions.csv">Actions, March 2018</a>';
    expect(await failureOf(monthly())).toContain('begins with http://, not https://');
  });
});
