import { readHead } from '../../../pipeline/core/files/byte-source.js';
import { decode, encodingByMark, windows1252 } from '../encoding.js';
import { refusal } from '../../../pipeline/core/zip/refuse.js';
import type { ByteSource } from '../../../pipeline/core/files/tabular-file.js';
import { utf8Text, wholeCharacters } from '../../../pipeline/core/zip/utf8.js';

/** What an XML declaration may name, beyond UTF-8 and its part ASCII. */
const WINDOWS = new Set(['windows-1252', 'iso-8859-1', 'iso-8859-15', 'latin1', 'latin-1']);
const UTF_8 = new Set(['utf-8', 'utf8', 'us-ascii', 'ascii']);

/**
 * The text of an XML file in pieces, without its byte order mark. A mark decides its encoding, else its declaration, else it is UTF-8,
 * as XML has it: nothing is guessed from the bytes. Throws `contract` where the bytes aren't what the file says they are.
 */
export async function* xmlText(source: ByteSource): AsyncGenerator<string> {
  const marked = await encodingByMark(source);
  if (marked !== 'undecided') {
    yield* decode(source, marked);
    return;
  }
  const declared = await declaredEncoding(source);
  if (declared === undefined || UTF_8.has(declared)) yield* strictUtf8(source, declared);
  else if (WINDOWS.has(declared))
    for await (const piece of source.stream()) yield windows1252(piece);
  else
    throw refusal(
      { file: source.name },
      `The file says that its encoding is "${declared}", which can't be read.`,
      'Have your system export it in UTF-8.',
    );
}

async function declaredEncoding(source: ByteSource): Promise<string | undefined> {
  const start = (await readHead(source, 256)).toString('latin1');
  const declaration =
    /^(?:\u00EF\u00BB\u00BF)?\s*<\?xml\s[^>]*?encoding\s*=\s*["']([\w.-]{1,40})["']/i;
  return declaration.exec(start)?.[1]?.toLowerCase();
}

async function* strictUtf8(
  source: ByteSource,
  declared: string | undefined,
): AsyncGenerator<string> {
  let isFirst = true;
  let sound = 0;
  for await (const piece of wholeCharacters(source.stream())) {
    const text = utf8Text(piece);
    if (text === undefined) throw await notUtf8(source, declared, sound + firstBroken(piece));
    sound += piece.byteLength;
    yield isFirst ? text.replace(/^\uFEFF/, '') : text;
    isFirst = false;
  }
}

async function notUtf8(
  source: ByteSource,
  declared: string | undefined,
  at: number,
): Promise<Error> {
  let line = 1;
  let left = at;
  for await (const piece of source.stream()) {
    for (const byte of piece.subarray(0, left)) if (byte === 10) line += 1;
    left -= piece.byteLength;
    if (left <= 0) break;
  }
  const what =
    declared === undefined
      ? 'UTF-8, which XML is where it says nothing else'
      : `"${declared}", which the file says it is`;
  return refusal(
    { file: source.name, line },
    `Line ${line} holds a byte that isn't ${what}.`,
    'Have your system export the file again in UTF-8, or in the encoding that its first line names.',
  );
}

/** Where the first byte is that doesn't belong; found by halving, for no decoder says it. */
function firstBroken(bytes: Uint8Array): number {
  let [sound, broken] = [0, bytes.byteLength];
  while (broken - sound > 4) {
    const middle = (sound + broken) >> 1;
    const text = new TextDecoder('utf-8').decode(bytes.subarray(0, middle), { stream: true });
    if (text.includes('\uFFFD')) broken = middle;
    else sound = middle;
  }
  return sound;
}
