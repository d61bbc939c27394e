import { xmlCharacters } from '../xml-characters.js';

/** What some step below may change. */
// eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
const UNSAFE = /[\u0000-\u0008\u000B-\u001F\uD800-\uDFFF\uFFFE\uFFFF]|_x/;
const MARKUP = /[&<>"\n]/;

/**
 * Text as the file format can hold it: control characters and lone surrogates, which XML can't, are replaced, and what
 * Excel would read as an escape (`_x0041_`) is escaped itself.
 */
export function safeText(text: string): string {
  if (!UNSAFE.test(text)) return text;
  return xmlCharacters(text).replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** Text inside XML, in an element or an attribute. */
export function xml(text: string): string {
  const safe = safeText(text);
  if (!MARKUP.test(safe)) return safe;
  return safe
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
