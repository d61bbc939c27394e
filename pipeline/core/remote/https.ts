import { readFileSync } from 'node:fs';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Dispatcher, EnvHttpProxyAgent, Pool, request } from 'undici';
import { QuarterlyError } from '../errors.js';
import { projectRoot } from '../root.js';
import { interrupted, remoteFailure } from './failure.js';
import { retryAfterIn, unreachable } from './https-failures.js';

/** How this machine reaches others. */
export interface Network {
  /** `http://proxy.example.org:8080`, through which HTTPS is tunnelled. */
  readonly proxy?: string | undefined;
  /** Hosts reached without the proxy, as NO_PROXY lists them. */
  readonly noProxy?: string | undefined;
  /** Certificates (PEM) trusted as well as those that come with Node. */
  readonly certificates?: string | undefined;
}

/** How long, and how much. */
export interface HttpsLimits {
  readonly connectMs: number;
  /** Between two signs of life. */
  readonly idleMs: number;
  /** From the first byte asked for to the last one read. */
  readonly wholeMs: number;
  readonly redirects: number;
}

export const httpsLimits: HttpsLimits = {
  connectMs: 20_000,
  idleMs: 60_000,
  wholeMs: 30 * 60_000,
  redirects: 5,
};

export interface HttpsRequest {
  readonly address: URL;
  readonly mostBytes: number;
  /** Sent only to the host of the address, never on to where it redirects. */
  readonly token?: string | undefined;
  /** From the last answer: the server then says whether anything has changed. */
  readonly etag?: string | null;
  readonly lastModified?: string | null;
  /** True where something else vouches that the body is whole. */
  readonly lengthMayBeUntold?: boolean;
}

export type HttpsAnswer =
  | { readonly kind: 'unchanged' }
  /** 404 or 410. */
  | { readonly kind: 'nothing there' }
  | {
      readonly kind: 'body';
      /** Where it came from at last. */
      readonly address: URL;
      readonly contentType: string;
      readonly contentDisposition: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
      /** False where it comes in pieces: their end is reported, and believed. */
      readonly isLengthTold: boolean;
      /** Throws where the body breaks off, is longer than allowed, or isn't as long as was said. */
      readonly bytes: AsyncGenerator<Uint8Array>;
    };

/** Asks for something, hands the answer to `take`, and is done with the connection when that is. */
export type Get = <T>(order: HttpsRequest, take: (answer: HttpsAnswer) => Promise<T>) => Promise<T>;

/** Opens a client for HTTPS, runs the body with it, and closes its connections. */
export async function withHttps<T>(
  network: Network,
  limits: HttpsLimits,
  signal: AbortSignal,
  body: (get: Get) => Promise<T>,
): Promise<T> {
  const surplus = { count: 0 };
  const dispatcher = dispatcherFor(network, limits, () => {
    surplus.count += 1;
  });
  try {
    return await body((order, take) => get(order, take, { dispatcher, limits, signal, surplus }));
  } finally {
    await dispatcher.destroy();
  }
}

interface Connection {
  readonly dispatcher: Dispatcher;
  readonly limits: HttpsLimits;
  readonly signal: AbortSignal;
  /** How often a server has sent bytes beyond the length that it said. */
  readonly surplus: { readonly count: number };
}

/** What a server sends beyond the length that it said comes with the last bytes, or soon after them. */
const SURPLUS_MS = 50;

/**
 * What connects to a host by HTTPS, through the proxy and with the certificates of the network; the caller destroys it.
 * undici rather than Node's own fetch: a proxy, certificates of one's own, and limits for connecting and for silence.
 * @param onSurplus called where a server sends bytes that nobody asked for; of one that closes the connection after each answer they
 *   aren't seen
 */
