/** What the first bytes of a file say that it is; `text` is whatever no signature is known of. */
export type Signature = 'zip' | 'ole' | 'pdf' | 'gzip' | 'picture' | 'markup' | 'empty' | 'text';

/** Bytes needed to tell. */
export const SIGNATURE_BYTES = 512;

/** Tells a file by its first bytes, whatever its name ends in. */
export function signatureOf(head: Buffer): Signature {
  if (head.length === 0) return 'empty';
  const starts = (...bytes: readonly number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6) || starts(0x50, 0x4b, 7, 8))
    return 'zip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  if (starts(0x25, 0x50, 0x44, 0x46)) return 'pdf';
  if (starts(0x1f, 0x8b)) return 'gzip';
  if (starts(0x89, 0x50, 0x4e, 0x47) || starts(0xff, 0xd8, 0xff) || starts(0x47, 0x49, 0x46, 0x38))
    return 'picture';
  return /^<(?:\?xml|!doctype|!--|[a-z_][\w.:-]*[\s/>])/i.test(textOfHead(head))
    ? 'markup'
    : 'text';
}

/** The first bytes as text, as far as they are ASCII, without a byte order mark and spaces before it. */
export function textOfHead(head: Buffer): string {
  const isLittle = head[0] === 0xff && head[1] === 0xfe;
  const isBig = head[0] === 0xfe && head[1] === 0xff;
  const text = head.toString('latin1');
  // Of two bytes a character, the one that isn't NUL.
  const narrow = isLittle || isBig ? text.slice(2).replaceAll('\0', '') : text;
  return narrow.replace(/^(?:\u00EF\u00BB\u00BF)?\s*/, '');
}
