import path from 'node:path';
import { fileNameIn } from './links.js';

/** What a publisher sent, if it gives a name. */
export interface NamedAnswer {
  readonly address: URL;
  readonly contentType: string;
  readonly contentDisposition: string;
}

const EXTENSIONS: readonly (readonly [RegExp, string])[] = [
  [/^text\/csv|^application\/csv/, '.csv'],
  [/spreadsheetml\.sheet/, '.xlsx'],
  [/opendocument\.spreadsheet/, '.ods'],
  [/^(application|text)\/xml/, '.xml'],
  [/^application\/(x-)?zip/, '.zip'],
];

/** The name under which a download is kept: as the server says, else the last part of its address; with an ending that says what it is. */
export function fileNameOf(answer: NamedAnswer): string {
  const said = dispositionName(answer.contentDisposition) ?? fileNameIn(answer.address);
  const name = safeName(said);
  if (/\.(csv|tsv|txt|xlsx|xlsm|xls|xlsb|ods|xml|zip)$/i.test(name)) return name;
  const ending = EXTENSIONS.find(([type]) => type.test(answer.contentType))?.[1] ?? '';
  return `${name}${ending}`;
}

/** A name that leads into no other folder, and that every system takes. */
export function safeName(text: string): string {
  const base = path.posix.basename(text.replaceAll('\\', '/'));
  const name = base
    // eslint-disable-next-line no-control-regex -- these are what must not be in a file's name
    .replace(/[\u0000-\u001f<>:"|?*]/g, '_')
    .replace(/[. ]+$/, '')
    .slice(-150);
  const isTaken = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(name);
  if (name === '' || /^\.+$/.test(name)) return 'download';
  return isTaken || name.startsWith('.') ? `_${name}` : name;
}

/** RFC 6266: `filename*=UTF-8''…` goes before `filename="…"`. */
function dispositionName(header: string): string | undefined {
  const extended = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(header)?.[1];
  if (extended !== undefined) {
    try {
      return decodeURIComponent(extended);
    } catch {
      // Wrongly written; the plain name serves.
    }
  }
  const plain = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(header);
  return plain?.[1]?.replace(/\\(.)/g, '$1') ?? plain?.[2];
}
