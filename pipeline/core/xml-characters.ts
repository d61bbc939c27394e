// eslint-disable-next-line no-control-regex -- these are what XML 1.0 forbids
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu;

/** Text as XML can hold it: control characters and lone surrogates are replaced, and a line ends in one character. */
export function xmlCharacters(text: string): string {
  return text.replaceAll('\r\n', '\n').replaceAll(FORBIDDEN, '\uFFFD');
}

/** Text inside XML, in an element or an attribute. */
export function escapedXml(text: string): string {
  return xmlCharacters(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
