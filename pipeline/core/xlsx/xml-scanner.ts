import { MOST_ATTRIBUTES } from '../zip/limits.js';

/** What a scanner tells about a document. Depth 0 is the root element. */
export interface XmlEvents {
  /** Text and CDATA are handed over only while this is true. */
  readonly wantsText: boolean;
  open(name: string, depth: number, tag: XmlTag): void;
  close(name: string, depth: number): void;
  text(value: string): void;
}

/** The attributes of the element that is being opened; valid only during `open`. */
export interface XmlTag {
  attribute(name: string): string | undefined;
}

/** Text that isn't well-formed XML, or holds what a worksheet never does. */
export class XmlFault extends Error {}

const LESS_THAN = 60;
const GREATER_THAN = 62;
const SLASH = 47;
const EXCLAMATION = 33;
const QUESTION = 63;
const EQUALS = 61;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;

/** A single tag, comment or text of a worksheet is far shorter: a cell holds at most 32,767 characters. */
const LONGEST_TOKEN = 2 * 1024 * 1024;
const DEEPEST = 64;

/**
 * Cuts XML that comes in pieces into tags and text, for the two kinds of part that are too large for a parser which looks
 * at every character: worksheets and the table of texts. It checks that tags nest, end and close, and refuses document
 * types, so nothing outside the document is ever fetched or expanded. Elements are named without the root's prefix; those
 * of another prefix keep theirs.
 */
export class XmlScanner implements XmlTag {
  /** Where the tag that is being opened or closed begins, in characters from the start. */
  tagStart = 0;
  private rest = '';
  /** Characters read before `rest`. */
  private before = 0;
  private readonly openNames: string[] = [];
  private prefix = '';
  private hasRoot = false;
  private attributeCount = 0;
  private readonly attributeNames: string[] = [];
  private readonly attributeValues: string[] = [];

  constructor(private readonly events: XmlEvents) {}

  /** Reads a piece of the document. Throws XmlFault. */
  write(piece: string): void {
    const text = this.rest === '' ? piece : this.rest + piece;
    const length = text.length;
    let at = 0;
    while (at < length) {
      if (text.charCodeAt(at) !== LESS_THAN) {
        const end = text.indexOf('<', at);
        if (end === -1) break;
        this.characters(text, at, end);
        at = end;
      }
      this.tagStart = this.before + at;
      const next = this.token(text, at);
      if (next === -1) break;
      at = next;
    }
    this.before += at;
    this.rest = at === 0 ? text : text.slice(at);
    if (this.rest.length > LONGEST_TOKEN) throw new XmlFault('a tag or text never ends');
  }

  /** Says that the document is over. Throws XmlFault where it can't be. */
  end(): void {
    if (!this.hasRoot || this.openNames.length > 0) throw new XmlFault('it ends too soon');
    if (this.rest.trim() !== '') throw new XmlFault('text follows its end');
  }

  attribute(name: string): string | undefined {
    for (let i = 0; i < this.attributeCount; i += 1)
      if (this.attributeNames[i] === name) return unescaped(this.attributeValues[i] ?? '');
    return undefined;
  }

  private characters(text: string, from: number, to: number): void {
    if (this.events.wantsText) {
      this.events.text(unescaped(text.slice(from, to)));
      return;
    }
    if (this.openNames.length === 0 && text.slice(from, to).replace('\uFEFF', '').trim() !== '')
      throw new XmlFault('text is outside its root');
  }

  /** Reads what begins with `<` at `at`; the position after it, or -1 where it isn't whole yet. */
  private token(text: string, at: number): number {
    const code = text.charCodeAt(at + 1);
    if (code === SLASH) return this.endTag(text, at);
    if (code === QUESTION) return after(text, '?>', at);
    if (code === EXCLAMATION) return this.declaration(text, at);
    return this.startTag(text, at);
  }

  private declaration(text: string, at: number): number {
    if (text.startsWith('<!--', at)) return after(text, '-->', at + 4);
    if (text.startsWith('<![CDATA[', at)) {
      const end = text.indexOf(']]>', at);
      if (end === -1) return -1;
      if (this.events.wantsText) this.events.text(text.slice(at + 9, end));
      return end + 3;
    }
    // Either is still incomplete, or it is a document type, the door to external entities and to expansion bombs.
    if (
      text.length - at < 9 &&
      ('<!--'.startsWith(text.slice(at)) || '<![CDATA['.startsWith(text.slice(at)))
    )
      return -1;
    throw new XmlFault('it holds a document type');
  }

