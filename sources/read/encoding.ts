import { isAscii, isUtf8 } from 'node:buffer';

import { readHead } from '../../pipeline/core/files/byte-source.js';
import { refusal } from '../../pipeline/core/zip/refuse.js';
import type { ByteSource } from '../../pipeline/core/files/tabular-file.js';
import { utf8Text, wholeCharacters } from '../../pipeline/core/zip/utf8.js';

export type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Plain ASCII so far: the same text in all encodings that have no mark, to be decided at the first byte that isn't. */
export type OpenEncoding = Encoding | 'undecided';

/** The encoding that a file's byte order mark tells. */
export async function encodingByMark(source: ByteSource): Promise<OpenEncoding> {
  const mark = await readHead(source, 2);
  if (mark[0] === 0xff && mark[1] === 0xfe) return 'utf-16le';
  return mark[0] === 0xfe && mark[1] === 0xff ? 'utf-16be' : 'undecided';
}

/**
 * The encoding of a text file. A byte order mark decides; without one it is UTF-8 if every byte of the file says so, else
 * Windows-1252 (Excel's "CSV" in Britain). All bytes are looked through first, as the one that decides may stand in the
 * last row. Throws `contract` for a file with NUL bytes, which is no text.
 */
export async function detectEncoding(source: ByteSource): Promise<Encoding> {
  const marked = await encodingByMark(source);
  if (marked !== 'undecided') return marked;
  let encoding: Encoding | undefined;
  for await (const piece of wholeCharacters(source.stream())) {
    if (piece.includes(0)) throw await nulRefusal(source);
    if (encoding === undefined && !isUtf8(piece)) encoding = 'windows-1252';
  }
  return encoding ?? 'utf-8';
}

/** The byte order mark, also as a file has it that begins in UTF-8 and goes on in Windows-1252. */
const MARK = /^(?:\uFEFF|\u00EF\u00BB\u00BF)/;

/** The file's text in pieces, without its byte order mark. No piece ends within a character. */
export async function* decode(source: ByteSource, encoding: OpenEncoding): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of decodePieces(source, encoding)) {
    const text = isFirst ? piece.replace(MARK, '') : piece;
    if (piece !== '') isFirst = false;
    if (text !== '') yield text;
  }
}

async function* decodePieces(source: ByteSource, encoding: OpenEncoding): AsyncGenerator<string> {
  if (encoding === 'undecided') {
    const stream = source.stream()[Symbol.asyncIterator]();
    try {
      for (let next = await stream.next(); next.done !== true; next = await stream.next()) {
        const piece = next.value;
        if (isAscii(piece) && !piece.includes(0)) yield utf8Text(piece) ?? '';
        else {
          const rest = { ...source, stream: () => following(piece, stream) };
          yield* decodePieces(rest, await detectEncoding(source));
          return;
        }
      }
    } finally {
      await stream.return?.();
    }
    return;
  }
  if (encoding === 'utf-8') {
    for await (const piece of wholeCharacters(source.stream())) {
      const text = utf8Text(piece);
      if (text === undefined)
        throw refusal(
          { file: source.name },
          'The file changed while it was read.',
          'Receive it again once nothing writes to it.',
        );
      yield text;
    }
    return;
  }
  if (encoding === 'windows-1252') {
    for await (const piece of source.stream()) yield windows1252(piece);
    return;
  }
  // Node's decoder holds back half a character; an odd byte or a lone surrogate comes out as U+FFFD.
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  for await (const piece of source.stream()) {
    const text = decoder.decode(piece, { stream: true });
    if (text.includes('\0')) throw await nulRefusal(source);
    yield text;
  }
  yield decoder.decode();
}

async function* following(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** What Windows-1252 has at 80 to 9F, where Latin-1 has control characters; the five free places stay as they are. */
const HIGH_CONTROLS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

/** Written out because Node's own decoder of that name takes the bytes for Latin-1 in some releases. */
export function windows1252(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const decoded = text.replace(/[\u0080-\u009F]/g, (character) =>
    HIGH_CONTROLS.charAt(character.charCodeAt(0) - 0x80),
  );
  return MAC_MARKS.test(decoded) ? withMacMarks(decoded) : decoded;
}

/**
 * Excel for Mac's "CSV (Macintosh)" has quotes and dashes where Windows-1252 has capitals with accents: "ChildrenÕs". No name has
 * such a capital within or next to small letters.
 */
const MAC_MARKS = /[\u00d0\u00d2\u00d3\u00d5]/;

function withMacMarks(text: string): string {
  return text
    .replace(/(?<=[a-z])\u00d5(?=[a-z ,.;:)"\r\n]|$)/g, '\u2019')
    .replace(/(?<=^|[\s,("])\u00d2(?=[A-Za-z0-9])/gm, '\u201c')
    .replace(/(?<=[A-Za-z0-9.?!])\u00d3(?=[\s,.;:)"]|$)/gm, '\u201d')
    .replace(/(?<= )\u00d0(?= )|(?<=[0-9])\u00d0(?=[0-9])/g, '\u2013');
}

async function nulRefusal(source: ByteSource): Promise<Error> {
  let line = 1;
  for await (const piece of source.stream()) {
    const end = piece.indexOf(0);
    for (const byte of end === -1 ? piece : piece.subarray(0, end)) if (byte === 10) line += 1;
    if (end !== -1) break;
  }
  return refusal(
    { file: source.name, line },
    `Line ${line} holds a NUL character, so this is not a text file (or is UTF-16 without its mark).`,
    'Open it in Excel, save it as "CSV UTF-8 (comma delimited)", and send that.',
  );
}