export function dispatcherFor(
  network: Network,
  limits: Pick<HttpsLimits, 'connectMs' | 'idleMs'>,
  onSurplus: () => void = () => undefined,
): Dispatcher {
  const trust =
    network.certificates === undefined ? {} : { ca: [...rootCertificates, network.certificates] };
  return new EnvHttpProxyAgent({
    // Said outright, so that undici doesn't look into the process's environment for itself.
    httpProxy: '',
    httpsProxy: network.proxy ?? '',
    noProxy: network.noProxy ?? '',
    connect: { timeout: limits.connectMs, ...trust },
    requestTls: { timeout: limits.connectMs, ...trust },
    proxyTls: { timeout: limits.connectMs, ...trust },
    headersTimeout: limits.idleMs,
    bodyTimeout: limits.idleMs,
    factory: (origin, options) =>
      new Pool(origin, options).on('disconnect', (_origin, _targets, error) => {
        // undici hands on as many bytes as were announced, and takes those after them for a second, senseless answer.
        if (error.message === 'bad response') onSurplus();
      }),
  });
}

async function get<T>(
  order: HttpsRequest,
  take: (answer: HttpsAnswer) => Promise<T>,
  { dispatcher, limits, signal, surplus }: Connection,
): Promise<T> {
  const whole = AbortSignal.timeout(limits.wholeMs);
  const stop = AbortSignal.any([signal, whole]);
  const because = (error: unknown, doing: string): unknown => {
    if (error instanceof QuarterlyError) return error;
    if (signal.aborted) return interrupted();
    if (whole.aborted) {
      return remoteFailure(
        `${order.address.host} took longer than ${Math.round(limits.wholeMs / 60_000)} minutes.`,
        { fix: 'The next pull tries again.', canRetry: true, cause: error },
      );
    }
    return unreachable(order.address, doing, error);
  };
  const seen = new Set<string>();
  let address = order.address;
  for (;;) {
    checkScheme(address, order.address);
    const loops = seen.has(address.href) || seen.size > limits.redirects;
    if (loops) throw redirectsTooOften(order.address, seen.size);
    seen.add(address.href);
    let answer: Dispatcher.ResponseData;
    const surplusBefore = surplus.count;
    try {
      answer = await request(address, {
        dispatcher,
        signal: stop,
        headers: headersFor(order, address),
      });
    } catch (error) {
      throw because(error, 'answer');
    }
    const onward = isRedirect(answer.statusCode) ? header(answer, 'location') : '';
    if (onward !== '') {
      answer.body.on('error', () => undefined).destroy();
      address = redirected(onward, address);
      continue;
    }
    try {
      return await take(
        answerOf(order, address, answer, because, () => surplus.count > surplusBefore),
      );
    } finally {
      answer.body.on('error', () => undefined).destroy();
    }
  }
}

function answerOf(
  order: HttpsRequest,
  address: URL,
  answer: Dispatcher.ResponseData,
  because: (error: unknown, doing: string) => unknown,
  hasSurplus: () => boolean,
): HttpsAnswer {
  const { statusCode } = answer;
  if (statusCode === 304) return { kind: 'unchanged' };
  if (statusCode === 404 || statusCode === 410) return { kind: 'nothing there' };
  if (statusCode !== 200) throw badStatus(address, answer);
  const length = header(answer, 'content-length');
  const isEncoded = !['', 'identity'].includes(header(answer, 'content-encoding'));
  const isUntold = length === '' && header(answer, 'transfer-encoding') === '';
  if (isEncoded || (isUntold && order.lengthMayBeUntold !== true)) {
    throw remoteFailure(
      isEncoded
        ? `${address.host} sends the file compressed, although it was asked not to.`
        : `${address.host} doesn't say how long the file is, so quarterly couldn't check that all of it came.`,
      {
        fix: isEncoded
          ? 'Ask its publisher to send files as they are.'
          : 'Give the file’s sha256 in quarterly.yaml, or receive it by hand.',
        canRetry: false,
      },
    );
  }
  if (Number(length) > order.mostBytes) throw tooLarge(address, order.mostBytes);
  return {
    kind: 'body',
    address,
    contentType: header(answer, 'content-type').toLowerCase(),
    contentDisposition: header(answer, 'content-disposition'),
    etag: header(answer, 'etag') || null,
    lastModified: header(answer, 'last-modified') || null,
    isLengthTold: length !== '',
    bytes: bytesOf(order, address, answer, because, hasSurplus),
  };
}

