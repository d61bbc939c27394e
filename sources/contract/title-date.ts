import type { IsoDate } from '../../pipeline/core/calendar/days.js';
import { shortText } from '../../pipeline/core/short-text.js';
import { dateInText } from './as-at.js';

/**
 * The date that a publication's title speaks for: what follows "as at", else what follows the last "to", "and" or dash
 * of a span ("1 September 2015 to 31 August 2016"), else the one date it holds. When it was published is no such date.
 */
export function dateInTitle(title: string): IsoDate | undefined {
  const text = shortText(title).replace(
    /\b(published|released|updated|extracted|next release)\b.*$/i,
    '',
  );
  const asAt = /\bas (?:at|of)\b(.*)$/i.exec(text)?.[1];
  const named = asAt === undefined ? undefined : dateInText(asAt);
  if (named !== undefined) return named;
  const spanEnd = /.*(?:\bto\b|\band\b|\s[-\u2013]\s)(.*)$/i.exec(text)?.[1];
  return (spanEnd === undefined ? undefined : dateInText(spanEnd)) ?? dateInText(text);
}

/** The last year of a span such as "2012_to_2024" or "2013-2025" in a file's name. */
export function lastYearOfSpan(name: string): number | undefined {
  const span = /(?<!\d)(?:19|20)\d\d[ _]*(?:to|-)[ _]*((?:19|20)\d\d)(?!\d)/i.exec(shortText(name));
  return span === null ? undefined : Number(span[1]);
}
