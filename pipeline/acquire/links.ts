import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import type { IsoDate } from '../calendar/days.js';

/** A link of a page. */
export interface Link {
  readonly address: URL;
  /** What the reader sees, in one line. */
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
    if (address !== undefined) links.push({ address, text: textOf(node) });
  }
  return links;
}

/**
 * The newest of the links that fit a pattern: the one whose text, or else whose file's name, tells the latest date by the source's own rule
 * for names; of equals, and of those without a date, the first on the page, since publishers put the newest at the top.
 */
export function newestLink(
  links: readonly Link[],
  pattern: LinkPattern,
  dateOf: (name: string) => IsoDate | undefined,
): Link | undefined {
  let newest: { link: Link; day: IsoDate } | undefined;
  for (const link of links) {
    if (!fits(link, pattern)) continue;
    const day = dateOf(link.text) ?? dateOf(fileNameIn(link.address)) ?? '';
    if (newest === undefined || day > newest.day) newest = { link, day };
  }
  return newest?.link;
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

function fits({ text, address }: Link, pattern: LinkPattern): boolean {
  return (pattern.text?.test(text) ?? true) && (pattern.address?.test(address.href) ?? true);
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

function textOf(node: Node): string {
  let text = '';
  for (const each of walk(node)) if ('value' in each) text += each.value;
  return text.replace(/\s+/gu, ' ').trim();
}
