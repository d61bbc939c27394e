import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { IsoDate } from '../core/calendar/days.js';
import { shortText } from '../core/short-text.js';

/** A link of a page. */
export interface Link {
  readonly address: URL;
  /** What the reader sees, in one line; of a long text the beginning. */
  readonly text: string;
}

/** How the link that is meant is known. */
export interface LinkPattern {
  readonly text?: RegExp | undefined;
  readonly address?: RegExp | undefined;
}

type Node = DefaultTreeAdapterTypes.Node;

/** The links of a page in their order, as a browser would see them; what leads nowhere is left out. */
export function linksIn(html: string, page: URL): Link[] {
  const links: Link[] = [];
  let base = page;
  for (const node of walk(parse(html))) {
    if (!('tagName' in node)) continue;
    const href = node.attrs.find(({ name }) => name === 'href')?.value.trim();
    if (href === undefined) continue;
    if (node.tagName === 'base') base = resolved(href, page) ?? base;
    if (node.tagName !== 'a') continue;
    const address = resolved(href, base);
    if (address !== undefined) links.push({ address, text: nodeText(node) });
  }
  return links;
}

/** A link with the day in its text, or else in its file's name. */
interface DatedLink {
  readonly link: Link;
  readonly day: IsoDate | undefined;
}

/** The links that make up a return, one a pattern, or why they can't be had. */
export type LinkSet =
  | { readonly kind: 'found'; readonly links: readonly Link[] }
  /** Number of a pattern that no link fits. */
  | { readonly kind: 'none fits'; readonly pattern: number }
  /** Every pattern has its links, but there is no day for which all have one; the newest of each. */
  | { readonly kind: 'no common day'; readonly newest: readonly Link[] };

/**
 * The newest set of links that a page has, one for each pattern, all of one day: the latest day that every pattern's links have in their texts,
 * or else in their files' names, by the source's own rule. A pattern whose links give no day goes with any. Of equals the first on the
 * page, since publishers put the newest at the top.
 */
export function newestSet(
  links: readonly Link[],
  patterns: readonly LinkPattern[],
  dateOf: (name: string) => IsoDate | undefined,
): LinkSet {
  const fitting = patterns.map((pattern) =>
    links
      .filter((link) => fits(link, pattern))
      .map((link): DatedLink => ({ link, day: dayOf(link, dateOf) })),
  );
  const pattern = fitting.findIndex((candidates) => candidates.length === 0);
  if (pattern >= 0) return { kind: 'none fits', pattern };
  const dated = fitting.filter((candidates) => newestDay(candidates) !== undefined);
  const [first = [], ...others] = dated;
  const common = first.filter(({ day }) =>
    others.every((candidates) => candidates.some((other) => other.day === day)),
  );
  const day = newestDay(common);
  const isFound = dated.length === 0 || day !== undefined;
  const chosen = fitting.map((candidates) => {
    const meant = isFound && dated.includes(candidates) ? day : newestDay(candidates);
    return candidates.find((candidate) => candidate.day === meant)?.link;
  });
  const set = chosen.filter((link) => link !== undefined);
  return isFound ? { kind: 'found', links: set } : { kind: 'no common day', newest: set };
}

function newestDay(candidates: readonly DatedLink[]): IsoDate | undefined {
  return candidates
    .flatMap(({ day }) => (day === undefined ? [] : [day]))
    .sort()
    .at(-1);
}

function dayOf(
  { text, address }: Link,
  dateOf: (name: string) => IsoDate | undefined,
): IsoDate | undefined {
  return dateOf(text) ?? dateOf(fileNameIn(address));
}

/** The last part of an address's path, decoded. */
export function fileNameIn(address: URL): string {
  const last = address.pathname.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

/** Browsers and servers take no longer ones for granted. */
const LONGEST_ADDRESS = 2_000;

function fits({ text, address }: Link, pattern: LinkPattern): boolean {
  return (
    (pattern.text?.test(text) ?? true) &&
    (pattern.address?.test(shortText(address.href, LONGEST_ADDRESS)) ?? true)
  );
}

function resolved(href: string, base: URL): URL | undefined {
  return URL.canParse(href, base.href) ? new URL(href, base) : undefined;
}

/** A node and all beneath it, in the page's order; without recursion, since a page may be nested as deeply as it likes. */
function* walk(top: Node): Generator<Node> {
  const ahead = [top];
  for (let node = ahead.pop(); node !== undefined; node = ahead.pop()) {
    yield node;
    if ('childNodes' in node) for (const child of [...node.childNodes].reverse()) ahead.push(child);
  }
}

/** What is looked through for the text of a link: links within links would else be read again and again. */
const MOST = { nodes: 200, characters: 3_000 };

function nodeText(node: Node): string {
  let [text, nodes] = ['', 0];
  for (const each of walk(node)) {
    if ('value' in each) text += each.value.slice(0, MOST.characters);
    nodes += 1;
    if (nodes >= MOST.nodes || text.length >= MOST.characters) break;
  }
  return shortText(text.replace(/\s+/gu, ' ').trim());
}
