import { SaxesParser } from 'saxes';

import type { ReadLimits } from '../../../pipeline/core/zip/limits.js';
import { refusal } from '../../../pipeline/core/zip/refuse.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { MessageFault } from './message-rows.js';
import { xmlText } from './xml-text.js';

/** Takes a document's elements and texts in their order. Names come without a prefix. */
export interface XmlVisitor {
  opened(name: string, line: number): void;
  said(text: string): void;
  closed(): void;
}

/**
 * Reads an XML file piece by piece, and says after each that it did, so that its reader can hand on what it has. Nothing is expanded or
 * fetched: a document type is refused. No tag, text, comment or nesting can take more memory than `limits` allow. Throws `contract`
 * with the line; never with any of the text, which may be a child's.
 */
export async function* scanXml(
  source: ByteSource,
  limits: ReadLimits,
  visitor: XmlVisitor,
): AsyncGenerator<void> {
  const parser = new SaxesParser({ xmlns: false, position: false });
  const names = new Map<string, string>();
  let depth = 0;
  // Characters since the parser last came to the end of anything: what it holds can't be longer.
  let held = 0;
  const refuse = (what: string, fix: string, cause?: unknown) =>
    refusal({ file: source.name, line: parser.line }, `Line ${parser.line}: ${what}`, fix, cause);
  parser.on('doctype', () => {
    throw refuse(
      'the file holds a document type (<!DOCTYPE>), which a return never has and which could make it grow without end.',
      'Have your system export the message without one.',
    );
  });
  parser.on('error', () => {
    throw refuse(
      'the file isn\'t well-formed XML: a tag, an attribute or a character such as "&" isn\'t as XML wants it.',
      'Have your system export the message again; if it was changed by hand, open it in a browser, which shows the fault.',
    );
  });
  const ended = (): void => {
    held = 0;
  };
  parser.on('comment', ended);
  parser.on('processinginstruction', ended);
  let attributes = 0;
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.attributes)
      throw refuse(
        `an element has more than ${limits.attributes} attributes.`,
        'Check that it is the message that your system exports.',
      );
  });
  parser.on('opentag', ({ name }) => {
    held = 0;
    attributes = 0;
    depth += 1;
    if (depth > limits.xmlDepth)
      throw refuse(
        `its elements are more than ${limits.xmlDepth} levels deep.`,
        'Check that it is the message that your system exports.',
      );
    visitor.opened(localName(names, name), parser.line);
  });
  const said = (text: string): void => {
    held = 0;
    visitor.said(text);
  };
  parser.on('text', said);
  parser.on('cdata', said);
  parser.on('closetag', () => {
    held = 0;
    depth -= 1;
    visitor.closed();
  });
  try {
    for await (const text of xmlText(source)) {
      // UTF-16 comes in pieces of any size; each is bounded by that of the bytes it came in.
      held += text.length;
      parser.write(text);
      if (held > limits.xmlToken + text.length)
        throw refuse(
          `a tag, a text or a comment is longer than ${limits.xmlToken.toLocaleString('en-GB')} characters.`,
          'Check that it is the message that your system exports, and whole.',
        );
      yield;
    }
    parser.close();
  } catch (error) {
    if (!(error instanceof MessageFault)) throw error;
    throw refuse(
      `${error.message}.`,
      'Check that it is the message that your system exports: no return holds so much of one child.',
      error,
    );
  }
  yield;
}

/** A name without its prefix; kept, for the same few names come a million times. */
function localName(names: Map<string, string>, name: string): string {
  if (!name.includes(':')) return name;
  const known = names.get(name);
  if (known !== undefined) return known;
  const local = name.slice(name.lastIndexOf(':') + 1);
  if (names.size < 1_000) names.set(name, local);
  return local;
}
