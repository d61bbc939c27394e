import { SaxesParser } from 'saxes';

import type { Member } from '../../../pipeline/core/zip/archive.js';
import { damaged } from '../../../pipeline/core/zip/refuse.js';
import { utf8Text } from '../../../pipeline/core/zip/utf8.js';
import { auditLimits, MOST_ELEMENTS } from '../limits.js';

/** An element of a small part, with all beneath it. */
export interface Node {
  /** Without its prefix. */
  readonly name: string;
  /** By local name; of a prefixed attribute the prefix is dropped unless a plain one has the same name. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly Node[];
  /** The text directly in it. */
  readonly text: string;
}

interface OpenNode {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: OpenNode[];
  text: string;
}

const DEEPEST = 64;

/**
 * Reads a small part whole (properties, styles, relations, tables, drawings). Document types are refused, so nothing is
 * expanded or fetched.
 * @throws QuarterlyError `contract` for a part that is too large or malformed.
 */
export async function readTree(member: Member, file: string): Promise<Node> {
  const broken = (what: string, cause?: unknown) =>
    damaged({ file }, `its part ${member.name} ${what}`, cause);
  if (member.size > auditLimits.partBytes) throw broken('is far too large');
  const pieces: Uint8Array[] = [];
  for await (const piece of member.stream()) pieces.push(piece);
  const text = decoded(Buffer.concat(pieces));
  if (text === undefined) throw broken('is not text');
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: OpenNode = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenNode[] = [root];
  let elements = 0;
  parser.on('doctype', () => {
    throw broken('holds a document type');
  });
  parser.on('error', (error) => {
    throw broken('is not well-formed', error);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    if (elements > MOST_ELEMENTS || open.length > DEEPEST) throw broken('is far too large');
    const attributes: Record<string, string> = {};
    for (const { prefix, local, value } of Object.values(tag.attributes))
      if (prefix === '' || attributes[local] === undefined) attributes[local] = value;
    const node: OpenNode = { name: tag.local, attributes, children: [], text: '' };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  parser.on('text', (value) => {
    const node = open.at(-1);
    if (node !== undefined) node.text += value;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(text).close();
  const [top] = root.children;
  if (top === undefined) throw broken('is empty');
  return top;
}

function decoded(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return utf8Text(bytes);
}

/** The first child of a name. */
export function child(node: Node | undefined, name: string): Node | undefined {
  return node?.children.find((each) => each.name === name);
}

/** The children of a node's child, such as the `sheet`s of `sheets`. */
export function childrenOf(node: Node | undefined, name: string): readonly Node[] {
  return child(node, name)?.children ?? [];
}

/** Every element of a name beneath a node, in document order. */
export function* descendants(node: Node, name: string): Generator<Node> {
  for (const each of node.children) {
    if (each.name === name) yield each;
    yield* descendants(each, name);
  }
}
