import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TextDecoder } from 'node:util';
import { remoteFailure } from '../remote/failure.js';
import {
  type Get,
  type HttpsAnswer,
  httpsLimits,
  type Network,
  withHttps,
} from '../remote/https.js';
import type { Errand, Looked } from './errand.js';
import { fileNameOf } from './file-name.js';
import { type Link, type LinkPattern, linksIn, newestLink } from './links.js';

export interface WebPlace {
  /** The file, or the page that links to it. */
  readonly address: URL;
  /** Where the address is a page: which of its links is meant. */
  readonly link?: LinkPattern | undefined;
  readonly sha256?: string | undefined;
  readonly token?: string | undefined;
  readonly network: Network;
}

type Body = Extract<HttpsAnswer, { kind: 'body' }>;

const MOST_PAGE_BYTES = 10_000_000;
const LINKS_SHOWN = 5;

/**
 * Takes the file at an address, or at the newest link of a page, unless its publisher says that it is the one that was taken last.
 * @throws QuarterlyError `missing` where it can't be had whole, or isn't what it should be
 */
export function fromWeb(place: WebPlace, errand: Errand): Promise<Looked> {
  return withHttps(place.network, httpsLimits, errand.signal, async (get) => {
    const file =
      place.link === undefined ? undefined : await linkOn(place, place.link, get, errand);
    return takeFile(place, file, get, errand);
  });
}

async function takeFile(
  place: WebPlace,
  link: Link | undefined,
  get: Get,
  errand: Errand,
): Promise<Looked> {
  const address = link?.address ?? place.address;
  const where = shown(address);
  const known = validators(errand.markOf(where));
  const isOwnHost = address.origin === place.address.origin;
  const order = {
    address,
    mostBytes: errand.mostBytes,
    token: isOwnHost ? place.token : undefined,
    lengthMayBeUntold: place.sha256 !== undefined,
    ...known,
  };
  return get(order, async (answer) => {
    if (answer.kind === 'unchanged') return { unchanged: 1, left: [] };
    if (answer.kind === 'nothing there') return { unchanged: 0, left: [] };
    refusePage(answer);
    const copy = path.join(errand.staging, fileNameOf(answer));
    try {
      await mkdir(errand.staging, { recursive: true, mode: 0o700 });
      const sha256 = await download(answer.bytes, copy);
      refuseOther(place, answer, sha256);
      const { etag, lastModified } = answer;
      const mark = JSON.stringify({ etag, lastModified, sha256 });
      // Where the server tells nothing of changes, the bytes do.
      if (mark === errand.markOf(where)) return { unchanged: 1, left: [] };
      const alsoNamed = link === undefined || link.text === '' ? [] : [link.text];
      await errand.take({ place: where, path: copy, alsoNamed, mark });
      return { unchanged: 0, left: [] };
    } finally {
      await rm(copy, { force: true });
    }
  });
}

/** The link that is meant, on the page as it is now. */
async function linkOn(
  place: WebPlace,
  pattern: LinkPattern,
  get: Get,
  errand: Errand,
): Promise<Link> {
  const order = { address: place.address, mostBytes: MOST_PAGE_BYTES, token: place.token };
  const links = await get(order, async (answer) => {
    if (answer.kind !== 'body') throw noPage(place.address);
    return linksIn(await textOf(answer), answer.address);
  });
  const found = newestLink(links, pattern, errand.dateOf);
  if (found !== undefined) return found;
  const texts = [...new Set(links.map(({ text }) => text).filter((text) => text !== ''))];
  const first = texts.slice(0, LINKS_SHOWN).map((text) => `"${text.slice(0, 80)}"`);
  throw remoteFailure(
    `None of the ${links.length} links on ${place.address.host} is the one that is meant.${first.length === 0 ? '' : ` The first are ${first.join(', ')}.`}`,
    {
      mend: 'Open the page in a browser, and mend link: { text, address } in quarterly.yaml to fit what it says now.',
      canRetry: false,
    },
  );
}

async function download(bytes: AsyncIterable<Uint8Array>, to: string): Promise<string> {
  const hash = createHash('sha256');
  async function* hashed(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      yield piece;
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(to, { mode: 0o600 }));
  return hash.digest('hex');
}

async function textOf(answer: Body): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.bytes) pieces.push(piece);
  const label = /charset="?([\w-]+)/.exec(answer.contentType)?.[1] ?? 'utf-8';
  return decoder(label).decode(Buffer.concat(pieces));
}

function decoder(label: string): TextDecoder {
  try {
    return new TextDecoder(label);
  } catch {
    return new TextDecoder();
  }
}

/** A page where a file should be is a login, an apology, or a change of mind. */
function refusePage({ contentType, address }: Body): void {
  if (!/^(text\/html|application\/xhtml)/.test(contentType)) return;
  throw remoteFailure(`${address.host} gives a web page where the file should be.`, {
    mend: 'Open the address in a browser: it may want a login. If it is a page with a link to the file, use page: and link: in quarterly.yaml.',
    canRetry: false,
  });
}

function refuseOther(place: WebPlace, { address }: Body, sha256: string): void {
  if (place.sha256 === undefined || place.sha256 === sha256) return;
  throw remoteFailure(
    `${address.host} gives a file whose sha256 is ${sha256}, not the one in quarterly.yaml.`,
    {
      mend: 'Find out from its publisher whether it was replaced; if so, put the new sha256 there.',
      canRetry: false,
    },
  );
}

function noPage(address: URL) {
  return remoteFailure(`There is no page at ${address.host}${address.pathname}.`, {
    mend: 'Its publisher has moved it: search for it, and mend page: in quarterly.yaml.',
    canRetry: false,
  });
}

/** An address as the ledger keeps it: what follows the question mark may hold a token. */
function shown(address: URL): string {
  return `${address.origin}${address.pathname}`;
}

function validators(mark: string | undefined): { etag?: string; lastModified?: string } {
  if (mark === undefined) return {};
  const { etag, lastModified } = JSON.parse(mark) as Record<string, string | null>;
  return {
    ...(typeof etag === 'string' ? { etag } : {}),
    ...(typeof lastModified === 'string' ? { lastModified } : {}),
  };
}