  private endTag(text: string, at: number): number {
    const end = text.indexOf('>', at);
    if (end === -1) return -1;
    const depth = this.openNames.length - 1;
    const open = this.openNames[depth];
    let to = end;
    if (open === undefined || to - at - 2 !== open.length) {
      while (isSpace(text.charCodeAt(to - 1))) to -= 1;
      if (open === undefined || to - at - 2 !== open.length) throw mismatch(open);
    }
    if (!text.startsWith(open, at + 2)) throw mismatch(open);
    this.openNames.pop();
    this.events.close(this.local(open), depth);
    return end + 1;
  }

  private startTag(text: string, at: number): number {
    const length = text.length;
    let i = at + 1;
    for (; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === GREATER_THAN || code === SLASH || isSpace(code)) break;
    }
    if (i === length) return -1;
    const name = text.slice(at + 1, i);
    this.attributeCount = 0;
    for (;;) {
      while (isSpace(text.charCodeAt(i))) i += 1;
      const code = text.charCodeAt(i);
      if (code === GREATER_THAN) {
        this.opened(name, false);
        return i + 1;
      }
      if (code === SLASH) {
        if (i + 1 === length) return -1;
        if (text.charCodeAt(i + 1) !== GREATER_THAN) throw new XmlFault('a tag is malformed');
        this.opened(name, true);
        return i + 2;
      }
      i = this.readAttribute(text, i);
      if (i === -1) return -1;
    }
  }

  private readAttribute(text: string, from: number): number {
    const length = text.length;
    let i = from;
    for (; i < length; i += 1) {
      const code = text.charCodeAt(i);
      if (code === EQUALS || isSpace(code)) break;
      if (code === GREATER_THAN || code === LESS_THAN || code === SLASH)
        throw new XmlFault('an attribute has no value');
    }
    const name = text.slice(from, i);
    while (isSpace(text.charCodeAt(i))) i += 1;
    if (i >= length) return -1;
    if (text.charCodeAt(i) !== EQUALS || name === '')
      throw new XmlFault('an attribute is malformed');
    i += 1;
    while (isSpace(text.charCodeAt(i))) i += 1;
    if (i >= length) return -1;
    const quote = text.charCodeAt(i);
    if (quote !== DOUBLE_QUOTE && quote !== SINGLE_QUOTE)
      throw new XmlFault('an attribute is not quoted');
    const end = text.indexOf(quote === DOUBLE_QUOTE ? '"' : "'", i + 1);
    if (end === -1) return -1;
    if (this.attributeCount === MOST_ATTRIBUTES)
      throw new XmlFault(`an element has more than ${MOST_ATTRIBUTES} attributes`);
    this.attributeNames[this.attributeCount] = name;
    this.attributeValues[this.attributeCount] = text.slice(i + 1, end);
    this.attributeCount += 1;
    return end + 1;
  }

  private opened(name: string, isEmpty: boolean): void {
    const depth = this.openNames.length;
    if (depth === 0) {
      if (this.hasRoot || name === '') throw new XmlFault('it has more than one root');
      this.hasRoot = true;
      this.prefix = name.slice(0, name.indexOf(':') + 1);
    }
    if (depth === DEEPEST) throw new XmlFault('its tags nest too deep');
    const local = this.local(name);
    this.events.open(local, depth, this);
    if (isEmpty) this.events.close(local, depth);
    else this.openNames.push(name);
  }

  private local(name: string): string {
    const { prefix } = this;
    if (prefix === '') return name;
    return name.startsWith(prefix) ? name.slice(prefix.length) : `:${name}`;
  }
}

function mismatch(open: string | undefined): XmlFault {
  return new XmlFault(
    open === undefined ? 'a tag closes that was never opened' : 'a tag closes another',
  );
}

function after(text: string, what: string, from: number): number {
  const end = text.indexOf(what, from);
  return end === -1 ? -1 : end + what.length;
}

function isSpace(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The only names that may follow `&`: a look-up in an object would find those of its prototype as well. */
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text with its five named and its numbered characters in place, and line ends as XML has them. Throws XmlFault. */
function unescaped(raw: string): string {
  const text = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw;
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10};)?/g, (_whole, reference: string | undefined) => {
    const character = reference === undefined ? undefined : characterOf(reference.slice(0, -1));
    if (character === undefined) throw new XmlFault('it holds an unknown character reference');
    return character;
  });
}

/** The character of a reference; undefined for one that XML doesn't have, such as half of a pair (XML 1.0, 2.2). */
function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return ENTITIES.get(name);
  const isHex = /^#x[0-9a-f]{1,8}$/i.test(name);
  if (!isHex && !/^#\d{1,8}$/.test(name)) return undefined;
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter =
    code > 0 &&
    code <= 0x10ffff &&
    !(code >= 0xd800 && code <= 0xdfff) &&
    (code & 0xfffe) !== 0xfffe;
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
