import { SaxesParser } from 'saxes';

import type { ReadLimits } from '../zip/limits.js';
import type { Member } from '../zip/member.js';
import { damaged, megabytes, refusal } from '../zip/refuse.js';

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
 * Reads a small part whole (list of sheets, relations, styles, tables, drawings). Document types are refused, so nothing is
 * expanded or fetched.
 * @throws QuarterlyError `contract` for a part that is too large or malformed.
 */
export async function readTree(part: Member, file: string, limits: ReadLimits): Promise<Node> {
  const broken = (what: string, cause?: unknown) =>
    damaged({ file }, `its part ${part.name} ${what}`, cause);
  const beyond = (what: string) =>
    refusal(
      { file },
      `The file's part ${part.name} has more than ${what}.`,
      'Copy the rows into a new workbook (values only), save it as .xlsx, and send that.',
    );
  if (part.size > limits.partBytes)
    throw beyond(`the ${megabytes(limits.partBytes)} that are read of it`);
  const pieces: Uint8Array[] = [];
  for await (const piece of part.stream()) pieces.push(piece);
  const text = decoded(pieces);
  if (text === undefined) throw broken('is not text');
  const parser = new SaxesParser({ xmlns: true, position: false });
  const root: OpenNode = { name: '', attributes: {}, children: [], text: '' };
  const open: OpenNode[] = [root];
  let elements = 0;
  let attributeCount = 0;
  parser.on('doctype', () => {
    throw broken('holds a document type');
  });
  parser.on('error', (error) => {
    throw broken('is not well-formed', error);
  });
  parser.on('attribute', () => {
    attributeCount += 1;
    if (attributeCount > limits.attributes)
      throw beyond(`${limits.attributes} attributes in one element`);
  });
  parser.on('opentag', (tag) => {
    elements += 1;
    attributeCount = 0;
    if (elements > limits.elements)
      throw beyond(`${limits.elements.toLocaleString('en-GB')} elements`);
    if (open.length > DEEPEST) throw broken('nests too deep');
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

/** UTF-8, or UTF-16 with its mark; undefined where the bytes are neither. */
function decoded(pieces: readonly Uint8Array[]): string | undefined {
  const [first = 0, second = 0] = pieces[0] ?? [];
  const mark = (first << 8) | second;
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    return [
      ...pieces.map((piece) => decoder.decode(piece, { stream: true })),
      decoder.decode(),
    ].join('');
  } catch {
    return undefined;
  }
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

/** A boolean attribute of the format. */
export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}
