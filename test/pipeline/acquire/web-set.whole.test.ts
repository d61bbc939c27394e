import { readdirSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fromWeb, type WebPlace } from '../../../pipeline/acquire/from-https.js';
import { canRetry } from '../../../pipeline/core/remote/failure.js';
import { startHttps, testAuthority, type TestServer } from '../../support/https-server.js';
import { job, type TestErrand } from './support.js';

interface PublishedFile {
  readonly text: string;
  /** Undefined where the server says nothing of changes. */
  readonly version?: string;
  readonly as?: string;
  readonly answer?: RequestListener;
}

/** What the publisher has put up; each test may change it. */
let published: Record<string, PublishedFile>;
let page: string;
/** Called before each answer, with what is asked for. */
let onRequest: (name: string) => void;
beforeEach(() => {
  published = {
    extract: { text: 'schools', version: 'e1', as: 'extract_20251101.csv' },
    links: { text: 'links', version: 'l1', as: 'links_20251101.csv' },
  };
  page =
    '<a href="/extract">Extract, 1 November 2025</a><a href="/links">Links, 1 November 2025</a>';
  onRequest = () => undefined;
});

const file =
  (name: string): RequestListener =>
  (request, response) => {
    onRequest(name);
    const { text, version, as, answer } = published[name] ?? { text: '' };
    if (published[name] === undefined) {
      response.writeHead(404).end();
    } else if (answer !== undefined) {
      answer(request, response);
    } else if (version !== undefined && request.headers['if-none-match'] === `"${version}"`) {
      response.writeHead(304).end();
    } else {
      response
        .writeHead(200, {
          'content-type': 'text/csv',
          ...(version === undefined ? {} : { etag: `"${version}"` }),
          ...(as === undefined ? {} : { 'content-disposition': `attachment; filename="${as}"` }),
        })
        // In pieces: whether a server sends more than the length that it said is waited for.
        .write(text);
      response.end();
    }
  };
const cutOff: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': 1_000 });
  response.write('half of the li');
  setTimeout(() => response.socket?.destroy(), 10);
};

let server: TestServer;
beforeAll(async () => {
  server = await startHttps({
    '/page': (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).write(page);
      response.end();
    },
    '/extract': file('extract'),
    '/links': file('links'),
  });
});
afterAll(() => server.stop());

const addresses = (rest: Partial<WebPlace> = {}): WebPlace => ({
  addresses: [new URL('/extract', server.origin), new URL('/links', server.origin)],
  network: { certificates: testAuthority },
  ...rest,
});
const onPage = (): WebPlace =>
  addresses({
    addresses: [new URL('/page', server.origin)],
    links: [{ text: /^extract/i }, { text: /^links/i }],
  });

/** What was asked for since, and how it was answered. */
function asking(): () => string[] {
  const from = server.requests.length;
  return () => server.requests.slice(from).map(({ url }) => url.slice(1));
}

async function failureOf(where: WebPlace, to: TestErrand = job()) {
  const failed: unknown = await fromWeb(where, to).catch((error: unknown) => error);
  expect(to.taken()).toEqual([]);
  const words = failed instanceof Error ? failed.message : 'none';
  return {
    words: words.replaceAll(`localhost:${server.port}`, 'localhost:PORT'),
    again: canRetry(failed),
  };
}