async function* bytesOf(
  order: HttpsRequest,
  address: URL,
  answer: Dispatcher.ResponseData,
  because: (error: unknown, doing: string) => unknown,
  hasSurplus: () => boolean,
): AsyncGenerator<Uint8Array> {
  const said = header(answer, 'content-length');
  let count = 0;
  try {
    for await (const piece of answer.body as AsyncIterable<Uint8Array>) {
      count += piece.byteLength;
      if (count > order.mostBytes) throw tooLarge(address, order.mostBytes);
      yield piece;
    }
  } catch (error) {
    throw because(error, 'send the whole file');
  }
  if (said !== '') await sleep(SURPLUS_MS);
  if (hasSurplus()) {
    throw remoteFailure(`${address.host} sent more than the ${said} bytes that it announced.`, {
      fix: 'The next pull tries again. If this goes on, ask the publisher, and receive the file by hand in the meantime.',
      canRetry: true,
    });
  }
  if (said !== '' && Number(said) !== count) {
    throw remoteFailure(`${address.host} sent ${count} bytes of ${said}.`, {
      fix: 'The next pull tries again.',
      canRetry: true,
    });
  }
}

function headersFor(order: HttpsRequest, address: URL): Record<string, string> {
  const { token, etag, lastModified } = order;
  const isOwnHost = address.origin === order.address.origin;
  return {
    'user-agent': USER_AGENT,
    accept: '*/*',
    'accept-encoding': 'identity',
    ...(token !== undefined && isOwnHost ? { authorization: `Bearer ${token}` } : {}),
    ...(etag == null ? {} : { 'if-none-match': etag }),
    ...(lastModified == null ? {} : { 'if-modified-since': lastModified }),
  };
}

/** "quarterly/0.2.0": publishers see who asks. */
const USER_AGENT = `quarterly/${
  (
    JSON.parse(readFileSync(path.join(projectRoot, 'package.json'), 'utf8')) as {
      version: string;
    }
  ).version
}`;

function header(answer: Dispatcher.ResponseData, name: string): string {
  const value = answer.headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function redirected(location: string, from: URL): URL {
  try {
    return new URL(location, from);
  } catch (cause) {
    throw remoteFailure(`${from.host} redirects to what is no address.`, {
      fix: 'Look the address up in a browser, and put the one that it ends at into quarterly.yaml.',
      canRetry: false,
      cause,
    });
  }
}

function checkScheme(address: URL, asked: URL): void {
  if (address.protocol === 'https:') return;
  throw remoteFailure(
    `${asked.host} leads to an address that begins with ${address.protocol}//, not https://: it isn't followed.`,
    {
      fix: 'What comes over an open line could be anybody’s. Find the address that begins with https://.',
      canRetry: false,
    },
  );
}

function redirectsTooOften(asked: URL, count: number): QuarterlyError {
  return remoteFailure(`${asked.host} redirects ${count} times and more, perhaps in a circle.`, {
    fix: 'Look the address up in a browser, and put the one that it ends at into quarterly.yaml.',
    canRetry: false,
  });
}

function tooLarge(address: URL, mostBytes: number): QuarterlyError {
  return remoteFailure(
    `${address.host} sends more than the ${Math.floor(mostBytes / MEGABYTE)} MB that are allowed.`,
    {
      fix: 'Check that it is the right file; if so, raise most_megabytes in quarterly.yaml.',
      canRetry: false,
    },
  );
}
const MEGABYTE = 1_000_000;

/** Another try may succeed: the server is busy, or had a fault. */
const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 500, 502, 503, 504]);

function badStatus(address: URL, answer: Dispatcher.ResponseData): QuarterlyError {
  const { statusCode } = answer;
  const wait = retryAfterIn(header(answer, 'retry-after'), header(answer, 'date'));
  const fixes: Readonly<Record<number, string>> = {
    401: 'Give the token that it asks for, by file or environment.',
    403: 'Ask its publisher whether the address has moved, or needs a token.',
    206: 'It sends a part that nobody asked for; ask its publisher.',
  };
  return remoteFailure(`${address.host} answers ${statusCode}.`, {
    fix: fixes[statusCode] ?? 'The next pull tries again; look the address up in a browser.',
    canRetry: PASSING.has(statusCode),
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
  });
}
