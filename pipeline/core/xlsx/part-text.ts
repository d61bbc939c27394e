import type { Member } from '../zip/archive.js';
import { damaged } from '../zip/refuse.js';
import { utf8Text, wholeCharacters } from '../zip/utf8.js';
import { XmlFault } from './xml-scanner.js';

/** The text of a large part in pieces. Such parts are UTF-8 in every writer known; another encoding is refused. */
export async function* partText(member: Member, file: string): AsyncGenerator<string> {
  let isFirst = true;
  for await (const piece of wholeCharacters(member.stream())) {
    const text = utf8Text(piece);
    const declared = isFirst ? /^[^>]*encoding=["']([^"']*)/.exec(text ?? '')?.[1] : undefined;
    isFirst = false;
    if (text === undefined || !/^(?:utf-?8|us-ascii)$/i.test(declared ?? 'utf-8'))
      throw damaged({ file }, `its part ${member.name} is not UTF-8`);
    yield text;
  }
}

/** Runs a step that scans XML, saying which part is malformed where it is. */
export function scanning(
  member: Member,
  file: string,
  sheet: string | undefined,
  step: () => void,
) {
  try {
    step();
  } catch (error) {
    if (!(error instanceof XmlFault)) throw error;
    throw damaged(
      sheet === undefined ? { file } : { file, sheet },
      `its part ${member.name} is not well-formed: ${error.message}`,
      error,
    );
  }
}
