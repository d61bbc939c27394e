import type { Place } from '../errors.js';
import type { Member } from '../zip/member.js';
import { damaged } from '../zip/refuse.js';
import { XmlFault, type XmlScanner } from './xml-scanner.js';

/** Where a part belongs, for messages. */
export type PartPlace = Place & { readonly file: string };

/** The text of a large part in pieces. Such parts are UTF-8 in every writer known; another encoding is refused. */
export async function* partText(part: Member, { file }: PartPlace): AsyncGenerator<string> {
  let isFirst = true;
  for await (const text of part.text()) {
    const declared = isFirst ? /^[^>]*encoding=["']([^"']*)/.exec(text)?.[1] : undefined;
    isFirst = false;
    if (!/^(?:utf-?8|us-ascii)$/i.test(declared ?? 'utf-8'))
      throw damaged({ file }, `its part ${part.name} is not UTF-8`);
    yield text;
  }
}

/** Runs a step that scans XML, saying which part is malformed where it is. */
export function scanning(part: Member, place: PartPlace, step: () => void): void {
  try {
    step();
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    throw damaged(place, `its part ${part.name} is not well-formed: ${error.message}`, error);
  }
}

/** Scans a part from its start to its end; `between` is called after each piece. */
export async function scanPart(
  part: Member,
  place: PartPlace,
  scanner: XmlScanner,
  between: () => void = () => undefined,
): Promise<void> {
  for await (const piece of partText(part, place)) {
    scanning(part, place, () => {
      scanner.write(piece);
    });
    between();
  }
  scanning(part, place, () => {
    scanner.end();
  });
}
