import type { XmlTag } from '../xlsx/xml-scanner.js';

/** For how many rows or columns a tag stands: 1 where it doesn't say. */
export function repeated(tag: XmlTag, what: 'rows' | 'columns'): number {
  const given = Number(tag.attribute(`table:number-${what}-repeated`) ?? 1);
  return Number.isInteger(given) && given >= 1 ? given : 1;
}
