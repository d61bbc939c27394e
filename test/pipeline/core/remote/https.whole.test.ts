import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QuarterlyError } from '../../../../pipeline/core/errors.js';
import { canRetry, retryAfterMs } from '../../../../pipeline/core/remote/failure.js';
import {
  httpsLimits,
  type HttpsLimits,
  type HttpsRequest,
  type Network,
  withHttps,
} from '../../../../pipeline/core/remote/https.js';
import {
  pem,
  startHttps,
  startProxy,
  testAuthority,
  type TestProxy,
  type TestServer,
} from '../../../support/https-server.js';

const BODY = 'URN,grade\n100000,2\n';

/** Answers that no well-kept server gives. */
const answers: Record<string, RequestListener> = {
  '/file.csv': (request, response) => {
    const { headers } = request;
    if (headers['if-none-match'] === '"v1"' || headers['if-modified-since'] === LAST_MODIFIED) {
      response.writeHead(304).end();
      return;
    }
    response
      .writeHead(200, {
        'content-length': BODY.length,
        etag: '"v1"',
        'last-modified': LAST_MODIFIED,
      })
      .end(BODY);
  },
  '/in-pieces': (_, response) => {
    response.write(BODY);
    response.end(BODY);
  },
  '/cut-off-in-pieces': (_, response) => {
    response.write(BODY);
    setTimeout(() => response.socket?.destroy(), 20);
  },
  '/says-too-much': (_, response) => {
    response.writeHead(200, { 'content-length': BODY.length * 2 });
    response.write(BODY);
    setTimeout(() => response.socket?.end(), 20);
  },
  '/says-too-little': (_, response) => {
    response.socket?.write(`HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\n${BODY}`);
  },
  '/says-nothing-of-its-length': (_, response) => {
    response.socket?.end(`HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n${BODY}`);
  },
  '/packed': (_, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': 3 }).end('xyz');
  },
  '/part': (_, response) => {
    response.writeHead(206, { 'content-length': 3 }).end('URN');
  },
  '/huge': (_, response) => {
    response.writeHead(200, { 'content-length': 5_000_000_000 });
    response.write(BODY);
  },
  '/endless': (_, response) => {
    const timer = setInterval(() => response.write('x'.repeat(10_000)), 1);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  '/silent': () => undefined,
  '/falls-silent': (_, response) => {
    response.writeHead(200, { 'content-length': 1_000 });
    response.write('x');
  },
  '/drip': (_, response) => {
    response.writeHead(200, { 'content-length': 1_000 });
    const timer = setInterval(() => response.write('x'), 20);
    response.on('close', () => {
      clearInterval(timer);
    });
  },
  '/busy': (_, response) => {
    response.writeHead(429, { 'retry-after': '7' }).end();
  },
  '/busy-until': (_, response) => {
    const date = 'Mon, 22 Jan 2018 06:00:00 GMT';
    const until = 'Mon, 22 Jan 2018 06:01:30 GMT';
    response.sendDate = false;
    response.writeHead(503, { date, 'retry-after': until }).end();
  },
  '/forbidden': (_, response) => {
    response.writeHead(403).end();
  },
  '/moved': (_, response) => {
    response.writeHead(302, { location: '/file.csv' }).end();
  },
  '/circle': (_, response) => {
    response.writeHead(302, { location: '/circle-on' }).end();
  },
  '/circle-on': (_, response) => {
    response.writeHead(307, { location: '/circle' }).end();
  },
  '/downhill': (request, response) => {
    const step = Number(new URL(request.url ?? '', 'https://x').searchParams.get('step') ?? 0);
    response.writeHead(302, { location: `/downhill?step=${step + 1}` }).end();
  },
  '/to-http': (_, response) => {
    response.writeHead(301, { location: 'http://localhost/file.csv' }).end();
  },
  '/to-file': (_, response) => {
    response.writeHead(301, { location: 'file:///etc/passwd' }).end();
  },
  '/elsewhere': (request, response) => {
    const { host } = request.headers;
    const other = host?.replace('localhost', '127.0.0.1') ?? '';
    response.writeHead(302, { location: `https://${other}/file.csv` }).end();
  },
};
const LAST_MODIFIED = 'Mon, 15 Jan 2018 09:30:00 GMT';

const never = new AbortController().signal;
const trusting: Network = { certificates: testAuthority };
const quick: HttpsLimits = { ...httpsLimits, connectMs: 1_000, idleMs: 250, wholeMs: 5_000 };

let server: TestServer;
beforeAll(async () => {
  server = await startHttps(answers);
});
afterAll(() => server.stop());

interface Asked extends Partial<HttpsRequest> {
  readonly network?: Network;
  readonly limits?: Partial<HttpsLimits>;
  readonly signal?: AbortSignal;
}

interface Outcome {
  readonly kind?: string;
  readonly text?: string;
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  readonly code?: string;
  readonly failed?: string;
  readonly again?: boolean;
  readonly wait?: number;
}

/** What a path gives: kind and body, or the failure in its words. */
async function ask(where: string, asked: Asked = {}): Promise<Outcome> {
  const { network = trusting, limits = {}, signal = never, ...order } = asked;
  const address = new URL(where, server.origin);
  try {
    return await withHttps(network, { ...quick, ...limits }, signal, (get) =>
      get({ address, mostBytes: 100_000, ...order }, async (answer): Promise<Outcome> => {
        if (answer.kind !== 'body') return { kind: answer.kind };
        const pieces: Uint8Array[] = [];
        for await (const piece of answer.bytes) pieces.push(piece);
        const { etag, lastModified } = answer;
        return { kind: 'body', text: Buffer.concat(pieces).toString(), etag, lastModified };
      }),
    );
  } catch (error) {
    if (!(error instanceof QuarterlyError)) throw error;
    const wait = retryAfterMs(error);
    return {
      code: error.code,
      failed: error.message.replaceAll(`localhost:${server.port}`, 'localhost:PORT'),
      again: canRetry(error),
      ...(wait === 0 ? {} : { wait }),
    };
  }
}

describe('asking over HTTPS', () => {
  it('gives the body and what distinguishes it from a later one', async () => {
    expect(await ask('/file.csv')).toEqual({
      kind: 'body',
      text: BODY,
      etag: '"v1"',
      lastModified: LAST_MODIFIED,
    });
    expect((await ask('/in-pieces')).text).toBe(BODY + BODY);
  });

  it('says who asks, and asks for the bytes as they are', async () => {
    await ask('/file.csv');
    expect(server.requests.at(-1)?.headers).toMatchObject({
      'user-agent': expect.stringMatching(/^quarterly\/\d+\.\d+\.\d+$/) as string,
      'accept-encoding': 'identity',
    });
  });

  it('asks whether anything has changed', async () => {
    expect(await ask('/file.csv', { etag: '"v1"' })).toEqual({ kind: 'unchanged' });
    expect(await ask('/file.csv', { lastModified: LAST_MODIFIED })).toEqual({ kind: 'unchanged' });
    expect((await ask('/file.csv', { etag: '"v0"' })).kind).toBe('body');
  });

  it('knows what isn’t there from what fails', async () => {
    expect(await ask('/none')).toEqual({ kind: 'nothing there' });
    expect(await ask('/forbidden')).toMatchObject({
      failed: 'localhost:PORT answers 403.',
      again: false,
    });
  });

  it('follows a few redirects, in no circle, and to nothing but https', async () => {
    expect((await ask('/moved')).text).toBe(BODY);
    expect(await ask('/circle')).toMatchObject({
      failed: 'localhost:PORT redirects 2 times and more, perhaps in a circle.',
      again: false,
    });
    expect(await ask('/downhill')).toMatchObject({
      failed: 'localhost:PORT redirects 6 times and more, perhaps in a circle.',
    });
    expect((await ask('/to-http')).failed).toContain('begins with http://, not https://');
    expect((await ask('/to-file')).failed).toContain('begins with file://, not https://');
    expect((await ask(`http://localhost:${server.port}/file.csv`)).failed).toContain(
      'not https://',
    );
  });

  it('keeps a token from every host but the one it is for', async () => {
    const from = server.requests.length;
    expect((await ask('/elsewhere', { token: 'secret' })).text).toBe(BODY);
    const sent = server.requests
      .slice(from)
      .map(({ url, headers }) => [url, headers.authorization]);
    expect(sent).toEqual([
      ['/elsewhere', 'Bearer secret'],
      ['/file.csv', undefined],
    ]);
  });
});

describe.concurrent('a server that lies, stumbles or dawdles', () => {
  it.each([
    ['/cut-off-in-pieces', "doesn't send the whole file (the connection broke off)"],
    ['/says-too-much', "doesn't send the whole file (the connection broke off)"],
    ['/says-too-little', 'sent more than the 4 bytes that it announced'],
    ['/falls-silent', "doesn't send the whole file (it is silent for too long)"],
    ['/silent', "doesn't answer (it is silent for too long)"],
  ])('is not believed: %s; another try may fix it', async (where, words) => {
    const found = await ask(where);
    expect(found).toMatchObject({ code: 'missing', again: true });
    expect(found.failed).toContain(words);
  });

  it.each([
    ['/says-nothing-of-its-length', "doesn't say how long the file is"],
    ['/packed', 'sends the file compressed'],
    ['/part', 'answers 206'],
    ['/huge', 'sends more than the 0 MB that are allowed'],
    ['/endless', 'sends more than the 0 MB that are allowed'],
  ])('is not believed: %s; another try wouldn’t fix it', async (where, words) => {
    const found = await ask(where);
    expect(found).toMatchObject({ code: 'missing', again: false });
    expect(found.failed).toContain(words);
  });

  it('is believed without a length where something else vouches for the bytes', async () => {
    const found = await ask('/says-nothing-of-its-length', { lengthMayBeUntold: true });
    expect(found.text).toBe(BODY);
  });

  it('has to be done within the whole time, however it drips', async () => {
    const found = await ask('/drip', { limits: { wholeMs: 400 } });
    expect(found.failed).toContain('took longer than');
    expect(found.again).toBe(true);
  });

  it('says how long to wait, in seconds or until when by its own clock', async () => {
    expect(await ask('/busy')).toMatchObject({ again: true, wait: 7_000 });
    expect(await ask('/busy-until')).toMatchObject({ again: true, wait: 90_000 });
  });

  it('is left at once when the program is stopped', async () => {
    const stop = new AbortController();
    void sleep(50).then(() => {
      stop.abort();
    });
    expect(await ask('/drip', { signal: stop.signal })).toMatchObject({ code: 'interrupted' });
  });
});

describe('the way there', () => {
  it('trusts no certificate but those it is given', async () => {
    const found = await ask('/file.csv', { network: {} });
    expect(found).toMatchObject({ code: 'missing', again: false });
    expect(found.failed).toContain("shows a certificate that isn't trusted");
  });

  const attacked = async (
    tls: Parameters<typeof startHttps>[1],
    network: Network,
  ): Promise<{ found: Outcome; requests: number }> => {
    const attacker = await startHttps(answers, tls);
    try {
      const found = await ask(`${attacker.origin}/file.csv`, { network });
      return { found, requests: attacker.requests.length };
    } finally {
      await attacker.stop();
    }
  };

  it('takes nothing from a server whose certificate has expired, though its maker is trusted', async () => {
    const cert = pem('expired.pem');
    const { found, requests } = await attacked({ cert }, { certificates: cert });
    expect(found.failed).toContain("shows a certificate that isn't trusted (CERT_HAS_EXPIRED)");
    expect(found).toMatchObject({ again: false });
    expect(requests).toBe(0);
  });

  it('takes nothing from a server that made its own certificate', async () => {
    const { found, requests } = await attacked({ cert: pem('self-signed.pem') }, trusting);
    expect(found.failed).toContain("shows a certificate that isn't trusted");
    expect(found.failed).toContain('SELF_SIGNED');
    expect(requests).toBe(0);
  });

  it('takes nothing from a server that only speaks TLS 1.1, as it does over TLS 1.2', async () => {
    const old = { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const { found, requests } = await attacked({ ...old, maxVersion: 'TLSv1.1' }, trusting);
    expect(found.failed).toBeDefined();
    expect(found.text).toBeUndefined();
    expect(requests).toBe(0);
    const newer = await attacked({ ...old, maxVersion: 'TLSv1.2' }, trusting);
    expect(newer.found.text).toBe(BODY);
  });

  it('says where nobody listens', async () => {
    const found = await ask('https://localhost:1/file.csv');
    expect(found.failed).toBe("localhost:1 doesn't answer (it refuses the connection).");
    expect(found.again).toBe(true);
  });

  describe('through a proxy', () => {
    let open: TestProxy;
    let locked: TestProxy;
    beforeAll(async () => {
      [open, locked] = await Promise.all([
        startProxy(server.port),
        startProxy(server.port, 'pass'),
      ]);
    });
    afterAll(() => Promise.all([open.stop(), locked.stop()]));

    it('tunnels to the host, whose name it leaves to the proxy', async () => {
      const network = { ...trusting, proxy: `http://127.0.0.1:${open.port}` };
      expect((await ask('https://files.example.org/file.csv', { network })).text).toBe(BODY);
      expect(open.tunnels.at(-1)?.to).toBe('files.example.org:443');
    });

    it('believes no certificate with another name', async () => {
      const network = { ...trusting, proxy: `http://127.0.0.1:${open.port}` };
      const found = await ask('https://files.example.net/file.csv', { network });
      expect(found.failed).toBe(
        "files.example.net shows a certificate that isn't trusted (ERR_TLS_CERT_ALTNAME_INVALID).",
      );
    });

    it('goes past it to the hosts that are named', async () => {
      const before = open.tunnels.length;
      const proxy = `http://127.0.0.1:${open.port}`;
      const network = { ...trusting, proxy, noProxy: 'localhost,.example.org' };
      expect((await ask('/file.csv', { network })).text).toBe(BODY);
      expect(open.tunnels.length).toBe(before);
    });

    it('gives it the user and password of its address, and no message shows them', async () => {
      const proxy = `http://quarterly:pass@127.0.0.1:${locked.port}`;
      expect((await ask('/file.csv', { network: { ...trusting, proxy } })).text).toBe(BODY);
      const wrong = proxy.replace('pass', 'word');
      const found = await ask('/file.csv', { network: { ...trusting, proxy: wrong } });
      expect(found).toMatchObject({
        failed: 'The proxy answers 407 when asked for localhost:PORT.',
        again: false,
      });
    });
  });
});
