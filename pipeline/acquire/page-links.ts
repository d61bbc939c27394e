import { TextDecoder } from 'node:util';
import type { IsoDate } from '../core/calendar/days.js';
import { remoteFailure } from '../core/remote/failure.js';
import type { Get, HttpsAnswer } from '../core/remote/https.js';
import { type Link, type LinkPattern, linksIn, newestSet } from './links.js';

export interface WebPage {
  readonly address: URL;
  /** One a file of the return. */
  readonly patterns: readonly LinkPattern[];
  readonly token?: string | undefined;
}

const MOST_PAGE_BYTES = 10_000_000;
const LINKS_SHOWN = 5;
const LONGEST_TEXT = 80;

/**
 * The links that are meant, on the page as it is now: one a pattern, in their order.
 * @throws QuarterlyError `missing` where the page isn't there, or a link that is meant isn't on it
 */
export async function linksOn(
  page: WebPage,
  dateOf: (name: string) => IsoDate | undefined,
  get: Get,
): Promise<readonly Link[]> {
  const order = { address: page.address, mostBytes: MOST_PAGE_BYTES, token: page.token };
  const links = await get(order, async (answer) => {
    if (answer.kind !== 'body') throw noPage(page.address);
    return linksIn(await pageText(answer), answer.address);
  });
  const set = newestSet(links, page.patterns, dateOf);
  if (set.kind === 'none fits') throw noneFits(page, links, set.pattern);
  if (set.kind === 'no common day') throw noCommonDay(page, set.newest);
  const twin = set.links.find(
    (link, index) =>
      set.links.findIndex(({ address }) => address.href === link.address.href) < index,
  );
  if (twin !== undefined) throw meantTwice(page, twin);
  return set.links;
}

function noneFits({ address, patterns }: WebPage, links: readonly Link[], pattern: number) {
  const texts = [...new Set(links.map(({ text }) => text).filter((text) => text !== ''))];
  const first = texts.slice(0, LINKS_SHOWN).map(quoted);
  const which =
    patterns.length === 1
      ? 'is the one that is meant'
      : `fits link ${pattern + 1} of the ${patterns.length} in quarterly.yaml (${patternWords(patterns[pattern])})`;
  return remoteFailure(
    `None of the ${links.length} links on ${address.host} ${which}.${first.length === 0 ? '' : ` The first are ${first.join(', ')}.`}`,
    {
      fix: 'Open the page in a browser, and fix link: { text, address } in quarterly.yaml to fit what it says now.',
      canRetry: false,
    },
  );
}

function noCommonDay({ address }: WebPage, newest: readonly Link[]) {
  return remoteFailure(
    `The newest links on ${address.host} are of different days: ${newest.map(quoted).join(', ')}.`,
    {
      fix: 'The files of a return speak for one day: it is fetched once all of them are there. If these do belong together, receive them by hand with --as-at.',
      canRetry: false,
    },
  );
}

function meantTwice({ address }: WebPage, link: Link) {
  return remoteFailure(`Two patterns mean one link on ${address.host}: ${quoted(link)}.`, {
    fix: 'Fix link: in quarterly.yaml so that each pattern means a file of its own.',
    canRetry: false,
  });
}

function noPage(address: URL) {
  return remoteFailure(`There is no page at ${address.host}${address.pathname}.`, {
    fix: 'Its publisher has moved it: search for it, and fix page: in quarterly.yaml.',
    canRetry: false,
  });
}

function patternWords(pattern: LinkPattern | undefined): string {
  return Object.entries(pattern ?? {})
    .map(([key, value]: [string, RegExp]) => `${key}: "${value.source}"`)
    .join(', ');
}

function quoted(link: Link | string): string {
  const text =
    typeof link === 'string' ? link : link.text === '' ? link.address.pathname : link.text;
  return `"${text.slice(0, LONGEST_TEXT)}"`;
}

async function pageText(answer: Extract<HttpsAnswer, { kind: 'body' }>): Promise<string> {
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
