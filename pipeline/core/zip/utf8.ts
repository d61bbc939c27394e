import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** Bytes at the end of a piece that begin a character which the next piece goes on with: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  const length = bytes.byteLength;
  for (let back = 1; back <= Math.min(3, length); back += 1) {
    const byte = bytes[length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return needed > back ? back : 0;
    }
  }
  return 0;
}

/** Cuts a stream of bytes so that no piece ends within a character of UTF-8. */
export async function* wholeCharacters(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array | undefined;
  for await (const piece of stream) {
    const bytes = rest === undefined ? piece : Buffer.concat([rest, piece]);
    const cut = bytes.byteLength - unfinished(bytes);
    rest = cut < bytes.byteLength ? bytes.subarray(cut) : undefined;
    if (cut > 0) yield bytes.subarray(0, cut);
  }
  if (rest !== undefined) yield rest;
}

/** The text of whole characters; undefined where the bytes aren't UTF-8. Plain ASCII stays one byte a character. */
export function utf8Text(bytes: Uint8Array): string | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (isAscii(view)) return view.toString('latin1');
  return isUtf8(view) ? view.toString('utf8') : undefined;
}
