import { SaxesParser, type SaxesTagNS } from 'saxes';

import type { Member } from '../zip/archive.js';
import { damaged } from '../zip/refuse.js';
import { utf8Text } from '../zip/utf8.js';

/** An element of a small part, as it opens. `path` leads from the root to its parent, by local names. */
export interface Element {
  readonly name: string;
  readonly path: readonly string[];
  /** An attribute's value; `namespace` as its end, since the strict and the usual form differ before it. */
  attribute(name: string, namespace?: string): string | undefined;
}

/**
 * Reads a part of a workbook that is small and held whole (list of sheets, relations, styles), element by element. Document
 * types are refused, so nothing is expanded or fetched. Throws `contract` for a part that is too large or malformed.
 */
export async function readSmallPart(
  member: Member,
  file: string,
  limit: number,
  visit: (element: Element) => void,
): Promise<void> {
  if (member.size > limit) throw damaged({ file }, `its part ${member.name} is far too large`);
  const pieces: Uint8Array[] = [];
  for await (const piece of member.stream()) pieces.push(piece);
  const text = partText(Buffer.concat(pieces));
  if (text === undefined) throw damaged({ file }, `its part ${member.name} is not text`);
  const parser = new SaxesParser({ xmlns: true, position: false });
  const path: string[] = [];
  parser.on('doctype', () => {
    throw damaged({ file }, `its part ${member.name} holds a document type`);
  });
  parser.on('error', (error) => {
    throw damaged({ file }, `its part ${member.name} is not well-formed`, error);
  });
  parser.on('opentag', (tag) => {
    if (path.length > 64) throw damaged({ file }, `its part ${member.name} nests too deep`);
    visit({ name: tag.local, path, attribute: (name, space) => attributeOf(tag, name, space) });
    path.push(tag.local);
  });
  parser.on('closetag', () => {
    path.pop();
  });
  parser.write(text).close();
}

function partText(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return utf8Text(bytes);
}

function attributeOf(tag: SaxesTagNS, name: string, namespace = ''): string | undefined {
  return Object.values(tag.attributes).find(
    (attribute) =>
      attribute.local === name &&
      (namespace === '' ? attribute.prefix === '' : attribute.uri.endsWith(namespace)),
  )?.value;
}