describe('a return of several files on the web', () => {
  it('is taken as one, from a page or from addresses, and is nothing new until one of them changes', async () => {
    const to = job();
    for (const where of [onPage(), addresses()]) {
      expect(await fromWeb(where, to)).toEqual({ unchanged: 0, left: [] });
      expect(to.taken()).toEqual([
        {
          place: `${server.origin}/extract ${server.origin}/links`,
          name: 'extract_20251101.csv links_20251101.csv',
          files: { 'extract_20251101.csv': 'schools', 'links_20251101.csv': 'links' },
          alsoNamed:
            where.links === undefined ? [] : ['Extract, 1 November 2025', 'Links, 1 November 2025'],
        },
      ]);
      expect(to.staged()).toEqual([]);
      expect(await fromWeb(where, to)).toEqual({ unchanged: 1, left: [] });
      to.forget();
    }
  });

  it('comes whole where one of its files has changed: the other, unchanged, is fetched as well', async () => {
    const to = job();
    await fromWeb(addresses(), to);
    to.taken();
    published['links'] = { text: 'more links', version: 'l2', as: 'links_20251101.csv' };
    await fromWeb(addresses(), to);
    expect(to.taken().map(({ files }) => files)).toEqual([
      { 'extract_20251101.csv': 'schools', 'links_20251101.csv': 'more links' },
    ]);
    const asked = asking();
    expect(await fromWeb(addresses(), to)).toEqual({ unchanged: 1, left: [] });
    expect(asked()).toEqual(['extract', 'links']);
  });

  it('isn’t fetched whole again for a file of whose changes its server says nothing', async () => {
    published['links'] = { text: 'links', as: 'links_20251101.csv' };
    const to = job();
    await fromWeb(addresses(), to);
    expect(to.taken()).toHaveLength(1);
    const asked = asking();
    expect(await fromWeb(addresses(), to)).toEqual({ unchanged: 1, left: [] });
    expect(asked()).toEqual(['extract', 'links']);
    expect(to.staged()).toEqual([]);
  });

  it('isn’t taken without one of its files: it says which', async () => {
    delete published['links'];
    expect(await failureOf(addresses())).toEqual({
      words:
        "https://localhost:PORT/links: There is no file at localhost:PORT/links. It is one of the return's 2 files, none of which is taken.",
      again: false,
    });
    page = '<a href="/extract">Extract, 1 November 2025</a>';
    expect((await failureOf(onPage())).words).toBe(
      'None of the 1 links on localhost:PORT fits link 2 of the 2 in quarterly.yaml (text: "^links"). The first are "Extract, 1 November 2025".',
    );
    delete published['extract'];
    expect(await fromWeb(addresses(), job())).toEqual({ unchanged: 0, left: [] });
  });

  it('isn’t taken where one of its files is cut off; the next try fetches only that one', async () => {
    const whole = published['links'];
    published['links'] = { text: '', answer: cutOff };
    const to = job();
    const failed = await failureOf(addresses(), to);
    expect(failed.words).toMatch(
      /^https:\/\/localhost:PORT\/links: localhost:PORT doesn't send the whole file .* none of which is taken\.$/,
    );
    expect(failed.again).toBe(true);
    if (whole !== undefined) published['links'] = whole;
    const given: string[] = [];
    onRequest = (name) => given.push(name);
    expect(await fromWeb(addresses(), to)).toEqual({ unchanged: 0, left: [] });
    expect(to.taken()).toHaveLength(1);
    // The extract is asked about when its turn comes, and once more when all are there.
    expect(given).toEqual(['extract', 'links', 'extract']);
    expect(server.requests.filter(({ url }) => url === '/extract').at(-2)?.headers).toMatchObject({
      'if-none-match': '"e1"',
    });
    expect(readdirSync(to.staging)).toEqual([]);
  });

  it('isn’t taken where a file without a length breaks off in its last line', async () => {
    published['links'] = {
      text: 'urn,link,type\n100000,100001,merged\n100002,1000',
      version: 'l3',
    };
    expect(await failureOf(addresses())).toMatchObject({
      words: expect.stringContaining('ends in the middle of a line') as string,
      again: true,
    });
  });

  it('isn’t taken where a file is replaced while another is fetched', async () => {
    onRequest = (name) => {
      if (name === 'links') published['extract'] = { text: 'newer', version: 'e2' };
    };
    expect(await failureOf(addresses())).toMatchObject({
      words: expect.stringContaining(
        '/extract: localhost:PORT replaced it while the others were fetched.',
      ) as string,
      again: true,
    });
  });

  it('isn’t taken where its files are of different days, or two patterns mean one link', async () => {
    published['links'] = { text: 'links', version: 'l0', as: 'links_20251001.csv' };
    expect((await failureOf(addresses())).words).toBe(
      'The files of the return are dated differently: extract_20251101.csv 1 November 2025, links_20251001.csv 1 October 2025.',
    );
    const broad = { ...onPage(), links: [{ text: /november/i }, { text: /extract/i }] };
    expect((await failureOf(broad)).words).toBe(
      'Two patterns mean one link on localhost:PORT: "Extract, 1 November 2025".',
    );
    page = page.replace('Links, 1 November', 'Links, 1 October');
    expect((await failureOf(onPage())).words).toBe(
      'The newest links on localhost:PORT are of different days: "Extract, 1 November 2025", "Links, 1 October 2025".',
    );
  });

  it('may be no larger, all of it, than is allowed; and each file must be what it is said to be', async () => {
    const mb = 'x'.repeat(600_000);
    published['extract'] = { text: mb, version: 'e2' };
    published['links'] = { text: mb, version: 'l2' };
    expect((await failureOf(addresses())).words).toBe(
      "The return's files have 2 MB together, more than the 1 MB that are allowed.",
    );
    const sha256s = ['0'.repeat(64), '1'.repeat(64)];
    expect((await failureOf(addresses({ sha256s }))).words).toContain(
      '/extract: localhost:PORT gives',
    );
  });

  it('shows its token to the first address’s host alone', async () => {
    const elsewhere = new URL(`https://127.0.0.1:${server.port}/links`);
    const from = server.requests.length;
    await fromWeb(
      addresses({ addresses: [new URL('/extract', server.origin), elsewhere], token: 'secret' }),
      job(),
    );
    const shown = server.requests
      .slice(from)
      .map(({ url, headers }) => [url, headers.authorization]);
    expect(shown).toEqual([
      ['/extract', 'Bearer secret'],
      ['/links', undefined],
      ['/extract', 'Bearer secret'],
    ]);
  });
});
